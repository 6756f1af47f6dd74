import type { Column, Dialect, ForeignKey, Index, IndexColumn, Schema, Table } from '../model';
import { nameKey, objectKey } from '../model';

const list = (names: readonly string[]): string => names.join(', ');

function keyPart(part: IndexColumn): string {
  const what = part.column?.name ?? part.expression?.text ?? '';
  return part.order === 'desc' ? `${what} desc` : what;
}

/** "(customer_id, placed_at desc)" */
export function keyText(columns: readonly IndexColumn[]): string {
  return `(${list(columns.map(keyPart))})`;
}

/** "unique btree (customer_id, placed_at desc) where deleted_at is null" */
export function indexText(index: Index): string {
  const words = [
    index.unique ? 'unique' : '',
    index.method ?? '',
    keyText(index.columns),
    index.include?.length ? `include (${list(index.include.map(({ name }) => name))})` : '',
    index.where ? `where ${index.where.text}` : '',
  ];
  return words.filter((word) => word !== '').join(' ');
}

/** "customers (id)", "customers (id) on delete cascade" */
export function referenceText(key: ForeignKey): string {
  const columns = key.refColumns.length === 0 ? '' : ` (${list(key.refColumns.map(({ name }) => name))})`;
  const table = key.refTable.schema === undefined ? key.refTable.name : `${key.refTable.schema}.${key.refTable.name}`;
  return `${table}${columns}${key.onDelete === undefined ? '' : ` on delete ${key.onDelete}`}`;
}

/** "public.orders" without the default schema's name. */
export function tableName({ schema, name }: { readonly schema?: string; readonly name: string }): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

const sameName = (dialect: Dialect, a: string | undefined, b: string): boolean =>
  a !== undefined && nameKey(dialect, a) === nameKey(dialect, b);

export function foreignKeysOf(dialect: Dialect, table: Table, column: string): readonly ForeignKey[] {
  return table.foreignKeys.filter((key) => key.columns.some(({ name }) => sameName(dialect, name, column)));
}

/** Which part a column has in the table's keys. */
export function keyOf(dialect: Dialect, table: Table, column: string): 'primary' | 'foreign' | 'unique' | undefined {
  const within = (parts: readonly IndexColumn[]) => parts.some((part) => sameName(dialect, part.column?.name, column));
  if (table.primaryKey && within(table.primaryKey.columns)) return 'primary';
  if (foreignKeysOf(dialect, table, column).length > 0) return 'foreign';
  return table.uniques.some((unique) => within(unique.columns)) ? 'unique' : undefined;
}

/** The type as the engine's catalogue spells it. */
export function typeText(column: Column): string {
  return column.type?.canonical ?? column.type?.text ?? '';
}

/** "bigint, not null, default now(), references customers (id)" */
export function columnText(dialect: Dialect, table: Table, column: Column): string {
  const key = keyOf(dialect, table, column.name);
  const parts = [
    typeText(column),
    column.notNull ? 'not null' : '',
    column.identity === undefined
      ? ''
      : column.identity === 'auto increment'
        ? 'auto increment'
        : `identity ${column.identity}`,
    column.generated ? `generated as ${column.generated.expression.text}` : '',
    column.default ? `default ${column.default.text}` : '',
    key === 'primary' ? 'primary key' : key === 'unique' ? 'unique' : '',
    ...foreignKeysOf(dialect, table, column.name).map((foreign) => `references ${referenceText(foreign)}`),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Foreign keys of other tables that point at this one. */
export function referencesTo(
  schema: Schema,
  key: string,
): readonly { readonly table: Table; readonly foreign: ForeignKey }[] {
  return [...schema.tables.values()].flatMap((table) =>
    table.foreignKeys
      .filter(({ refTable }) => objectKey(schema.dialect, refTable.schema, refTable.name) === key)
      .map((foreign) => ({ table, foreign })),
  );
}

/** Indexes and keys that a column is part of, each as one line. */
export function indexesWith(dialect: Dialect, table: Table, column: string): readonly string[] {
  const within = (parts: readonly IndexColumn[]) => parts.some((part) => sameName(dialect, part.column?.name, column));
  return [
    ...(table.primaryKey && within(table.primaryKey.columns)
      ? [`primary key ${keyText(table.primaryKey.columns)}`]
      : []),
    ...table.uniques.filter(({ columns }) => within(columns)).map((unique) => `unique ${keyText(unique.columns)}`),
    ...table.indexes.filter(({ columns }) => within(columns)).map((index) => `${index.name}: ${indexText(index)}`),
  ];
}

export function findColumn(dialect: Dialect, table: Table, name: string): Column | undefined {
  return table.columns.find((column) => sameName(dialect, column.name, name));
}
