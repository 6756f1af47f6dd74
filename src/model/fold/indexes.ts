import { defaultSchema } from '../dialect';
import type { HistoryProblem } from '../migration';
import type { CreateIndex, DropIndex, RenameIndex } from '../operation';
import type { Index, Table } from '../schema';
import { withoutServed } from './constraints';
import { indexName } from './implicit-names';
import { type FoldState, find, keyOf, missing, NO_PROBLEMS, putTable, referenceKey, same } from './state';

/** The index that a specification makes on a table, named as the engine would. */
export function indexOf(
  state: FoldState,
  table: Pick<Table, 'name' | 'schema' | 'indexes' | 'uniques'>,
  spec: CreateIndex['index'],
): Index {
  const { name, ...rest } = spec;
  return { ...rest, name: name?.name ?? indexName(state, table, spec.columns), at: name?.span ?? spec.span };
}

export function createIndex(state: FoldState, operation: CreateIndex): readonly HistoryProblem[] {
  const name = operation.index.name?.name;
  const table = find(state, state.tables, operation.table);
  if (!table) return createViewIndex(state, operation);
  if (name !== undefined && operation.ifNotExists && hasIndex(state, table, name)) return NO_PROBLEMS;
  const index = {
    ...indexOf(state, table, operation.index),
    ...(operation.concurrently ? { concurrently: true } : {}),
  };
  // SQL Server keeps index names apart by table: a second one comes with DROP_EXISTING, or under a guard that does not let it run.
  const isThere = state.dialect === 'sqlserver' && table.indexes.some((old) => same(state, old.name, index.name));
  if (isThere && !/\bdrop_existing\s*=\s*on\b/i.test(index.storage ?? '')) return NO_PROBLEMS;
  const others = isThere ? table.indexes.filter((old) => !same(state, old.name, index.name)) : table.indexes;
  putTable(state, withIndex(state, { ...table, indexes: others }, index));
  if (table.partitionBy && !operation.only) indexPartitions(state, table, operation);
  return NO_PROBLEMS;
}

function hasIndex(state: FoldState, table: Table, name: string): boolean {
  return [...table.indexes, ...table.uniques].some((index) => same(state, index.name, name));
}

/** The table with one more index. */
export function withIndex(state: FoldState, table: Table, index: Index): Table {
  const { indexes, ...rest } = withoutServed(state, table, index.columns);
  return { ...rest, indexes: [...indexes, index] };
}

function createViewIndex(state: FoldState, operation: CreateIndex): readonly HistoryProblem[] {
  const view = find(state, state.views, operation.table);
  if (!view) return missing('Table', operation.table);
  const index = indexOf(
    state,
    {
      name: view.name,
      indexes: view.indexes,
      uniques: [],
      ...(view.schema === undefined ? {} : { schema: view.schema }),
    },
    operation.index,
  );
  state.views.set(keyOf(state, view), { ...view, indexes: [...view.indexes, index] });
  return NO_PROBLEMS;
}

/** An index on a partitioned table is made on each partition too, under a name of the partition's own. */
function indexPartitions(state: FoldState, parent: Table, operation: CreateIndex): void {
  const key = keyOf(state, parent);
  for (const child of [...state.tables.values()]) {
    if (!child.partitionOf || referenceKey(state, child.partitionOf.parent) !== key) continue;
    const { name: _parents, ...unnamed } = operation.index;
    putTable(state, { ...child, indexes: [...child.indexes, indexOf(state, child, unnamed)] });
  }
}

/** The table that has the index, with what kind of thing bears the name. */
function ownerOf(state: FoldState, operation: DropIndex | RenameIndex): Table | undefined {
  const { index, table } = operation;
  if (table) return find(state, state.tables, table);
  for (const candidate of state.tables.values()) {
    // `DROP INDEX IF EXISTS sessions.sessions_idx` names a schema, not the table: PostgreSQL finds nothing to drop.
    const home = candidate.schema ?? defaultSchema(state.dialect);
    if (index.schema !== undefined && home !== undefined && index.schema !== home) continue;
    if (ownsIndex(state, candidate, index.name)) return candidate;
  }
  return undefined;
}

function ownsIndex(state: FoldState, table: Table, name: string): boolean {
  const keys = [...table.indexes, ...table.uniques, ...(table.primaryKey ? [table.primaryKey] : [])];
  return keys.some((key) => same(state, key.name, name));
}

export function dropIndex(state: FoldState, operation: DropIndex): readonly HistoryProblem[] {
  const table = ownerOf(state, operation);
  const gone = (index: { readonly name: string }) => same(state, index.name, operation.index.name);
  if (table && ownsIndex(state, table, operation.index.name)) {
    const { primaryKey, ...rest } = table;
    putTable(state, {
      ...rest,
      ...(primaryKey && !gone(primaryKey) ? { primaryKey } : {}),
      indexes: table.indexes.filter((index) => !gone(index)),
      uniques: table.uniques.filter((unique) => !gone(unique)),
    });
    return NO_PROBLEMS;
  }
  for (const [key, view] of state.views) {
    if (!view.indexes.some(gone)) continue;
    state.views.set(key, { ...view, indexes: view.indexes.filter((index) => !gone(index)) });
    return NO_PROBLEMS;
  }
  return operation.ifExists ? NO_PROBLEMS : missing('Index', operation.index);
}

export function renameIndex(state: FoldState, operation: RenameIndex): readonly HistoryProblem[] {
  const table = ownerOf(state, operation);
  if (!table || !ownsIndex(state, table, operation.index.name)) return missing('Index', operation.index);
  const renamed = <T extends { readonly name: string }>(index: T): T =>
    same(state, index.name, operation.index.name)
      ? { ...index, name: operation.to.name, at: operation.to.span }
      : index;
  putTable(state, {
    ...table,
    ...(table.primaryKey ? { primaryKey: renamed(table.primaryKey) } : {}),
    indexes: table.indexes.map(renamed),
    uniques: table.uniques.map(renamed),
  });
  return NO_PROBLEMS;
}
