import type { ConstraintSpec, ForeignKeySpec, IndexColumn, PrimaryKeySpec, UniqueSpec } from '../constraint';
import { compareVersions, isMysqlFamily } from '../dialect';
import type { HistoryProblem } from '../migration';
import { type Ident, nameKey, type QualifiedName } from '../names';
import type { AddConstraint, DropConstraint, RenameConstraint, ValidateConstraint } from '../operation';
import type { Column, ForeignKey, Index, Named, Table } from '../schema';
import { constraintName, constraintNames, indexName } from './implicit-names';
import { changeTable, type FoldState, find, NO_PROBLEMS, putTable, referenceKey, same } from './state';

type AnyConstraint = { readonly name?: Ident; readonly span: ConstraintSpec['span'] };

function named<T extends AnyConstraint>(constraint: T, name: string): Named<T> {
  const { name: _written, ...rest } = constraint;
  return { ...rest, name: constraint.name?.name ?? name, at: constraint.name?.span ?? constraint.span } as Named<T>;
}

/** The table with one more constraint, named as the engine would name it. */
export function withConstraint(state: FoldState, table: Table, constraint: ConstraintSpec): Table {
  const name = constraint.name?.name ?? (usesIndex(constraint)?.name || constraintName(state, table, constraint));
  switch (constraint.kind) {
    case 'primaryKey':
      return withPrimaryKey(state, table, constraint, name);
    case 'unique':
      return {
        ...withoutServed(state, adoptIndex(state, table, constraint, name), constraint.columns),
        uniques: [...table.uniques, named(withIndexColumns(state, table, constraint), name)],
      };
    case 'foreignKey':
      return ignoresInlineReferences(state, constraint) ? table : withForeignKey(state, table, constraint, name);
    case 'check':
      return { ...table, checks: [...table.checks, named(constraint, name)] };
    case 'exclusion':
      return { ...table, exclusions: [...table.exclusions, named(constraint, name)] };
    case 'notNull':
      return mapColumn(state, table, constraint.column.name, (column) => ({ ...column, notNull: true }));
  }
}

function usesIndex(constraint: ConstraintSpec): Ident | undefined {
  return constraint.kind === 'primaryKey' || constraint.kind === 'unique' ? constraint.usingIndex : undefined;
}

/** `USING INDEX` gives the constraint the index's columns. */
function withIndexColumns<T extends PrimaryKeySpec | UniqueSpec>(state: FoldState, table: Table, constraint: T): T {
  const index = usesIndex(constraint);
  if (!index) return constraint;
  const found = table.indexes.find((candidate) => same(state, candidate.name, index.name));
  return found ? { ...constraint, columns: found.columns } : constraint;
}

/** The adopted index is no longer one by itself: it belongs to the constraint, under the constraint's name. */
function adoptIndex(state: FoldState, table: Table, constraint: PrimaryKeySpec | UniqueSpec, _name: string): Table {
  const index = constraint.usingIndex;
  return index
    ? { ...table, indexes: table.indexes.filter((candidate) => !same(state, candidate.name, index.name)) }
    : table;
}

/** A primary key makes its columns NOT NULL, but not in SQLite, save for WITHOUT ROWID tables ("CREATE TABLE", 3.5). */
function withPrimaryKey(state: FoldState, table: Table, constraint: PrimaryKeySpec, name: string): Table {
  const spec = withIndexColumns(state, table, constraint);
  const key = named(spec, name);
  const keyColumns = spec.columns.flatMap((column) => (column.column ? [column.column.name] : []));
  const forcesNotNull = state.dialect !== 'sqlite' || table.options.without_rowid !== undefined;
  const columns = forcesNotNull
    ? table.columns.map((column) =>
        keyColumns.some((k) => same(state, k, column.name)) ? { ...column, notNull: true } : column,
      )
    : table.columns;
  return { ...adoptIndex(state, table, constraint, name), columns, primaryKey: key };
}

/** MySQL before 9.0 parses and ignores `REFERENCES` behind a column ("FOREIGN KEY Constraints"); MariaDB honours it since 10.5. */
function ignoresInlineReferences(state: FoldState, constraint: ForeignKeySpec): boolean {
  if (!constraint.inline || state.dialect !== 'mysql') return false;
  return state.version === undefined || compareVersions(state.version, { major: 9, minor: 0 }) < 0;
}

