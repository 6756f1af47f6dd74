import type {
  ColumnSpec,
  ConstraintSpec,
  Dialect,
  Ident,
  IndexColumn,
  Operation,
  QualifiedName,
  Script,
  Span,
} from '../model';
import { nameKey, objectKey } from '../model';

/** One place that names a table (or view), or one of its columns. */
export interface Occurrence {
  readonly span: Span;
  /** Key of the table in `Schema.tables`. */
  readonly table: string;
  /** The column's key; absent when the table itself is named. */
  readonly column?: string;
  /** `definition` makes it (or gives it the name); `reference` speaks of it. */
  readonly role: 'definition' | 'reference';
}

/** Collects the occurrences of one script. */
interface Collector {
  table(name: QualifiedName, role?: Occurrence['role']): void;
  column(table: QualifiedName, column: Ident, role?: Occurrence['role']): void;
}

type Visitors = {
  readonly [K in Operation['kind']]?: (operation: Extract<Operation, { readonly kind: K }>, to: Collector) => void;
};

function keyColumns(to: Collector, table: QualifiedName, columns: readonly IndexColumn[]): void {
  for (const { column } of columns) if (column) to.column(table, column);
}

function constraint(to: Collector, table: QualifiedName, spec: ConstraintSpec): void {
  if (spec.kind === 'primaryKey' || spec.kind === 'unique') {
    // An inline key's column is the column's own name, which is there already.
    if (!spec.inline) keyColumns(to, table, spec.columns);
    for (const column of spec.include ?? []) to.column(table, column);
  } else if (spec.kind === 'foreignKey') {
    if (!spec.inline) for (const column of spec.columns) to.column(table, column);
    to.table(spec.refTable);
    for (const column of spec.refColumns) to.column(spec.refTable, column);
  } else if (spec.kind === 'notNull' && !spec.inline) {
    to.column(table, spec.column);
  }
}

function column(to: Collector, table: QualifiedName, spec: ColumnSpec): void {
  to.column(table, spec.name, 'definition');
  for (const inline of spec.constraints) constraint(to, table, inline);
}

const alone = (operation: { readonly table: QualifiedName }, to: Collector) => to.table(operation.table);
const eachTable = (operation: { readonly tables: readonly QualifiedName[] }, to: Collector) => {
  for (const table of operation.tables) to.table(table);
};

const visitors: Visitors = {
  createTable(operation, to) {
    to.table(operation.table, 'definition');
    for (const spec of operation.columns) column(to, operation.table, spec);
    for (const spec of operation.constraints) constraint(to, operation.table, spec);
    for (const index of operation.indexes) keyColumns(to, operation.table, index.columns);
    if (operation.partitionBy) keyColumns(to, operation.table, operation.partitionBy.columns);
    if (operation.partitionOf) to.table(operation.partitionOf.parent);
    for (const parent of operation.inherits ?? []) to.table(parent);
    for (const like of operation.like ?? []) to.table(like.table);
    for (const source of operation.asQuery?.sources ?? []) to.table(source);
  },
  dropTable: alone,
  renameTable(operation, to) {
    to.table(operation.table);
    to.table(operation.to, 'definition');
  },
  addColumn(operation, to) {
    to.table(operation.table);
    column(to, operation.table, operation.column);
  },
  dropColumn(operation, to) {
    to.table(operation.table);
    to.column(operation.table, operation.column);
  },
  renameColumn(operation, to) {
    to.table(operation.table);
    to.column(operation.table, operation.column);
    to.column(operation.table, operation.to, 'definition');
  },
  alterColumn(operation, to) {
    to.table(operation.table);
    to.column(operation.table, operation.column);
    const { change } = operation;
    if (change.kind !== 'redefine') return;
    const renamed = change.column.name.name !== operation.column.name;
    if (renamed) to.column(operation.table, change.column.name, 'definition');
    for (const inline of change.column.constraints) constraint(to, operation.table, inline);
  },
  addConstraint(operation, to) {
    to.table(operation.table);
    constraint(to, operation.table, operation.constraint);
  },
  validateConstraint: alone,
  alterConstraint: alone,
  dropConstraint: alone,
  renameConstraint: alone,
  createIndex(operation, to) {
    to.table(operation.table);
    keyColumns(to, operation.table, operation.index.columns);
    for (const included of operation.index.include ?? []) to.column(operation.table, included);
  },
  dropIndex: (operation, to) => operation.table && to.table(operation.table),
  renameIndex: (operation, to) => operation.table && to.table(operation.table),
  alterTable: alone,
  createView(operation, to) {
    to.table(operation.view, 'definition');
    for (const source of operation.sources) to.table(source);
  },
  refreshView: (operation, to) => to.table(operation.view),
  createTrigger: alone,
  createPolicy: alone,
  commentOn(operation, to) {
    if (operation.objectType === 'table' || operation.objectType === 'view') to.table(operation.name);
    if (operation.objectType === 'column' && operation.table) {
      to.table(operation.table);
      to.column(operation.table, operation.name);
    }
  },
  dropObject(operation, to) {
    if (operation.table) to.table(operation.table);
    else if (operation.objectType === 'view' || operation.objectType === 'materialized view') to.table(operation.name);
  },
  changeData(operation, to) {
    eachTable(operation, to);
    for (const source of operation.sources) to.table(source);
    const [only] = operation.tables;
    if (only && operation.tables.length === 1) for (const set of operation.columns) to.column(only, set);
  },
  lockTable: eachTable,
  maintenance: eachTable,
};

function visit(operation: Operation, to: Collector): void {
  // TypeScript cannot see that the visitor and the operation go together; the type of `Visitors` says that they do.
  const visitor = visitors[operation.kind] as ((operation: Operation, to: Collector) => void) | undefined;
  visitor?.(operation, to);
}

const remembered = new WeakMap<Script, readonly Occurrence[]>();

/** Every place of a script that names a table or a column, in the order of the text. */
export function occurrencesOf(script: Script, dialect: Dialect): readonly Occurrence[] {
  const known = remembered.get(script);
  if (known) return known;
  const found = new Map<string, Occurrence>();
  const add = (occurrence: Occurrence) => {
    const { start, end } = occurrence.span;
    // Synthetic names (an implicit primary key, say) have no place of their own.
    if (end.offset === start.offset || occurrence.span.uri !== script.uri) return;
    const at = `${start.offset}:${occurrence.column === undefined ? 't' : 'c'}`;
    if (found.get(at)?.role !== 'definition') found.set(at, occurrence);
  };
  const keyOf = ({ schema, name }: QualifiedName) => objectKey(dialect, schema, name);
  const collector: Collector = {
    table: (name, role = 'reference') => add({ span: name.span, table: keyOf(name), role }),
    column: (table, { name, span }, role = 'reference') =>
      // Column names ignore case in MySQL and SQLite, whatever the tables do.
      add({ span, table: keyOf(table), column: nameKey(dialect, name), role }),
  };
  for (const statement of script.statements) for (const operation of statement.operations) visit(operation, collector);
  const result = [...found.values()].sort((a, b) => a.span.start.offset - b.span.start.offset);
  remembered.set(script, result);
  return result;
}
