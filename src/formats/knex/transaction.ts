import type { Dialect, TransactionBehaviour } from '../../model';
import { autocommits } from '../transaction';

/** Each migration runs in a transaction unless it exports `config = { transaction: false }` (knexjs.org, "Transactions in migrations"). */
export function transactionOf(optOut: 'wrapped' | 'opts out', dialect: Dialect): TransactionBehaviour {
  const own = autocommits(dialect);
  if (own) return own;
  return {
    mode: optOut === 'opts out' ? 'statement' : 'file',
    because: 'knex runs a migration in a transaction unless it exports config = { transaction: false }',
  };
}
