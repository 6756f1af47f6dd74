import type { AlterTable, ColumnChange, ConstraintSpec, LockMode, Operation, QualifiedName, Schema } from '../model';
import { LOCK_MODES, objectKey } from '../model';

export interface TableLock {
  readonly table: QualifiedName;
  readonly mode: LockMode;
}

/** What everybody else must wait with while the lock is held or queued for. */
export function blockedBy(mode: LockMode): 'reads and writes' | 'writes' | 'nothing' {
  if (mode === 'ACCESS EXCLUSIVE') return 'reads and writes';
  return mode === 'SHARE' || mode === 'SHARE ROW EXCLUSIVE' || mode === 'EXCLUSIVE' ? 'writes' : 'nothing';
}

/** The first of the locks that stops reads or writes. */
export function firstBlocking(locks: readonly TableLock[]): TableLock | undefined {
  return locks.find(({ mode }) => blockedBy(mode) !== 'nothing');
}

const NONE: readonly TableLock[] = [];
const lock = (table: QualifiedName, mode: LockMode): readonly TableLock[] => [{ table, mode }];

/**
 * The strongest lock that an operation takes on each table that it names, in PostgreSQL; only locks that stop reads or
 * writes are listed. Measured on PostgreSQL 15.18 and 18.4 (docs/locks in the shared notes: `pg_locks` after each
 * statement), so an entry differs from the manual where the manual is silent: DROP of a foreign key locks the parent.
 */
export function locksOf(operation: Operation, schema: Schema): readonly TableLock[] {
  switch (operation.kind) {
    case 'createTable':
      return [
        ...operation.constraints.flatMap(parentLock),
        ...operation.columns.flatMap((column) => column.constraints.flatMap(parentLock)),
        ...(operation.partitionOf ? lock(operation.partitionOf.parent, 'ACCESS EXCLUSIVE') : NONE),
      ];
    case 'addColumn':
      return [...lock(operation.table, 'ACCESS EXCLUSIVE'), ...operation.column.constraints.flatMap(parentLock)];
    case 'alterColumn':
      return lock(operation.table, columnLock(operation.change));
    case 'dropTable':
    case 'renameTable':
    case 'dropColumn':
    case 'renameColumn':
    case 'renameConstraint':
    case 'createPolicy':
      return lock(operation.table, 'ACCESS EXCLUSIVE');
    case 'addConstraint':
      return [...lock(operation.table, constraintLock(operation.constraint)), ...parentLock(operation.constraint)];
    case 'dropConstraint':
      return dropConstraintLocks(operation.table, operation.name?.name, schema);
    case 'createIndex':
      return operation.concurrently ? NONE : lock(operation.table, 'SHARE');
    case 'createTrigger':
      return lock(operation.table, 'SHARE ROW EXCLUSIVE');
    case 'alterTable':
      return tableLock(operation);
    case 'lockTable':
      return operation.tables.map((table) => ({ table, mode: lockModeOf(operation.mode) }));
    case 'changeData':
      return operation.change === 'truncate'
        ? operation.tables.map((table) => ({ table, mode: 'ACCESS EXCLUSIVE' as const }))
        : NONE;
    case 'maintenance':
      return operation.action === 'vacuum full' || operation.action === 'cluster'
        ? operation.tables.map((table) => ({ table, mode: 'ACCESS EXCLUSIVE' as const }))
        : NONE;
    default:
      return NONE;
  }
}

/** Adding a foreign key stops writes to the referenced table too, also with NOT VALID (measured). */
function parentLock(constraint: ConstraintSpec): readonly TableLock[] {
  return constraint.kind === 'foreignKey' ? lock(constraint.refTable, 'SHARE ROW EXCLUSIVE') : NONE;
}

function constraintLock(constraint: ConstraintSpec): LockMode {
  return constraint.kind === 'foreignKey' ? 'SHARE ROW EXCLUSIVE' : 'ACCESS EXCLUSIVE';
}

function columnLock(change: ColumnChange): LockMode {
  // SET STATISTICS and SET (n_distinct) take SHARE UPDATE EXCLUSIVE, SET STORAGE and COMPRESSION more (measured).
  if (change.kind === 'setComment') return 'SHARE UPDATE EXCLUSIVE';
  if (change.kind === 'setStorage') {
    return /\bSTATISTICS\b|\(/i.test(change.text) ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  }
  return 'ACCESS EXCLUSIVE';
}

function dropConstraintLocks(table: QualifiedName, name: string | undefined, schema: Schema): readonly TableLock[] {
  const known = schema.tables.get(objectKey(schema.dialect, table.schema, table.name));
  const foreignKey = known?.foreignKeys.find((key) => key.name === name);
  return [...lock(table, 'ACCESS EXCLUSIVE'), ...(foreignKey ? lock(foreignKey.refTable, 'ACCESS EXCLUSIVE') : NONE)];
}

function tableLock(operation: AlterTable): readonly TableLock[] {
  const { change, table } = operation;
  switch (change.kind) {
    case 'trigger':
      return lock(table, 'SHARE ROW EXCLUSIVE');
    case 'attachPartition':
      return lock(change.partition, 'ACCESS EXCLUSIVE');
    case 'detachPartition':
      return change.concurrently || change.finalize
        ? NONE
        : [...lock(table, 'ACCESS EXCLUSIVE'), ...lock(change.partition, 'ACCESS EXCLUSIVE')];
    // Storage parameters and CLUSTER ON take SHARE UPDATE EXCLUSIVE.
    case 'options':
    case 'clusterOn':
    case 'inherit':
      return NONE;
    default:
      return lock(table, 'ACCESS EXCLUSIVE');
  }
}

/** LOCK TABLE with no mode takes ACCESS EXCLUSIVE (LOCK, Parameters). */
export function lockModeOf(text: string): LockMode {
  const words = text.trim().replace(/\s+/g, ' ').toUpperCase();
  return LOCK_MODES.find((mode) => words === mode || words === `${mode} MODE`) ?? 'ACCESS EXCLUSIVE';
}
