import { topLevel } from '../../code';
import type { Operation, Statement } from '../../model';
import { scriptOf, spanOf, statement } from '../code/build';
import { type OpenedFile, openTogether } from '../code/set-scopes';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import type { EntityArgs } from './args';
import { entityOf } from './classes';
import { settingsOf } from './config';
import { schemaEntity } from './entity-schema';
import { closureOf, junctionsOf } from './junctions';
import { addForeignKeys, addKeys } from './keys';
import type { Reading, TableMeta } from './meta';
import { enumOperations, tableOperations } from './operations';
import { joinTables } from './relations';
import { tablesOf } from './tables';
import { transaction } from './transaction';
import { exclusionOf, isNotKept, viewOperations } from './views';

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const [only] = readTogether([{ ...file, path: file.uri }], context);
  return only ?? { up: { uri: file.uri, statements: [], comments: [], problems: [] }, transaction };
}

/** Reads entities as the tables that TypeORM makes of them. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const opened = openTogether(files, context);
  const settings = settingsOf(
    opened.map(({ scope }) => scope),
    files[0]?.path ?? '',
    context,
  );
  const on: Reading = { dialect: context.dialect, version: context.version, settings };
  const found = opened.map(entitiesIn);
  const tables = tablesOf(found.flat(), on);
  joinTables(tables, on);
  const between = new Map(tables.all.map((table) => [table, junctionsOf(table, tables, on)]));
  for (const table of tables.all) {
    addKeys(table, on);
    addForeignKeys(table, tables, on);
  }
  const enums = new Set<string>();
  return opened.map(({ module }, at) => {
    const own = tables.all.filter(({ args }) => found[at]?.includes(args));
    const made = own.flatMap((table) => statementsOf(table, between.get(table) ?? [], enums, on));
    return { up: scriptOf(module, inOrder(made)), transaction };
  });
}

function entitiesIn({ module, scope }: OpenedFile): readonly EntityArgs[] {
  return topLevel(module.body).flatMap((stmt): readonly EntityArgs[] => {
    const entity =
      stmt.kind === 'class'
        ? entityOf({ def: stmt, scope })
        : stmt.kind === 'assign' && stmt.value?.kind === 'call'
          ? schemaEntity({ expr: stmt.value, scope }, stmt)
          : undefined;
    return entity ? [entity] : [];
  });
}

function statementsOf(
  table: TableMeta,
  between: readonly TableMeta[],
  enums: Set<string>,
  on: Reading,
): readonly Statement[] {
  const { args } = table;
  const made = (one: TableMeta, operations: readonly Operation[]) =>
    operations.length === 0 ? [] : [statement(spanOf(one.module, one.place), operations)];
  if (args.kind === 'view') return made(table, viewOperations(args, table, on));
  const closure = closureOf(table, on);
  return [
    ...(isNotKept(args) ? [] : [table]),
    ...between.filter((one) => !isNotKept(one.args)),
    ...(closure ? [closure] : []),
  ].flatMap((one) => [
    ...made(one, enumOperations(one, enums, on)),
    ...made(one, [
      ...tableOperations(one, on),
      ...(on.dialect === 'postgresql' ? one.members.conditions : [])
        .filter(({ kind }) => kind === 'exclusion')
        .flatMap((each) => exclusionOf(one, each, on)),
    ]),
  ]);
}

/** Types first, views last: a table may use an enum that stands below it. */
const ORDER: readonly string[] = ['createEnum', 'createTable', 'opaque', 'createView'];

function inOrder(statements: readonly Statement[]): readonly Statement[] {
  const rank = ({ operations }: Statement) => ORDER.indexOf(operations[0]?.kind ?? 'opaque');
  return [...statements].sort((a, b) => rank(a) - rank(b));
}
