import type { TransactionBehaviour } from '../../model';
import type { ReadContext } from '../format';
import { autocommits } from '../transaction';

/** Django runs a migration in one transaction where the engine rolls DDL back, unless it says `atomic = False` (docs, "Writing database migrations", "Transactions"). */
export function transactionOf(context: ReadContext, atomic: 'atomic' | 'not atomic'): TransactionBehaviour {
  const committed = autocommits(context.dialect);
  if (committed) return committed;
  if (context.dialect === 'oracle')
    return { mode: 'statement', because: 'Oracle commits at every DDL statement, so each statement stands by itself' };
  return atomic === 'atomic'
    ? { mode: 'file', because: 'Django runs a migration in one transaction unless it says atomic = False' }
    : { mode: 'statement', because: 'the migration says atomic = False' };
}
