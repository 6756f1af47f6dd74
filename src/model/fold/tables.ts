import type { ColumnSpec } from '../column';
import { isMysqlFamily } from '../dialect';
import type { HistoryProblem } from '../migration';
import type { QualifiedName } from '../names';
import type { AlterTable, CreateTable, DropTable, RenameTable } from '../operation';
import type { Table } from '../schema';
import { withColumn } from './columns';
import { renameConstraint, withConstraint } from './constraints';
import { constraintNames } from './implicit-names';
import { indexOf, withIndex } from './indexes';
import { fromLike, fromParent, fromPartitionParent } from './inherited';
import { columnOf } from './made-column';
import { renameColumn } from './rename-column';
import {
  changeAllTables,
  changeTable,
  type FoldState,
  find,
  keyOf,
  missing,
  NO_PROBLEMS,
  placeOf,
  putTable,
  referenceKey,
  same,
} from './state';

export function createTable(state: FoldState, operation: CreateTable): readonly HistoryProblem[] {
  const place = placeOf(state, operation.table);
  const existing = state.tables.get(place.key);
  if (existing && operation.ifNotExists) return NO_PROBLEMS;
  const table = buildTable(state, operation, emptyTable(operation, place));
  putTable(state, table);
  if (existing)
    return [
      { span: operation.table.span, message: `Table "${existing.name}" exists already at this point of the history.` },
    ];
  return NO_PROBLEMS;
}

function emptyTable(operation: CreateTable, place: { readonly schema?: string; readonly name: string }): Table {
  return {
    ...(place.schema === undefined ? {} : { schema: place.schema }),
    name: place.name,
    kind: operation.tableKind ?? 'table',
    columns: [],
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
    triggers: [],
    policies: [],
    options: Object.fromEntries(operation.options.map((option) => [option.name, option.value])),
    ...commentOption(operation),
    ...(operation.temporary ? { temporary: true } : {}),
    ...(operation.unlogged ? { unlogged: true } : {}),
    ...(operation.partitionBy ? { partitionBy: operation.partitionBy } : {}),
    ...(operation.partitionOf ? { partitionOf: operation.partitionOf } : {}),
    ...(operation.inherits ? { inherits: operation.inherits } : {}),
    complete: operation.asQuery === undefined && !operation.partial,
    at: operation.table.span,
    span: operation.span,
  };
}

function commentOption(operation: CreateTable): { comment?: string } {
  const comment = operation.options.find((option) => option.name === 'comment');
  return comment ? { comment: comment.value } : {};
}

/**
 * Columns first, then constraints, then indexes. PostgreSQL makes the primary key before the unique and foreign keys whatever
 * their order in the text (transformIndexConstraints), which matters for the names that it invents.
 */
function buildTable(state: FoldState, operation: CreateTable, empty: Table): Table {
  let table = empty;
  for (const parent of operation.inherits ?? []) table = fromParent(state, table, parent);
  if (operation.partitionOf) table = fromPartitionParent(state, table, operation.partitionOf.parent);
  for (const like of operation.like ?? []) table = fromLike(state, table, like);
  for (const column of operation.columns) table = withDeclaredColumn(state, table, column);
  const inline = operation.columns.flatMap((column) =>
    column.constraints.map((constraint) => ({ ...constraint, inline: true })),
  );
  const constraints = [...inline, ...operation.constraints];
  const order = (kind: string) => (kind === 'primaryKey' ? 0 : kind === 'foreignKey' ? 2 : 1);
  for (const constraint of [...constraints].sort((a, b) => order(a.kind) - order(b.kind))) {
    if (constraint.kind === 'foreignKey' && isMysqlFamily(state.dialect)) continue;
    table = withConstraint(state, table, constraint);
  }
  for (const index of operation.indexes) table = withIndex(state, table, indexOf(state, table, index));
  // InnoDB adds the indexes of foreign keys after the written ones, and only where none of those serves.
  if (isMysqlFamily(state.dialect)) {
    for (const constraint of constraints)
      if (constraint.kind === 'foreignKey') table = withConstraint(state, table, constraint);
  }
  return table;
}

