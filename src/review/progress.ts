import type { Dialect, Operation, QualifiedName, Schema } from '../model';
import { nameKey, objectKey } from '../model';

/** What one migration has done so far, as far as its transaction, its parameters and what it made are concerned. */
export interface Progress {
  /** Number of the open transaction; undefined when each statement commits by itself. */
  readonly transaction: number | undefined;
  readonly newTables: ReadonlySet<string>;
  isNewColumn(table: QualifiedName, column: string): boolean;
  parameter(name: string): string | undefined;
  /** Takes note of an operation that is about to run on `schema`. */
  note(operation: Operation, schema: Schema): void;
  /** Takes note of the session's part of it, which counts after the statement itself. */
  noteSession(operation: Operation): void;
}

/** Starts a file: inside the runner's transaction or not, with the tables that unreleased migrations have made. */
export function startProgress(
  dialect: Dialect,
  wrapped: 'wrapped' | 'bare',
  unreleased: ReadonlySet<string>,
): Progress {
  const newTables = new Set(unreleased);
  const newColumns = new Set<string>();
  const session = new Map<string, string>();
  const local = new Map<string, string>();
  let count = 0;
  let transaction: number | undefined = wrapped === 'wrapped' ? count++ : undefined;
  const key = (name: QualifiedName): string => objectKey(dialect, name.schema, name.name);
  const columnKey = (table: QualifiedName, column: string): string => `${key(table)}\0${nameKey(dialect, column)}`;

  const noteTransaction = (action: string): void => {
    if (action === 'begin') transaction ??= count++;
    if (action !== 'commit' && action !== 'rollback') return;
    transaction = undefined;
    local.clear();
  };

  const noteSession = (operation: Operation): void => {
    if (operation.kind === 'transactionControl') noteTransaction(operation.action);
    if (operation.kind !== 'setParameter') return;
    const { name, value, scope } = operation;
    if (scope === 'local') local.set(name, value);
    else if (/^default$/i.test(value)) session.delete(name);
    else session.set(name, value);
  };

  const move = (from: string, to: string): void => {
    if (newTables.delete(from)) newTables.add(to);
    else newTables.delete(to);
  };

  const note = (operation: Operation, schema: Schema): void => {
    switch (operation.kind) {
      case 'createTable':
        if (operation.ifNotExists && schema.tables.has(key(operation.table)) && !operation.temporary) return;
        newTables.add(key(operation.table));
        return;
      case 'createView':
        if (operation.materialized && !schema.views.has(key(operation.view))) newTables.add(key(operation.view));
        return;
      case 'dropTable':
        newTables.delete(key(operation.table));
        return;
      case 'renameTable':
        move(key(operation.table), key({ ...operation.to, schema: operation.to.schema ?? operation.table.schema }));
        return;
      case 'alterTable':
        if (operation.change.kind === 'setSchema') {
          move(key(operation.table), key({ ...operation.table, schema: operation.change.schema }));
        }
        return;
      case 'addColumn':
        newColumns.add(columnKey(operation.table, operation.column.name.name));
        return;
      case 'renameColumn':
        if (newColumns.delete(columnKey(operation.table, operation.column.name))) {
          newColumns.add(columnKey(operation.table, operation.to.name));
        }
        return;
    }
  };

  return {
    get transaction() {
      return transaction;
    },
    newTables,
    isNewColumn: (table, column) => newTables.has(key(table)) || newColumns.has(columnKey(table, column)),
    parameter: (name) => local.get(name) ?? session.get(name),
    note,
    noteSession,
  };
}
