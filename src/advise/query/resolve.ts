import { type Column, nameKey, objectKey, type Schema, type Table } from '../../model';
import type { Block, ColumnUse, TableUse } from './block';

export interface PlacedTable {
  readonly use: TableUse;
  /** Undefined where the schema does not know it: a view, a function, a query's own name. */
  readonly table: Table | undefined;
}

export interface PlacedColumn {
  readonly in: PlacedTable;
  readonly column: Column | undefined;
  readonly name: string;
}

/** The tables of a block in the schema. A name that the search path would find in another schema is found there if it is the only one. */
export function placeTables({ tables }: Block, schema: Schema): readonly PlacedTable[] {
  return tables.map((use) => ({ use, table: findTable(schema, use) }));
}

function findTable({ dialect, tables }: Schema, { schema, name }: TableUse): Table | undefined {
  const exact = tables.get(objectKey(dialect, schema, name));
  if (exact !== undefined || schema !== undefined) return exact;
  const named = [...tables.values()].filter((table) => nameKey(dialect, table.name) === nameKey(dialect, name));
  return named.length === 1 ? named[0] : undefined;
}

/** The column that a query means; undefined where it cannot be told. */
export function placeColumn(
  column: ColumnUse,
  placed: readonly PlacedTable[],
  schema: Schema,
): PlacedColumn | undefined {
  const same = (a: string, b: string) => nameKey(schema.dialect, a) === nameKey(schema.dialect, b);
  const find = (table: Table | undefined) => table?.columns.find(({ name }) => same(name, column.name));
  if (column.qualifier !== undefined) {
    const { qualifier } = column;
    const owner =
      placed.find(({ use }) => same(use.alias, qualifier)) ?? placed.find(({ use }) => same(use.name, qualifier));
    return owner === undefined
      ? undefined
      : { in: owner, column: find(owner.table), name: find(owner.table)?.name ?? column.name };
  }
  const owners = placed.filter(({ table }) => find(table) !== undefined);
  const [owner] = owners.length === 1 ? owners : placed.length === 1 ? placed : [];
  return owner === undefined
    ? undefined
    : { in: owner, column: find(owner.table), name: find(owner.table)?.name ?? column.name };
}
