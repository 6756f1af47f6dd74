import {
  type AlterColumn,
  type Column,
  type ColumnSpec,
  type CreateTable,
  createFold,
  DIALECT_NAMES,
  type Ident,
  isStandIn,
  objectKey,
  type QualifiedName,
  type Span,
  type Table,
} from '../../model';
import { printColumn } from './column';
import { type Printed, sql, unsupported, type Writer } from './writer';

/** The table as the schema before the operation has it. */
export function findTable(w: Writer, name: QualifiedName): Table | undefined {
  return w.schema?.tables.get(objectKey(w.dialect, name.schema, name.name));
}

/** MySQL's MODIFY states the whole column again; what is not changed comes from the schema (ALTER TABLE, "MODIFY": attributes not repeated are dropped). */
export function printRestated(w: Writer, head: string, op: AlterColumn): Printed {
  const needs = `${DIALECT_NAMES[w.dialect]} changes a column only by stating it whole, and what it is now is not known`;
  if (!w.schema) return unsupported(needs);
  const fold = createFold(w.dialect, undefined, w.schema);
  fold.apply(op);
  const after = fold.snapshot().tables.get(objectKey(w.dialect, op.table.schema, op.table.name));
  const column = after?.columns.find(({ name }) => name.toLowerCase() === op.column.name.toLowerCase());
  return column ? sql(`${head} ${w.k('MODIFY COLUMN')} ${printColumn(w, columnSpec(column))}`) : unsupported(needs);
}

/** A column of a schema as a statement would declare it, without constraints. */
export function columnSpec(column: Column): ColumnSpec {
  const { at, name, notNull, type, defaultName, ...rest } = column;
  return {
    ...rest,
    name: { name, span: at },
    ...(defaultName === undefined || isStandIn(defaultName) ? {} : { defaultName: { name: defaultName, span: at } }),
    ...(type ? { type } : {}),
    ...(notNull ? { nullable: false } : {}),
    constraints: [],
    span: at,
  };
}

/** A name that a statement would write out: the ones that the engine makes up are left to it. */
function writtenName(name: string, span: Span): { readonly name?: Ident } {
  return name === '' || name.startsWith('sqlite_autoindex_') || isStandIn(name) ? {} : { name: { name, span } };
}

/** The CREATE TABLE that makes this table of a schema. Its indexes are statements of their own. */
export function createTableOf(table: Table): CreateTable {
  const single = table.primaryKey?.columns.length === 1 ? table.primaryKey.columns[0]?.column?.name : undefined;
  const keyed = table.columns.find((column) => column.name === single && column.identity === 'auto increment');
  const keys = [
    ...(table.primaryKey && !keyed ? [table.primaryKey] : []),
    ...table.uniques,
    ...table.foreignKeys,
    ...table.checks,
    ...table.exclusions,
  ];
  return {
    kind: 'createTable',
    table: { name: table.name, span: table.at, ...(table.schema === undefined ? {} : { schema: table.schema }) },
    columns: table.columns.map((column) =>
      column === keyed && table.primaryKey ? withKey(column, table.primaryKey) : columnSpec(column),
    ),
    constraints: keys.map(
      ({ at, name, inline: _inline, ...key }) =>
        ({ ...key, ...writtenName(name, at) }) as CreateTable['constraints'][number],
    ),
    indexes: [],
    options: Object.entries(table.options).map(([name, value]) => ({ name, value, span: table.at })),
    span: table.span,
  };
}

/** SQLite's AUTOINCREMENT goes with a PRIMARY KEY behind the column. */
function withKey(column: Column, key: NonNullable<Table['primaryKey']>): ColumnSpec {
  const { at, name, ...rest } = key;
  return { ...columnSpec(column), constraints: [{ ...rest, inline: true, ...writtenName(name, at) }] };
}
