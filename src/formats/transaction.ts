import { DIALECT_NAMES, type Dialect, isMysqlFamily, type Operation, type TransactionBehaviour } from '../model';
import { refusesTransaction } from '../sql';

/**
 * MySQL, MariaDB and Oracle commit before and after every DDL statement, so no tool can wrap it (MySQL manual, "Statements That Cause
 * an Implicit Commit"; Oracle, SQL Language Reference, "Data Definition Language (DDL) Statements").
 */
export function autocommits(dialect: Dialect): TransactionBehaviour | undefined {
  if (!isMysqlFamily(dialect) && dialect !== 'oracle') return undefined;
  return {
    mode: 'statement',
    because: `${DIALECT_NAMES[dialect]} commits at every DDL statement, so each statement stands by itself`,
  };
}

/** True when a migration with these steps must opt out of its tool's transaction. */
export function needsNoTransaction(operations: readonly Operation[], dialect: Dialect): boolean {
  return dialect === 'postgresql' && operations.some(refusesTransaction);
}
