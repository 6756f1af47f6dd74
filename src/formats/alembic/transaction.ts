import type { Dialect, TransactionBehaviour } from '../../model';
import { autocommits } from '../transaction';

/**
 * Alembic runs all that is pending in one transaction, or each migration in its own (`transaction_per_migration`), where the engine
 * has transactional DDL by its word (DefaultImpl.transactional_ddl: PostgreSQL and SQL Server, not SQLite). What stands in
 * `autocommit_block()` runs outside: the reader says so with a commit before and a begin behind it.
 */
export function transactionOf(dialect: Dialect): TransactionBehaviour {
  const own = autocommits(dialect);
  if (own) return own;
  if (dialect === 'sqlite')
    return { mode: 'statement', because: 'Alembic does not count on transactional DDL in SQLite' };
  return {
    mode: 'file',
    because: 'Alembic runs migrations in a transaction, but for what stands in autocommit_block()',
  };
}
