import type { Dialect, TransactionBehaviour } from '../../model';
import { autocommits } from '../transaction';

/** A migration runs in one transaction where the engine has them for DDL, unless it calls `disable_ddl_transaction!`. */
export function transactionOf(optOut: 'opts out' | 'wrapped', dialect: Dialect): TransactionBehaviour {
  const own = autocommits(dialect);
  if (own) return own;
  return {
    mode: optOut === 'opts out' ? 'statement' : 'file',
    because: 'ActiveRecord runs a migration in one transaction unless it calls disable_ddl_transaction!',
  };
}
