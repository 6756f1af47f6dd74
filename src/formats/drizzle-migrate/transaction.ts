import type { TransactionBehaviour } from '../../model';
import type { ReadContext } from '../format';
import { autocommits } from '../transaction';

/** All pending migrations run in one transaction, and none can leave it (drizzle-orm, pg-core/dialect.ts: migrate). */
export function transactionOf(context: ReadContext): TransactionBehaviour {
  return (
    autocommits(context.dialect) ?? { mode: 'file', because: 'Drizzle runs all pending migrations in one transaction' }
  );
}