function withForeignKey(state: FoldState, table: Table, constraint: ForeignKeySpec, name: string): Table {
  const key: ForeignKey = named({ ...constraint, refColumns: referencedColumns(state, table, constraint) }, name);
  const changed: Table = { ...table, foreignKeys: [...table.foreignKeys, key] };
  return isMysqlFamily(state.dialect) ? withForeignKeyIndex(state, changed, key, constraint) : changed;
}

/** Left out, the referenced columns are the referenced table's primary key. */
function referencedColumns(state: FoldState, table: Table, constraint: ForeignKeySpec): readonly Ident[] {
  if (constraint.refColumns.length > 0) return constraint.refColumns;
  const own = constraint.refTable.schema === undefined && same(state, constraint.refTable.name, table.name);
  const target = own ? table : find(state, state.tables, constraint.refTable);
  return (target?.primaryKey?.columns ?? []).flatMap((column) =>
    column.column ? [{ name: column.column.name, span: constraint.refTable.span }] : [],
  );
}

/** InnoDB makes an index for a foreign key whose columns lead no other index. */
function withForeignKeyIndex(state: FoldState, table: Table, key: ForeignKey, written: ForeignKeySpec): Table {
  const columns: IndexColumn[] = key.columns.map((column) => ({ column, span: column.span }));
  // One that the engine made for an earlier key gives way to the one that it makes for this key.
  const lasting = table.indexes.filter((index) => !(index.implicit && sameColumns(state, index.columns, columns)));
  if (leadsSomeKey(state, { ...table, indexes: lasting }, columns)) return table;
  const name = written.name?.name ?? written.indexName?.name ?? indexName(state, table, columns);
  const index: Index = { name, columns, span: key.span, at: key.at, implicit: true };
  return { ...table, indexes: [...lasting, index] };
}

function sameColumns(state: FoldState, key: readonly IndexColumn[], columns: readonly IndexColumn[]): boolean {
  return key.length === columns.length && startsWith(state, key, columns);
}

function leadsSomeKey(state: FoldState, table: Table, columns: readonly IndexColumn[]): boolean {
  const keys = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques, ...table.indexes];
  return keys.some((key) => startsWith(state, key.columns, columns));
}

/** InnoDB drops the index that it made for a foreign key once another one can serve ("FOREIGN KEY Constraints"). */
export function withoutServed(state: FoldState, table: Table, columns: readonly IndexColumn[]): Table {
  if (!isMysqlFamily(state.dialect)) return table;
  return {
    ...table,
    indexes: table.indexes.filter((old) => !(old.implicit && startsWith(state, columns, old.columns))),
  };
}

/** True when `columns` are the first ones of `key`, in order and whole. */
export function startsWith(state: FoldState, key: readonly IndexColumn[], columns: readonly IndexColumn[]): boolean {
  return columns.every((column, i) => {
    const part = key[i];
    return (
      part?.column !== undefined &&
      part.prefix === undefined &&
      column.column !== undefined &&
      same(state, part.column.name, column.column.name)
    );
  });
}

export function mapColumn(state: FoldState, table: Table, name: string, change: (column: Column) => Column): Table {
  return {
    ...table,
    columns: table.columns.map((column) => (same(state, column.name, name) ? change(column) : column)),
  };
}

export function addConstraint(state: FoldState, operation: AddConstraint): readonly HistoryProblem[] {
  return changeTable(state, operation.table, (table) => {
    const name = operation.constraint.name?.name;
    if (operation.ifNotExists && name !== undefined && constraintNames(table).some((known) => same(state, known, name)))
      return table;
    return withConstraint(state, table, operation.constraint);
  });
}

export function validateConstraint(state: FoldState, operation: ValidateConstraint): readonly HistoryProblem[] {
  const valid = <T extends { readonly name: string; readonly notValid?: boolean }>(constraint: T): T =>
    same(state, constraint.name, operation.name.name) ? { ...constraint, notValid: false } : constraint;
  return changeTable(state, operation.table, (table) => ({
    ...table,
    foreignKeys: table.foreignKeys.map(valid),
    checks: table.checks.map(valid),
  }));
}

export function dropConstraint(state: FoldState, operation: DropConstraint): readonly HistoryProblem[] {
  const table = find(state, state.tables, operation.table);
  if (!table) return operation.ifExists ? NO_PROBLEMS : missingTable(operation.table);
  const changed = withoutConstraint(state, table, operation);
  if (changed === table && !operation.ifExists && operation.name) {
    return [
      {
        span: operation.name.span,
        message: `Table "${table.name}" has no constraint "${operation.name.name}" at this point of the history.`,
      },
    ];
  }
  putTable(state, changed);
  return NO_PROBLEMS;
}

