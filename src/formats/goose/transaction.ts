import type { TransactionBehaviour } from '../../model';
import type { ReadContext } from '../format';
import type { OptOut } from '../marked-read';
import { autocommits } from '../transaction';

/** goose wraps a migration's statements and its own bookkeeping in one transaction (pressly.github.io/goose, "Annotations": NO TRANSACTION). */
export function transactionOf(optOut: OptOut, context: ReadContext): TransactionBehaviour {
  const committed = autocommits(context.dialect);
  if (committed) return committed;
  const because =
    optOut === 'opts out'
      ? 'goose runs a migration that says NO TRANSACTION outside of one'
      : 'goose runs a migration in one transaction unless it says NO TRANSACTION';
  return { mode: optOut === 'opts out' ? 'statement' : 'file', because };
}
