import {
  type AlterColumn,
  type ColumnSpec,
  type ConstraintSpec,
  type Dialect,
  type IndexColumn,
  nameKey,
  type Operation,
  type QualifiedName,
} from '../../model';

/** What a statement says, as lines that two parsers can be compared by. Only what both can tell is in them. */
export type Facts = readonly string[];

/** Writes facts. Both sides use these, so that a difference is one of reading and not of writing. */
export interface FactWriter {
  table(schema: string | undefined, name: string): string;
  column(name: string, notNull: 'not null' | 'nullable'): string;
  key(kind: 'primary key' | 'unique', columns: readonly string[]): string;
  foreignKey(columns: readonly string[], table: string, refColumns: readonly string[]): string;
  index(table: string, unique: 'unique' | 'plain', columns: readonly (string | undefined)[]): string;
  change(what: 'add' | 'drop' | 'type' | 'set not null' | 'drop not null' | 'drop constraint', name: string): string;
}

export function factWriter(dialect: Dialect): FactWriter {
  const key = (name: string) => nameKey(dialect, name);
  const list = (names: readonly string[]) => names.map(key).join(',');
  return {
    // A schema may be left to the search path by one and written by the other's defaults: only the name is compared.
    table: (_schema, name) => `table ${key(name)}`,
    column: (name, notNull) => `column ${key(name)} ${notNull}`,
    key: (kind, columns) => `${kind} ${list(columns)}`,
    foreignKey: (columns, table, refColumns) => `foreign key ${list(columns)} to ${key(table)} ${list(refColumns)}`,
    index: (table, unique, columns) =>
      `index on ${key(table)} ${unique} ${columns.map((name) => (name === undefined ? '*' : key(name))).join(',')}`,
    change: (what, name) => `${what} ${key(name)}`,
  };
}

/** The facts of a statement's operations; undefined when it is none of those that are compared. */
export function factsOf(operations: readonly Operation[], write: FactWriter): Facts | undefined {
  const facts: string[] = [];
  for (const operation of operations) {
    const more = factsOfOne(operation, write);
    if (more) facts.push(...more);
    else if (operation.kind === 'opaque') return undefined;
  }
  return facts.length === 0 ? undefined : [...new Set(facts)].sort();
}

function factsOfOne(operation: Operation, write: FactWriter): Facts | undefined {
  switch (operation.kind) {
    case 'createTable':
      if (operation.asQuery || operation.tableKind === 'virtual table') return undefined;
      return [
        tableFact(operation.table, write),
        ...operation.columns.flatMap((column) => columnFacts(column, write)),
        ...operation.constraints.flatMap((constraint) => constraintFacts(constraint, write)),
        ...operation.indexes.flatMap((index) => (index.unique ? [write.key('unique', names(index.columns))] : [])),
      ];
    case 'addColumn':
      return [
        tableFact(operation.table, write),
        write.change('add', operation.column.name.name),
        ...columnFacts(operation.column, write),
      ];
    case 'dropColumn':
      return [tableFact(operation.table, write), write.change('drop', operation.column.name)];
    case 'alterColumn':
      return alterFacts(operation, write);
    case 'addConstraint':
      return [tableFact(operation.table, write), ...constraintFacts(operation.constraint, write)];
    case 'createIndex':
      return [
        write.index(
          operation.table.name,
          operation.index.unique ? 'unique' : 'plain',
          operation.index.columns.map((part) => part.column?.name),
        ),
      ];
    default:
      return undefined;
  }
}

function tableFact(table: QualifiedName, write: FactWriter): string {
  return write.table(table.schema, table.name);
}

function names(columns: readonly IndexColumn[]): readonly string[] {
  return columns.map((part) => part.column?.name ?? '*');
}

function columnFacts(column: ColumnSpec, write: FactWriter): Facts {
  const notNull = column.nullable === false || column.constraints.some(({ kind }) => kind === 'notNull');
  return [
    write.column(column.name.name, notNull ? 'not null' : 'nullable'),
    ...column.constraints.flatMap((one) => constraintFacts(one, write)),
  ];
}

function constraintFacts(constraint: ConstraintSpec, write: FactWriter): Facts {
  switch (constraint.kind) {
    case 'primaryKey':
      return constraint.usingIndex ? [] : [write.key('primary key', names(constraint.columns))];
    case 'unique':
      return constraint.usingIndex ? [] : [write.key('unique', names(constraint.columns))];
    case 'foreignKey':
      return [
        write.foreignKey(
          constraint.columns.map(({ name }) => name),
          constraint.refTable.name,
          constraint.refColumns.map(({ name }) => name),
        ),
      ];
    default:
      return [];
  }
}

function alterFacts(operation: AlterColumn, write: FactWriter): Facts | undefined {
  const { change } = operation;
  const table = tableFact(operation.table, write);
  switch (change.kind) {
    case 'setType':
      return [table, write.change('type', operation.column.name)];
    case 'setNotNull':
      return [table, write.change('set not null', operation.column.name)];
    case 'dropNotNull':
      return [table, write.change('drop not null', operation.column.name)];
    default:
      return undefined;
  }
}