/** A column that a parent has already is merged with it: the declaration adds to what was inherited ("CREATE TABLE", INHERITS). */
function withDeclaredColumn(state: FoldState, table: Table, spec: ColumnSpec): Table {
  const inherited = table.columns.find((known) => same(state, known.name, spec.name.name));
  if (!inherited) return withColumn(state, table, { ...spec, constraints: [] });
  const declared = columnOf(state, table, spec);
  const merged = { ...inherited, ...declared, notNull: inherited.notNull || declared.notNull };
  return { ...table, columns: table.columns.map((known) => (known === inherited ? merged : known)) };
}

export function dropTable(state: FoldState, operation: DropTable): readonly HistoryProblem[] {
  const table = find(state, state.tables, operation.table);
  if (!table) return operation.ifExists ? NO_PROBLEMS : missing('Table', operation.table);
  const key = keyOf(state, table);
  for (const partition of [...state.tables.values()]) {
    if (partition.partitionOf && referenceKey(state, partition.partitionOf.parent) === key)
      state.tables.delete(keyOf(state, partition));
  }
  if (operation.cascade && state.dialect === 'postgresql') {
    changeAllTables(state, (other) => {
      const kept = other.foreignKeys.filter((foreign) => referenceKey(state, foreign.refTable) !== key);
      return kept.length === other.foreignKeys.length ? other : { ...other, foreignKeys: kept };
    });
  }
  state.tables.delete(key);
  for (const [name, sequence] of state.sequences)
    if (sequence.ownedBy?.table === table.name && sequence.schema === table.schema) state.sequences.delete(name);
  return NO_PROBLEMS;
}

export function renameTable(state: FoldState, operation: RenameTable): readonly HistoryProblem[] {
  const table = find(state, state.tables, operation.table);
  if (!table) return renameView(state, operation);
  const { schema: _old, ...rest } = table;
  const target = placeOf(state, {
    ...operation.to,
    ...(operation.to.schema === undefined && table.schema !== undefined ? { schema: table.schema } : {}),
  });
  const oldKey = keyOf(state, table);
  const references = tablesReferencing(state, oldKey);
  state.tables.delete(oldKey);
  const renamed: Table = {
    ...rest,
    ...(target.schema === undefined ? {} : { schema: target.schema }),
    name: target.name,
    at: operation.to.span,
  };
  putTable(state, isMysqlFamily(state.dialect) ? withRenamedKeys(renamed, table.name) : renamed);
  for (const other of references) {
    const current = other === oldKey ? state.tables.get(keyOf(state, renamed)) : state.tables.get(other);
    if (current) putTable(state, repointed(state, current, table, renamed));
  }
  return NO_PROBLEMS;
}

/** InnoDB renames the foreign keys whose names it made itself along with the table. */
function withRenamedKeys(table: Table, oldName: string): Table {
  const prefix = `${oldName}_ibfk_`;
  return {
    ...table,
    foreignKeys: table.foreignKeys.map((key) =>
      key.name.startsWith(prefix) ? { ...key, name: `${table.name}_ibfk_${key.name.slice(prefix.length)}` } : key,
    ),
  };
}

function tablesReferencing(state: FoldState, key: string): string[] {
  return [...state.tables].flatMap(([other, table]) => {
    const points = table.foreignKeys.some((foreign) => referenceKey(state, foreign.refTable) === key);
    const child = table.partitionOf !== undefined && referenceKey(state, table.partitionOf.parent) === key;
    return points || child ? [other] : [];
  });
}

function repointed(state: FoldState, table: Table, from: Table, to: Table): Table {
  const isOld = (name: QualifiedName) =>
    same(state, name.name, from.name) &&
    (name.schema === undefined || (placeOf(state, name).schema ?? '') === (from.schema ?? ''));
  const moved = (name: QualifiedName): QualifiedName => ({
    name: to.name,
    span: name.span,
    ...(to.schema === undefined ? {} : { schema: to.schema }),
  });
  return {
    ...table,
    foreignKeys: table.foreignKeys.map((foreign) =>
      isOld(foreign.refTable) ? { ...foreign, refTable: moved(foreign.refTable) } : foreign,
    ),
    ...(table.partitionOf && isOld(table.partitionOf.parent)
      ? { partitionOf: { ...table.partitionOf, parent: moved(table.partitionOf.parent) } }
      : {}),
  };
}

