import type { Dialect, TransactionBehaviour } from '../../model';
import { autocommits } from '../transaction';

/** Each migration runs in a transaction unless `isTransactional()` is false or `transactional` is off (mikro-orm.io, "Migrations"). */
export function transactionOf(optOut: 'wrapped' | 'opts out', dialect: Dialect): TransactionBehaviour {
  const own = autocommits(dialect);
  if (own) return own;
  return {
    mode: optOut === 'opts out' ? 'statement' : 'file',
    because: 'MikroORM runs a migration in a transaction unless its isTransactional() returns false',
  };
}
