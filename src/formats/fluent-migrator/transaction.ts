import type { Dialect, TransactionBehaviour } from '../../model';
import { autocommits } from '../transaction';

/** A transaction for each migration, unless its attribute says `TransactionBehavior.None` (FluentMigrator, "Transaction modes"). */
export function transactionOf(optOut: 'wrapped' | 'none', dialect: Dialect): TransactionBehaviour {
  const own = autocommits(dialect);
  if (own) return own;
  return {
    mode: optOut === 'none' ? 'none' : 'file',
    because: 'FluentMigrator runs each migration in a transaction unless it says TransactionBehavior.None',
  };
}