function renameView(state: FoldState, operation: RenameTable): readonly HistoryProblem[] {
  const view = find(state, state.views, operation.table);
  if (!view) return renameConstraintOf(state, operation);
  state.views.delete(keyOf(state, view));
  const renamed = { ...view, name: operation.to.name, at: operation.to.span };
  state.views.set(keyOf(state, renamed), renamed);
  return NO_PROBLEMS;
}

/** SQL Server's sp_rename names constraints like tables, by schema and name; where no kind is told, columns of tables too. */
function renameConstraintOf(state: FoldState, operation: RenameTable): readonly HistoryProblem[] {
  if (state.dialect !== 'sqlserver') return missing('Table', operation.table);
  const { name, schema } = operation.table;
  const table = schema === undefined ? undefined : find(state, state.tables, { name: schema });
  if (table?.columns.some((column) => same(state, column.name, name)))
    return renameColumn(state, {
      ...operation,
      kind: 'renameColumn',
      table: asName(table, operation),
      column: operation.table,
    });
  const owner = [...state.tables.values()].find(
    (table) =>
      constraintNames(table).some((known) => same(state, known, name)) ||
      table.columns.some(({ defaultName }) => defaultName !== undefined && same(state, defaultName, name)),
  );
  // Procedures, triggers and the like are renamed that way too; they are no part of the schema.
  if (!owner) return NO_PROBLEMS;
  return renameConstraint(state, {
    kind: 'renameConstraint',
    table: asName(owner, operation),
    name: operation.table,
    to: operation.to,
    span: operation.span,
  });
}

function asName({ name, schema }: Table, { table }: RenameTable): QualifiedName {
  return { name, span: table.span, ...(schema === undefined ? {} : { schema }) };
}

export function alterTable(state: FoldState, operation: AlterTable): readonly HistoryProblem[] {
  const { change } = operation;
  if (change.kind === 'setSchema') {
    return renameTable(state, {
      kind: 'renameTable',
      span: operation.span,
      table: operation.table,
      to: { ...operation.table, ...moveTo(state, operation.table, change.schema) },
    });
  }
  // Owners are no part of the schema, and pg_dump gives views and sequences theirs by ALTER TABLE too.
  if (change.kind === 'owner') return NO_PROBLEMS;
  if (change.kind === 'attachPartition') return attachPartition(state, operation.table, change);
  if (change.kind === 'detachPartition')
    return changeTable(state, change.partition, ({ partitionOf: _parent, ...rest }) => rest);
  return changeTable(state, operation.table, (table) => changedTable(table, change));
}

function moveTo(state: FoldState, table: QualifiedName, schema: string): { name: string; schema: string } {
  return { name: find(state, state.tables, table)?.name ?? table.name, schema };
}

function attachPartition(
  state: FoldState,
  parent: QualifiedName,
  change: Extract<AlterTable['change'], { kind: 'attachPartition' }>,
): readonly HistoryProblem[] {
  return changeTable(state, change.partition, (table) =>
    fromPartitionParent(state, { ...table, partitionOf: { parent, bound: change.bound } }, parent),
  );
}

function changedTable(table: Table, change: AlterTable['change']): Table {
  switch (change.kind) {
    case 'options': {
      const options = {
        ...table.options,
        ...Object.fromEntries(change.options.map((option) => [option.name, option.value])),
      };
      const comment = change.options.find((option) => option.name === 'comment');
      return { ...table, options, ...(comment ? { comment: comment.value } : {}) };
    }
    case 'convertCharset':
      return {
        ...table,
        options: {
          ...table.options,
          charset: change.charset,
          ...(change.collation ? { collation: change.collation } : {}),
        },
      };
    case 'setLogged':
      return { ...table, unlogged: false };
    case 'setUnlogged':
      return { ...table, unlogged: true };
    case 'rowSecurity':
      return change.mode === 'enable' || change.mode === 'disable'
        ? { ...table, rowSecurity: change.mode === 'enable' }
        : table;
    case 'inherit':
      return { ...table, inherits: [...(table.inherits ?? []), change.parent] };
    case 'noInherit':
      return { ...table, inherits: (table.inherits ?? []).filter((parent) => parent.name !== change.parent.name) };
    default:
      return table;
  }
}
