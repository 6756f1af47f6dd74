import { textValue } from '../../code';
import type { Ident } from '../../model';
import { identAt, identOf } from '../code/build';
import type { KeyArgs } from './args';
import { columnsOf, primaryOf, type TableMeta, type Tables } from './meta';
import { keyName } from './naming';
import { isOff, textIn } from './options';
import type { Reading } from './reading';
import { addKey } from './relations';

/** Gives a table the keys and indexes that its entity asks for (DatabaseSchema.fromMetadata). */
export function addKeys(table: TableMeta, tables: Tables, on: Reading): void {
  const keys = primaryOf(table).length;
  for (const column of columnsOf(table)) {
    const { args } = column;
    if (args.kind !== 'scalar') continue;
    const { options } = args;
    if (options.has('index') && !isOff(options, 'index')) addKey(args, 'index', [column], table, on);
    if (options.has('unique') && !isOff(options, 'unique') && !(column.primary && keys === 1))
      addKey(args, 'unique', [column], table, on);
  }
  const line = table.below.flatMap((one) => [one, ...tables.entities.basesOf(one)]);
  for (const key of new Set(line.flatMap((one) => one.keys))) addClassKey(table, key, on);
  addDiscriminatorIndex(table, on);
}

/** The columns of a property's path: those of a relation, or of what is embedded. */
export function columnsAt(table: TableMeta, path: string): readonly Ident[] {
  const found = columnsOf(table).filter((one) => one.path === path);
  const [relation] = found;
  if (!relation || relation.args.kind === 'scalar') return found.map(({ name }) => name);
  const key = table.foreignKeys.find(({ columns }) => columns.includes(relation));
  return (key?.columns ?? found).map(({ name }) => name);
}

function addClassKey(table: TableMeta, key: KeyArgs, on: Reading): void {
  const { options, module, at, kind } = key;
  // SQL of the project's own is read where the table's operations are made.
  if (options.has('expression')) return;
  const columns = key.properties.flatMap(({ path, at: place }) => {
    const own = columnsAt(table, path);
    return own.length > 0 ? own.map((one) => ({ ...one, place })) : [undefined];
  });
  const known = columns.filter((one) => one !== undefined);
  if (known.length !== columns.length || known.length === 0) {
    table.unread.push({ module, place: at, reason: 'the columns of this key cannot be told' });
    return;
  }
  const given = options.get('name');
  const names = known.map(({ name }) => name);
  const [first] = known;
  const named = given && textValue(given) ? identOf(given) : undefined;
  table.keys.push({
    kind,
    name: named ?? identAt(module, keyName(table.name.name, names, kind, on.dialect), first?.place ?? at),
    columns: known.map(({ name, span }): Ident => ({ name, span })),
    method: kind === 'index' ? textIn(options, 'type')?.text : undefined,
    deferrable: textIn(options, 'deferMode')?.text,
    module,
    place: at,
  });
}

/** A shared table is searched by its classes. */
function addDiscriminatorIndex(table: TableMeta, on: Reading): void {
  const given = textIn(table.args.options, 'discriminatorColumn');
  const column = given && columnsOf(table).find(({ path }) => path === given.text);
  const isIndexed = table.keys.some(({ columns }) => columns.length === 1 && columns[0]?.name === column?.name.name);
  if (column && !isIndexed && !column.args.options.has('index')) addKey(column.args, 'index', [column], table, on);
}
