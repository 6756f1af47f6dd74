import type { Dialect, TransactionBehaviour } from '../../model';
import { autocommits } from '../transaction';

/** Neither sequelize-cli nor umzug opens a transaction: a migration that wants one calls `sequelize.transaction`. */
export function transactionOf(transaction: 'own' | 'none', dialect: Dialect): TransactionBehaviour {
  const own = autocommits(dialect);
  if (own) return own;
  return transaction === 'own'
    ? { mode: 'file', because: 'the migration opens a transaction of its own' }
    : { mode: 'statement', because: 'sequelize-cli and umzug open no transaction around a migration' };
}