function missingTable(table: QualifiedName): readonly HistoryProblem[] {
  return [{ span: table.span, message: `Table "${table.name}" is not known at this point of the history.` }];
}

function withoutConstraint(state: FoldState, table: Table, operation: DropConstraint): Table {
  const name = operation.name?.name;
  if (name === undefined && operation.constraint) return withoutDescribed(state, table, operation.constraint);
  if (name === undefined) return operation.constraintKind === 'primaryKey' ? withoutPrimaryKey(table) : table;
  const hit = (constraint: { readonly name: string }) => same(state, constraint.name, name);
  if (table.primaryKey && hit(table.primaryKey)) return withoutPrimaryKey(table);
  for (const part of ['uniques', 'foreignKeys', 'checks', 'exclusions'] as const) {
    if (table[part].some(hit))
      return { ...table, [part]: (table[part] as readonly { readonly name: string }[]).filter((c) => !hit(c)) };
  }
  if (state.dialect === 'sqlserver' && table.columns.some((column) => isDefaultNamed(state, column, name)))
    return withColumns(table, (column) => (isDefaultNamed(state, column, name) ? withoutDefault(column) : column));
  // MySQL: DROP CONSTRAINT also takes a unique index; the index behind a dropped foreign key stays.
  return isMysqlFamily(state.dialect) && table.indexes.some((index) => hit(index) && index.unique)
    ? { ...table, indexes: table.indexes.filter((index) => !hit(index)) }
    : table;
}

/** The table without the constraint that is told by what it is on. */
function withoutDescribed(state: FoldState, table: Table, spec: ConstraintSpec): Table {
  if (spec.kind === 'primaryKey') return withoutPrimaryKey(table);
  const part = PARTS[spec.kind];
  if (!part) return table;
  const sign = signOf(state, spec);
  const known: readonly Unnamed[] = table[part];
  const at = known.findIndex((constraint) => signOf(state, constraint) === sign);
  return at < 0 ? table : { ...table, [part]: known.filter((_, i) => i !== at) };
}

const PARTS = {
  unique: 'uniques',
  foreignKey: 'foreignKeys',
  check: 'checks',
  exclusion: 'exclusions',
  notNull: undefined,
} as const;

type WithoutName<T> = T extends ConstraintSpec ? Omit<T, 'name'> : never;
type Unnamed = WithoutName<ConstraintSpec>;

function signOf(state: FoldState, key: Unnamed): string {
  if (key.kind === 'check') return key.expression.text;
  if (key.kind === 'exclusion') return key.text;
  if (key.kind === 'notNull') return key.column.name;
  const columns = key.columns.map((column) => ('name' in column ? column.name : (column.column?.name ?? '')));
  const target = key.kind === 'foreignKey' ? referenceKey(state, key.refTable) : '';
  return `${columns.map((name) => nameKey(state.dialect, name)).join()} ${target}`;
}

function isDefaultNamed(state: FoldState, column: Column, name: string): boolean {
  return column.defaultName !== undefined && same(state, column.defaultName, name);
}

/** The column without its default; in SQL Server with the constraint goes its name. */
export function withoutDefault(column: Column): Column {
  const { default: _gone, defaultName: _name, ...rest } = column;
  return rest;
}

function withColumns(table: Table, change: (column: Column) => Column): Table {
  return { ...table, columns: table.columns.map(change) };
}

function withoutPrimaryKey(table: Table): Table {
  const { primaryKey: _gone, ...rest } = table;
  return rest;
}

export function renameConstraint(state: FoldState, operation: RenameConstraint): readonly HistoryProblem[] {
  const renamed = <T extends { readonly name: string }>(constraint: T): T =>
    same(state, constraint.name, operation.name.name)
      ? { ...constraint, name: operation.to.name, at: operation.to.span }
      : constraint;
  return changeTable(state, operation.table, (table) => ({
    ...table,
    ...(table.primaryKey ? { primaryKey: renamed(table.primaryKey) } : {}),
    uniques: table.uniques.map(renamed),
    foreignKeys: table.foreignKeys.map(renamed),
    checks: table.checks.map(renamed),
    exclusions: table.exclusions.map(renamed),
    columns: table.columns.map((column) =>
      isDefaultNamed(state, column, operation.name.name) ? { ...column, defaultName: operation.to.name } : column,
    ),
  }));
}
