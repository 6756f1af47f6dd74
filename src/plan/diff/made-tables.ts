import { type ForeignKey, isMysqlFamily, type QualifiedName, type Table } from '../../model';
import type { Buckets } from './buckets';
import { type DiffContext, keyOf, qualified, speaksOf } from './context';
import { createOperation, waitingConstraints, withoutImpliedName, writesComments } from './create';
import { inOrder } from './order';
import { constraintSpec, indexSpec } from './specs';
import { commentColumn } from './table-columns';

/** Tables that only the wanted side has: those that are referred to first, with the foreign keys of circles behind. */
export function createTables(context: DiffContext, buckets: Buckets): void {
  if (!speaksOf(context, 'tables')) return;
  const { before, after } = context;
  const fresh = [...after.tables].filter(([key]) => !before.tables.has(key)).map(([, table]) => table);
  const find = (name: QualifiedName) => after.tables.get(keyOf(context, name)) ?? [];
  const parents = (table: Table) => [
    ...(table.partitionOf ? [table.partitionOf.parent] : []),
    ...(table.inherits ?? []),
  ];
  const ordered = inOrder(fresh, (table) =>
    [...parents(table), ...table.foreignKeys.map(({ refTable }) => refTable)].flatMap(find),
  );
  const made = new Set(
    fresh.length === after.tables.size ? [] : [...after.tables.keys()].filter((key) => before.tables.has(key)),
  );
  for (const table of ordered) {
    const own = keyOf(context, table);
    made.add(own);
    // SQLite takes references to tables that are not there yet, and adds none later.
    const waits =
      context.dialect === 'sqlite'
        ? []
        : table.foreignKeys.filter((key) => !made.has(keyOf(context, key.refTable)) || leansOnNew(context, key, own));
    createTable(context, buckets, table, waits);
  }
}

/** A reference to a table that stays, but whose key is made only now. */
function leansOnNew(context: DiffContext, { refTable, refColumns }: ForeignKey, own: string): boolean {
  const key = keyOf(context, refTable);
  const [old, wanted] = [context.before.tables.get(key), context.after.tables.get(key)];
  if (key === own || !old || !wanted) return false;
  const names = refColumns
    .map(({ name }) => name)
    .sort()
    .join();
  const keysOf = (table: Table) => [
    ...(table.primaryKey ? [table.primaryKey] : []),
    ...table.uniques,
    ...table.indexes.filter(({ unique }) => unique),
  ];
  return !keysOf(old).some(
    ({ columns }) =>
      columns
        .map(({ column }) => column?.name ?? '')
        .sort()
        .join() === names,
  );
}

function createTable(context: DiffContext, buckets: Buckets, table: Table, waits: readonly ForeignKey[]): void {
  const name = qualified(table);
  const operation = createOperation(context, table, waitingConstraints(table, waits));
  const inline = table.indexes.filter((index) => numbers(context, table, index.columns[0]?.column?.name));
  buckets.add('tables', { ...operation, indexes: inline.map(indexSpec) });
  if (!table.partitionOf) {
    for (const index of table.indexes)
      if (!index.implicit && !inline.includes(index))
        buckets.add('indexes', { kind: 'createIndex', table: name, index: indexSpec(index), span: index.at });
  }
  for (const key of waits)
    buckets.add('foreign keys', {
      kind: 'addConstraint',
      table: name,
      constraint: withoutImpliedName(context, table, constraintSpec(key)),
      span: key.at,
    });
  if (!speaksOf(context, 'comments') || writesComments(context.dialect)) return;
  if (table.comment !== undefined)
    buckets.add('comments', { kind: 'commentOn', objectType: 'table', name, comment: table.comment, span: table.at });
  for (const column of table.columns)
    if (column.comment !== undefined) buckets.add('comments', commentColumn(table, column));
}

/** MySQL: an AUTO_INCREMENT column must be a key in the statement that makes it. */
function numbers({ dialect }: DiffContext, table: Table, column: string | undefined): boolean {
  if (!isMysqlFamily(dialect) || column === undefined) return false;
  const first = [table.primaryKey, ...table.uniques].some((key) => key?.columns[0]?.column?.name === column);
  return !first && table.columns.some(({ name, identity }) => name === column && identity !== undefined);
}

/** Tables that only the other side has: those that refer to others first; circles lose their foreign keys before. */
export function dropTables(context: DiffContext, buckets: Buckets): void {
  if (!speaksOf(context, 'other tables')) return;
  const { before, after } = context;
  const gone = [...before.tables].filter(([key]) => !after.tables.has(key)).map(([, table]) => table);
  const goneKeys = new Set(gone.map((table) => keyOf(context, table)));
  const dependents = (table: Table) => gone.filter((other) => other !== table && refersTo(context, other, table));
  const ordered = inOrder(gone, dependents);
  const dropped = new Set<string>();
  for (const table of ordered) {
    const key = keyOf(context, table);
    // A partition goes with its parent.
    if (table.partitionOf && goneKeys.has(keyOf(context, table.partitionOf.parent))) continue;
    for (const other of dependents(table)) {
      if (dropped.has(keyOf(context, other)) || context.dialect === 'sqlite') continue;
      for (const foreign of other.foreignKeys)
        if (keyOf(context, foreign.refTable) === key)
          buckets.add('drop foreign keys', {
            kind: 'dropConstraint',
            table: qualified(other),
            name: { name: foreign.name, span: foreign.at },
            constraintKind: 'foreignKey',
            span: foreign.at,
          });
    }
    dropped.add(key);
    buckets.add('drop tables', { kind: 'dropTable', table: qualified(table), span: table.at });
  }
}

function refersTo(context: DiffContext, other: Table, table: Table): boolean {
  const key = keyOf(context, table);
  const is = (name: QualifiedName) => keyOf(context, name) === key;
  return other.foreignKeys.some(({ refTable }) => is(refTable)) || (other.inherits ?? []).some(is);
}
