import { isMysqlFamily } from '../../model';
import { identAt, identOf } from '../code/build';
import { isSet, textIn } from '../code/compose';
import {
  type ColumnMeta,
  columnsOf,
  type ForeignMeta,
  type KeyMeta,
  type MadeKey,
  type Reading,
  type TableMeta,
} from './meta';
import { actionsOf, isOff } from './relations';
import { discriminatorKey, type Tables } from './tables';

/** Columns by the paths of their properties, or of their relations; undefined when one is not there. */
function columnsAt(table: TableMeta, key: KeyMeta): readonly ColumnMeta[] | undefined {
  const all = columnsOf(table);
  const found = (key.args.columns ?? []).map(({ path }): readonly ColumnMeta[] => {
    const whole = key.within === '' ? path : `${key.within}.${path}`;
    const column = all.find((one) => one.path === whole);
    if (column) return [column];
    const relation = table.relations.find((one) => one.path === whole || one.args.key === path);
    // The columns as they are in the end.
    return (relation?.joins ?? []).flatMap((join) => all.find((one) => one.name.name === join.name.name) ?? []);
  });
  return found.length === 0 || found.some((one) => one.length === 0) ? undefined : found.flat();
}

/** Gives a table the keys and indexes that are written for it (metadata/IndexMetadata, UniqueMetadata). */
export function addKeys(table: TableMeta, on: Reading): void {
  for (const key of table.indexes) addKey(table, key, 'index', on);
  for (const key of table.uniques) addKey(table, key, 'unique', on);
  addDiscriminatorIndex(table, on);
}

function addKey(table: TableMeta, key: KeyMeta, kind: 'index' | 'unique', on: Reading): void {
  const { args } = key;
  const { module, at, options } = args;
  // Made by hand in the database: TypeORM leaves it alone.
  if (isOff(options, 'synchronize')) return;
  const columns = columnsAt(table, key);
  if (!columns) {
    table.unread.push({ module, place: at, reason: 'the columns of this key cannot be told' });
    return;
  }
  const names = columns.map(({ name }) => name.name);
  const { naming } = on.settings;
  const where = textIn(options, 'where')?.text;
  const isIndex = kind === 'index' || isMysqlFamily(on.dialect);
  const chosen = isIndex ? naming.indexName(table.name.name, names, where) : naming.uniqueName(table.name.name, names);
  const given = args.name && identOf(args.name);
  const unique = kind === 'unique' || isSet(options, 'unique');
  const method = isIndex ? methodOf(options, on) : undefined;
  const deferrable = isIndex ? undefined : textIn(options, 'deferrable')?.text;
  table.made.push({
    kind: isIndex ? (unique ? 'unique index' : 'index') : 'unique',
    name: given ?? identAt(module, chosen, args.columns?.[0]?.at ?? at),
    columns,
    ...(method === undefined ? {} : { method }),
    ...(where === undefined || isMysqlFamily(on.dialect) ? {} : { where }),
    ...(deferrable === undefined ? {} : { deferrable }),
    module,
    place: at,
  });
}

function methodOf(options: KeyMeta['args']['options'], { dialect }: Reading): string | undefined {
  if (dialect === 'postgresql')
    return textIn(options, 'type')?.text ?? (isSet(options, 'spatial') ? 'gist' : undefined);
  if (!isMysqlFamily(dialect)) return undefined;
  return isSet(options, 'fulltext') ? 'fulltext' : isSet(options, 'spatial') ? 'spatial' : undefined;
}

/** A shared table is searched by its classes. */
function addDiscriminatorIndex(table: TableMeta, on: Reading): void {
  const { discriminator } = table.args;
  if (!discriminator) return;
  const key = discriminatorKey(discriminator.options);
  const column = table.own.find((one) => one.key === key);
  const isIndexed = table.indexes.some(
    ({ args }) => args.columns?.length === 1 && args.columns[0]?.path === column?.name.name,
  );
  if (!column || isIndexed) return;
  const name = on.settings.naming.indexName(table.name.name, [column.name.name], undefined);
  const { module } = table;
  const made: MadeKey = {
    kind: 'index',
    name: identAt(module, name, discriminator.at),
    columns: [column],
    module,
    place: discriminator.at,
  };
  table.made.push(made);
}

/** Keys of `@ForeignKey` (metadata-builder/EntityMetadataBuilder.createForeignKeys). */
export function addForeignKeys(table: TableMeta, tables: Tables, on: Reading): void {
  const named = (from: TableMeta, path: string) =>
    columnsOf(from).find((one) => one.key === path || one.name.name === path);
  for (const { target, columns, referenced, options, at, module } of table.members.foreigns) {
    const other = tables.find(target);
    const own = columns.flatMap(({ path }) => named(table, path) ?? []);
    const keys = columnsOf(other ?? table).filter(({ primary }) => primary);
    const to = other && (referenced.length > 0 ? referenced.flatMap((path) => named(other, path) ?? []) : keys);
    if (!other || !to || own.length === 0 || own.length !== to.length) {
      table.unread.push({ module, place: at, reason: 'what this foreign key refers to was not found' });
      continue;
    }
    const given = textIn(options, 'name')?.text;
    const names = own.map(({ name }) => name.name);
    const key: ForeignMeta = {
      name: identAt(module, given ?? on.settings.naming.foreignKeyName(table.name.name, names), at),
      columns: own,
      target: other,
      targetPlace: { module, place: target?.place ?? at },
      referenced: to,
      ...actionsOf(options),
      module,
      place: at,
    };
    table.foreignKeys.push(key);
  }
}
