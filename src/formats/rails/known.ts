import type { ConstraintSpec, IndexColumn, Operation, Script } from '../../model';

/** What of a table decides on what a later migration means: the names of its indexes and foreign keys. */
export interface KnownTable {
  /** The column that numbers itself by a sequence: the sequence has its name and the table's. */
  serial?: string;
  /** Columns by the index's name; none for an expression. */
  readonly indexes: Map<string, readonly string[]>;
  readonly foreignKeys: Map<string, { readonly to: string; readonly columns: readonly string[] }>;
}

/** Tables as they are at a point of the history, by name. */
export type Known = Map<string, KnownTable>;

const columnsOf = (columns: readonly IndexColumn[]) => columns.flatMap(({ column }) => column?.name ?? []);

function tableOf(known: Known, name: string): KnownTable {
  const found = known.get(name) ?? { indexes: new Map(), foreignKeys: new Map() };
  known.set(name, found);
  return found;
}

function addConstraint(table: KnownTable, constraint: ConstraintSpec, columns: readonly string[]): void {
  if (constraint.kind === 'foreignKey' && constraint.name)
    table.foreignKeys.set(constraint.name.name, { to: constraint.refTable.name, columns });
}

/** Takes note of what a script does. */
export function follow(known: Known, script: Script): void {
  for (const { operations } of script.statements) for (const operation of operations) note(known, operation);
}

function note(known: Known, operation: Operation): void {
  switch (operation.kind) {
    case 'createTable': {
      if (operation.ifNotExists && known.has(operation.table.name)) return;
      known.delete(operation.table.name);
      const table = tableOf(known, operation.table.name);
      const serial = operation.columns.find(({ type }) => type?.serial)?.name.name;
      if (serial !== undefined) table.serial = serial;
      for (const index of operation.indexes)
        if (index.name) table.indexes.set(index.name.name, columnsOf(index.columns));
      for (const one of operation.constraints) addConstraint(table, one, namesIn(one));
      return;
    }
    case 'createIndex': {
      const { name, columns } = operation.index;
      if (name) tableOf(known, operation.table.name).indexes.set(name.name, columnsOf(columns));
      return;
    }
    case 'addConstraint':
      addConstraint(tableOf(known, operation.table.name), operation.constraint, namesIn(operation.constraint));
      return;
    case 'dropConstraint':
      if (operation.name) known.get(operation.table.name)?.foreignKeys.delete(operation.name.name);
      return;
    case 'dropTable':
      known.delete(operation.table.name);
      return;
    default:
      noteNames(known, operation);
  }
}

function namesIn(constraint: ConstraintSpec): readonly string[] {
  return constraint.kind === 'foreignKey' ? constraint.columns.map(({ name }) => name) : [];
}

function noteNames(known: Known, operation: Operation): void {
  switch (operation.kind) {
    case 'renameTable': {
      const table = known.get(operation.table.name);
      if (table) known.set(operation.to.name, table);
      known.delete(operation.table.name);
      return;
    }
    case 'dropIndex':
      for (const { indexes } of known.values()) indexes.delete(operation.index.name);
      return;
    case 'renameIndex':
      for (const { indexes } of known.values()) {
        const columns = indexes.get(operation.index.name);
        if (columns) indexes.set(operation.to.name, columns);
        indexes.delete(operation.index.name);
      }
      return;
    case 'dropColumn': {
      const table = known.get(operation.table.name);
      for (const [name, columns] of table?.indexes ?? [])
        if (columns.includes(operation.column.name)) table?.indexes.delete(name);
      for (const [name, key] of table?.foreignKeys ?? [])
        if (key.columns.includes(operation.column.name)) table?.foreignKeys.delete(name);
      return;
    }
    case 'renameColumn': {
      const table = known.get(operation.table.name);
      const to = (columns: readonly string[]) =>
        columns.map((one) => (one === operation.column.name ? operation.to.name : one));
      for (const [name, columns] of table?.indexes ?? []) table?.indexes.set(name, to(columns));
      for (const [name, key] of table?.foreignKeys ?? [])
        table?.foreignKeys.set(name, { ...key, columns: to(key.columns) });
      return;
    }
    default:
      return;
  }
}
