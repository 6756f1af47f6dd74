import type { ColumnSpec } from '../column';
import type { IndexColumn } from '../constraint';
import { isMysqlFamily } from '../dialect';
import type { HistoryProblem } from '../migration';
import type { Ident } from '../names';
import type { AddColumn, AlterColumn, ColumnChange, DropColumn } from '../operation';
import type { Column, Table } from '../schema';
import type { SqlType } from '../type';
import { mapColumn, withConstraint, withoutDefault } from './constraints';
import { columnOf, defaultOf, serialSequence } from './made-column';
import { renameColumn } from './rename-column';
import {
  changeAllTables,
  changeTable,
  type FoldState,
  find,
  keyOf,
  missing,
  NO_PROBLEMS,
  putTable,
  referenceKey,
  same,
} from './state';

/** The table with the column and its inline constraints; a serial column brings its sequence. */
export function withColumn(state: FoldState, table: Table, spec: ColumnSpec): Table {
  const columns = [...table.columns, columnOf(state, table, spec)];
  if (spec.type?.serial && state.dialect === 'postgresql') addSerialSequence(state, table, spec, spec.type);
  return withInlineConstraints(state, { ...table, columns }, spec);
}

export function withInlineConstraints(state: FoldState, table: Table, spec: ColumnSpec): Table {
  return spec.constraints.reduce((made, constraint) => withConstraint(state, made, constraint), table);
}

/** "serial" makes a sequence of the column's own type (since PostgreSQL 10). */
function addSerialSequence(state: FoldState, table: Table, { name: column }: ColumnSpec, type: SqlType): void {
  const { serial: _serial, ...plain } = type;
  const sequence = {
    ...(table.schema === undefined ? {} : { schema: table.schema }),
    name: serialSequence(table.name, column.name),
    ownedBy: { table: table.name, column: column.name },
    dataType: { ...plain, text: type.canonical },
    at: column.span,
  };
  state.sequences.set(keyOf(state, sequence), sequence);
}

export function addColumn(state: FoldState, operation: AddColumn): readonly HistoryProblem[] {
  const table = find(state, state.tables, operation.table);
  if (!table) return missing('Table', operation.table);
  const { column, place } = operation;
  if (table.columns.some((known) => same(state, known.name, column.name.name))) {
    if (operation.ifNotExists) return NO_PROBLEMS;
    return [{ span: column.name.span, message: `Table "${table.name}" already has a column "${column.name.name}".` }];
  }
  const added = withColumn(state, table, column);
  putTable(state, place ? { ...added, columns: moved(state, added.columns, column.name.name, place) } : added);
  addToPartitions(state, table, operation);
  return NO_PROBLEMS;
}

/** Partitions and inheritance children get their parent's new column ("Inheritance"; "Table Partitioning"). */
function addToPartitions(state: FoldState, parent: Table, operation: AddColumn): void {
  if (!state.tables.hasChildren) return;
  const key = keyOf(state, parent);
  for (const child of state.tables.values()) {
    const isChild = child.partitionOf
      ? referenceKey(state, child.partitionOf.parent) === key
      : child.inherits?.some((p) => referenceKey(state, p) === key);
    if (isChild && !child.columns.some((known) => same(state, known.name, operation.column.name.name))) {
      addColumn(state, {
        ...operation,
        table: {
          ...operation.table,
          name: child.name,
          ...(child.schema === undefined ? {} : { schema: child.schema }),
        },
      });
    }
  }
}

type Place = NonNullable<AddColumn['place']>;

function moved(state: FoldState, columns: readonly Column[], name: string, place: Place): readonly Column[] {
  const column = columns.find((candidate) => same(state, candidate.name, name));
  if (!column) return columns;
  const others = columns.filter((candidate) => candidate !== column);
  if (place.kind === 'first') return [column, ...others];
  const after = others.findIndex((candidate) => same(state, candidate.name, place.column.name));
  return after < 0 ? columns : [...others.slice(0, after + 1), column, ...others.slice(after + 1)];
}

export function dropColumn(state: FoldState, operation: DropColumn): readonly HistoryProblem[] {
  const table = find(state, state.tables, operation.table);
  if (!table) return operation.ifExists ? NO_PROBLEMS : missing('Table', operation.table);
  const name = operation.column.name;
  if (!table.columns.some((column) => same(state, column.name, name))) {
    if (operation.ifExists || !table.complete) return NO_PROBLEMS;
    return [
      {
        span: operation.column.span,
        message: `Table "${table.name}" has no column "${name}" at this point of the history.`,
      },
    ];
  }
  putTable(
    state,
    isMysqlFamily(state.dialect) ? withoutColumnMysql(state, table, name) : withoutColumn(state, table, name),
  );
  if (operation.cascade) dropReferencesTo(state, table, name);
  return NO_PROBLEMS;
}

/** PostgreSQL: "Indexes and table constraints involving the column will be automatically dropped as well" (ALTER TABLE). */
function withoutColumn(state: FoldState, table: Table, name: string): Table {
  const uses = (columns: readonly IndexColumn[], include: readonly Ident[] | undefined) =>
    usesColumn(state, columns, name) || (include ?? []).some((column) => same(state, column.name, name));
  const { primaryKey, ...rest } = table;
  return {
    ...rest,
    columns: table.columns.filter((column) => !same(state, column.name, name)),
    ...(primaryKey && !uses(primaryKey.columns, primaryKey.include) ? { primaryKey } : {}),
    uniques: table.uniques.filter((unique) => !uses(unique.columns, unique.include)),
    foreignKeys: table.foreignKeys.filter((key) => !key.columns.some((column) => same(state, column.name, name))),
    checks: table.checks.filter((check) => !check.expression.columns.some((column) => same(state, column, name))),
    indexes: table.indexes.filter(
      (index) => !uses(index.columns, index.include) && !(index.where?.columns ?? []).some((c) => same(state, c, name)),
    ),
  };
}

