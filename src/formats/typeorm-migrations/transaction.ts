import type { Dialect, TransactionBehaviour } from '../../model';
import { autocommits } from '../transaction';

/** All migrations run in one transaction unless `migrationsTransactionMode` or a migration's `transaction` says otherwise (typeorm.io, "Running migrations"). */
export function transactionOf(optOut: 'wrapped' | 'opts out', dialect: Dialect): TransactionBehaviour {
  const own = autocommits(dialect);
  if (own) return own;
  return {
    mode: optOut === 'opts out' ? 'statement' : 'file',
    because: 'TypeORM runs migrations in a transaction unless a migration says transaction = false',
  };
}
