import { type Dialect, isMysqlFamily, type Operation, type TransactionBehaviour } from '../model';

/** MySQL and MariaDB commit before and after every DDL statement, so no tool can wrap it (MySQL manual, "Statements That Cause an Implicit Commit"). */
export function autocommits(dialect: Dialect): TransactionBehaviour | undefined {
  if (!isMysqlFamily(dialect)) return undefined;
  const product = dialect === 'mariadb' ? 'MariaDB' : 'MySQL';
  return {
    mode: 'statement',
    because: `${product} commits at every DDL statement, so each statement stands by itself`,
  };
}

/** Steps that PostgreSQL refuses inside a transaction block ("CREATE INDEX", "REINDEX", "ALTER TABLE … DETACH", "VACUUM": Notes). */
function refusesTransaction(operation: Operation): boolean {
  switch (operation.kind) {
    case 'createIndex':
    case 'dropIndex':
    case 'reindex':
      return operation.concurrently === true;
    case 'alterTable':
      return operation.change.kind === 'detachPartition' && operation.change.concurrently === true;
    case 'maintenance':
      return operation.action === 'vacuum' || operation.action === 'vacuum full';
    case 'createSchema':
      return operation.database === true;
    default:
      return false;
  }
}

/** True when a migration with these steps must opt out of its tool's transaction. */
export function needsNoTransaction(operations: readonly Operation[], dialect: Dialect): boolean {
  return dialect === 'postgresql' && operations.some(refusesTransaction);
}