function usesColumn(state: FoldState, columns: readonly IndexColumn[], name: string): boolean {
  return columns.some((part) =>
    part.column
      ? same(state, part.column.name, name)
      : (part.expression?.columns ?? []).some((column) => same(state, column, name)),
  );
}

/** MySQL: "If columns are dropped from a table, the columns are also removed from any index of which they are a part" (ALTER TABLE). */
function withoutColumnMysql(state: FoldState, table: Table, name: string): Table {
  const cut = <T extends { readonly columns: readonly IndexColumn[] }>(key: T): T[] => {
    const columns = key.columns.filter((part) => !(part.column && same(state, part.column.name, name)));
    return columns.length === 0 ? [] : [columns.length === key.columns.length ? key : { ...key, columns }];
  };
  const { primaryKey, ...rest } = table;
  const [key] = primaryKey ? cut(primaryKey) : [];
  return {
    ...rest,
    columns: table.columns.filter((column) => !same(state, column.name, name)),
    ...(key ? { primaryKey: key } : {}),
    uniques: table.uniques.flatMap(cut),
    indexes: table.indexes.flatMap(cut),
    foreignKeys: table.foreignKeys.filter(
      (foreign) => !foreign.columns.some((column) => same(state, column.name, name)),
    ),
    checks: table.checks.filter(
      (check) => !(check.inline && check.expression.columns.some((column) => same(state, column, name))),
    ),
  };
}

function dropReferencesTo(state: FoldState, target: Table, column: string): void {
  const key = keyOf(state, target);
  changeAllTables(state, (table) => {
    const kept = table.foreignKeys.filter(
      (foreign) =>
        referenceKey(state, foreign.refTable) !== key ||
        !foreign.refColumns.some((part) => same(state, part.name, column)),
    );
    return kept.length === table.foreignKeys.length ? table : { ...table, foreignKeys: kept };
  });
}

export function alterColumn(state: FoldState, operation: AlterColumn): readonly HistoryProblem[] {
  const { change, column } = operation;
  const table = find(state, state.tables, operation.table);
  if (!table) return find(state, state.views, operation.table) ? NO_PROBLEMS : missing('Table', operation.table);
  if (!table.columns.some((known) => same(state, known.name, column.name))) {
    // CREATE TABLE … AS: which columns the query gave is not known.
    if (!table.complete) return NO_PROBLEMS;
    return [
      {
        span: column.span,
        message: `Table "${table.name}" has no column "${column.name}" at this point of the history.`,
      },
    ];
  }
  if (change.kind === 'redefine') return redefineColumn(state, operation, change);
  return changeTable(state, operation.table, (found) =>
    mapColumn(state, found, column.name, (old) => changedColumn(state, found, old, change)),
  );
}

/** MODIFY and CHANGE: every attribute not restated is lost; keys stay. */
function redefineColumn(
  state: FoldState,
  operation: AlterColumn,
  change: Extract<ColumnChange, { kind: 'redefine' }>,
): readonly HistoryProblem[] {
  const { column: spec, place } = change;
  if (!same(state, spec.name.name, operation.column.name)) {
    renameColumn(state, {
      kind: 'renameColumn',
      span: operation.span,
      table: operation.table,
      column: operation.column,
      to: spec.name,
    });
  }
  return changeTable(state, operation.table, (table) => {
    const inKey = table.primaryKey ? usesColumn(state, table.primaryKey.columns, spec.name.name) : false;
    const made = columnOf(state, table, spec);
    const changed = mapColumn(state, table, spec.name.name, () => (inKey ? { ...made, notNull: true } : made));
    const keyed = withInlineConstraints(state, changed, spec);
    return place ? { ...keyed, columns: moved(state, keyed.columns, spec.name.name, place) } : keyed;
  });
}

function changedColumn(
  state: FoldState,
  table: Table,
  column: Column,
  change: Exclude<ColumnChange, { kind: 'redefine' }>,
): Column {
  switch (change.kind) {
    case 'setType':
      return { ...column, type: change.type, ...(change.collation ? { collation: change.collation } : {}) };
    case 'setNotNull':
      return { ...column, notNull: true };
    case 'dropNotNull':
      return { ...column, notNull: false };
    case 'setDefault':
      return change.value.kind === 'null'
        ? withoutDefault(column)
        : {
            ...column,
            ...defaultOf(state, table, change.value, {
              name: { name: column.name, span: column.at },
              ...(change.name ? { defaultName: change.name } : {}),
            }),
          };
    case 'dropDefault':
      return withoutDefault(column);
    case 'addIdentity':
    case 'setIdentity':
      return { ...column, identity: change.identity, notNull: column.notNull || state.dialect !== 'sqlite' };
    case 'dropIdentity':
      return without(column, 'identity');
    case 'setExpression':
      return { ...column, generated: { expression: change.expression, stored: column.generated?.stored ?? true } };
    case 'dropExpression':
      return without(column, 'generated');
    case 'setComment':
      return change.comment === undefined ? without(column, 'comment') : { ...column, comment: change.comment };
    case 'setStorage':
      return column;
  }
}

function without<K extends 'identity' | 'generated' | 'comment'>(column: Column, key: K): Column {
  const { [key]: _gone, ...rest } = column;
  return rest as Column;
}
