/** Statements that lose data or may: told from operations by code, so that no wording of a model can hide them. */
import {
  type AlterColumn,
  type DataLayer,
  type Operation,
  objectKey,
  type QualifiedName,
  type SqlType,
} from '../model';

/** One line for each such operation in the up scripts of these files; what the layer held before is left out. */
export function destructiveOperations(
  layer: DataLayer,
  uris: readonly string[],
  before?: DataLayer,
): readonly string[] {
  const known = new Set(before === undefined ? [] : linesOf(before, uris, before));
  return [...new Set(linesOf(layer, uris, before ?? layer))].filter((line) => !known.has(line));
}

function linesOf(layer: DataLayer, uris: readonly string[], schema: DataLayer): readonly string[] {
  const scripts = [
    ...layer.migrations.map(({ up }) => up),
    ...[...layer.dumps, ...layer.models].flatMap((declared) => declared.scripts),
  ];
  const made = new Set<string>();
  return scripts
    .filter(({ uri }) => uris.includes(uri))
    .flatMap(({ statements }) => statements)
    .flatMap(({ operations }) => operations)
    .flatMap((operation) => {
      // What the same files make holds nothing yet.
      if (operation.kind === 'createTable') made.add(keyOf(layer, operation.table));
      const line = lineOf(operation, schema);
      if (line === undefined) return [];
      const table = 'table' in operation ? operation.table : undefined;
      return table !== undefined && made.has(keyOf(layer, table)) ? [] : [line];
    });
}

const keyOf = ({ dialect }: DataLayer, { schema, name }: QualifiedName) => objectKey(dialect, schema, name);

const nameOf = ({ schema, name }: QualifiedName) => (schema === undefined ? name : `${schema}.${name}`);

/** Objects whose going takes rows or values along; views, routines and triggers can be made again from their text. */
const HOLDERS: ReadonlySet<string> = new Set([
  'schema',
  'database',
  'type',
  'domain',
  'sequence',
  'extension',
  'materialized view',
]);

function lineOf(operation: Operation, layer: DataLayer): string | undefined {
  switch (operation.kind) {
    case 'dropTable':
      return `DROP TABLE ${nameOf(operation.table)}`;
    case 'dropColumn':
      return `DROP COLUMN ${nameOf(operation.table)}.${operation.column.name}`;
    case 'dropObject':
      return HOLDERS.has(operation.objectType)
        ? `DROP ${operation.objectType.toUpperCase()} ${nameOf(operation.name)}`
        : undefined;
    case 'changeData':
      return dataLine(operation);
    case 'alterTable':
      return operation.change.kind === 'partitions' && /drop|truncate/i.test(operation.change.action)
        ? `${operation.change.action.toUpperCase()} of ${nameOf(operation.table)}`
        : undefined;
    case 'alterColumn':
      return typeLine(operation, layer);
    default:
      return undefined;
  }
}

function dataLine(operation: Extract<Operation, { readonly kind: 'changeData' }>): string | undefined {
  const tables = operation.tables.map(nameOf).join(', ');
  if (operation.change === 'truncate') return `TRUNCATE ${tables}`;
  if (operation.change === 'delete') return `DELETE FROM ${tables}${operation.hasWhere ? ' WHERE …' : ', every row'}`;
  return operation.change === 'update' && !operation.hasWhere ? `UPDATE ${tables}, every row` : undefined;
}

function typeLine({ table, column, change }: AlterColumn, layer: DataLayer): string | undefined {
  const type = change.kind === 'setType' ? change.type : change.kind === 'redefine' ? change.column.type : undefined;
  if (type === undefined) return undefined;
  const columns = layer.schema.tables.get(keyOf(layer, table))?.columns;
  const old = columns?.find(({ name }) => name.toLowerCase() === column.name.toLowerCase())?.type;
  if (old === undefined || !narrows(old, type)) return undefined;
  return `ALTER COLUMN ${nameOf(table)}.${column.name} from ${old.canonical} to ${type.canonical}`;
}

const WIDTH: Readonly<Record<string, number>> = {
  tinyint: 1,
  smallint: 2,
  mediumint: 3,
  integer: 4,
  bigint: 8,
  real: 1,
  double: 2,
};

const GROUPS: readonly ReadonlySet<string>[] = [
  new Set(['tinyint', 'smallint', 'mediumint', 'integer', 'bigint']),
  new Set(['real', 'double']),
  new Set(['char', 'varchar', 'text', 'citext', 'name']),
  new Set(['binary', 'varbinary', 'blob']),
  new Set(['json', 'jsonb']),
];

/** May a value of the old type not fit into the new one? Unlike families count as narrowing: the cast may fail or lose. */
function narrows(old: SqlType, type: SqlType): boolean {
  const group = GROUPS.find((families) => families.has(old.family));
  if (old.family !== type.family && group?.has(type.family) !== true) return !isText(type);
  if ((WIDTH[type.family] ?? 0) < (WIDTH[old.family] ?? 0)) return true;
  const shorter = (before: number | undefined, after: number | undefined) =>
    after !== undefined && (before === undefined || after < before);
  if (old.family === 'integer' || old.family === 'bigint') return false;
  return shorter(old.length, type.length) || shorter(old.precision, type.precision) || shorter(old.scale, type.scale);
}

const isText = ({ family, length }: SqlType) => family === 'text' && length === undefined;
