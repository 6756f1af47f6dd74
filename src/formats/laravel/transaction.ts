import type { Dialect, TransactionBehaviour } from '../../model';
import { autocommits } from '../transaction';

/** A migration runs in a transaction where the grammar can roll schema changes back: not MySQL's (Migrator, runMigration). */
export function transactionOf(dialect: Dialect, within: boolean | undefined): TransactionBehaviour {
  const own = autocommits(dialect);
  if (own) return own;
  if (within === false) return { mode: 'none', because: 'the migration sets $withinTransaction = false' };
  return { mode: 'file', because: 'Laravel runs a migration in one transaction unless $withinTransaction is false' };
}
