import type { Operation, Statement } from '../../model';
import { scriptOf, spanOf, statement } from '../code/build';
import { openTogether } from '../code/set-scopes';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import { settingsOf } from './config';
import { entitiesIn, entitiesOf } from './entities';
import { addKeys } from './keys';
import type { TableMeta, Tables } from './meta';
import { enumOperations, tableOperations } from './operations';
import { pivotsOf } from './pivots';
import type { Reading } from './reading';
import { tablesOf } from './tables';
import { transaction } from './transaction';
import { isView, viewOperations } from './views';

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const [only] = readTogether([{ ...file, path: file.uri }], context);
  return only ?? { up: { uri: file.uri, statements: [], comments: [], problems: [] }, transaction };
}

/** Reads entities as the tables that MikroORM's schema generator makes of them. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const opened = openTogether(files, context);
  const settings = settingsOf(
    opened.map(({ scope }) => scope),
    files[0]?.path ?? '',
    context,
  );
  const on: Reading = { dialect: context.dialect, version: context.version, settings };
  const found = opened.map(entitiesIn);
  const tables = tablesOf(entitiesOf(found.flat()), on);
  const between = new Map(tables.all.map((table) => [table, pivotsOf(table, tables, on)]));
  for (const table of tables.all) addKeys(table, tables, on);
  const enums = new Set<string>();
  const pivots = new Set<string>();
  return opened.map(({ module }, at) => {
    const own = tables.all.filter(({ args }) => found[at]?.includes(args));
    const made = own.flatMap((table) => {
      // Two relations may share a table that one of them names.
      const fresh = (between.get(table) ?? []).filter(({ name }) => !pivots.has(name.name) && pivots.add(name.name));
      return statementsOf(table, fresh, enums, tables, on);
    });
    return { up: scriptOf(module, inOrder(made)), transaction };
  });
}

function statementsOf(
  table: TableMeta,
  between: readonly TableMeta[],
  enums: Set<string>,
  tables: Tables,
  on: Reading,
): readonly Statement[] {
  const made = (one: TableMeta, operations: readonly Operation[]) =>
    operations.length === 0 ? [] : [statement(spanOf(one.module, one.place), operations)];
  if (isView(table)) return made(table, viewOperations(table, on));
  return [table, ...between].flatMap((one) => [
    ...made(one, enumOperations(one, enums)),
    ...made(one, tableOperations(one, tables, on)),
  ]);
}

/** Types first, views last: a table may use an enum that stands below it. */
const ORDER: readonly string[] = ['createEnum', 'createTable', 'opaque', 'createView'];

function inOrder(statements: readonly Statement[]): readonly Statement[] {
  const rank = ({ operations }: Statement) => ORDER.indexOf(operations[0]?.kind ?? 'opaque');
  return [...statements].sort((a, b) => rank(a) - rank(b));
}
