import type { TransactionBehaviour } from '../../model';
import type { OptOut } from '../marked-read';

/** All pending migrations run in one transaction by default, or each in its own; `pgm.noTransaction()` leaves it (Migrations, "Transactions"). */
export function transactionOf(optOut: OptOut): TransactionBehaviour {
  return {
    mode: optOut === 'opts out' ? 'statement' : 'file',
    because: 'node-pg-migrate runs a migration in a transaction unless it calls pgm.noTransaction()',
  };
}
