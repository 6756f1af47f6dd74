import type { QualifiedName, Schema, Table } from '../model';
import { objectKey } from '../model';

/** The DEFAULT partition of a parent, if the schema knows one. */
export function defaultPartition(schema: Schema, parent: QualifiedName): Table | undefined {
  const key = objectKey(schema.dialect, parent.schema, parent.name);
  for (const table of schema.tables.values()) {
    const of = table.partitionOf;
    if (of && isDefault(of.bound) && objectKey(schema.dialect, of.parent.schema, of.parent.name) === key) return table;
  }
  return undefined;
}

/** True for the bound of a DEFAULT partition. */
export function isDefault(bound: string): boolean {
  return /^\s*default\s*$/i.test(bound);
}

/**
 * True when a validated CHECK of the table speaks of the partition key: we do not prove that it implies the bound, but
 * nobody writes one for another reason than to spare the scan.
 */
export function hasKeyCheck(table: Table, parent: Table | undefined): boolean {
  const keys = parent?.partitionBy?.columns.flatMap(({ column }) => (column ? [column.name] : [])) ?? [];
  return table.checks.some(
    ({ notValid, expression }) =>
      !notValid && (keys.length === 0 || keys.some((key) => expression.columns.includes(key))),
  );
}
