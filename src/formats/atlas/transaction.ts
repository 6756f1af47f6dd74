import type { TransactionBehaviour } from '../../model';
import type { ReadContext } from '../format';
import { autocommits } from '../transaction';

/** `atlas migrate apply` runs each file in a transaction unless it says `-- atlas:txmode none` (atlasgo.io, "Transaction Configuration"). */
export function transactionOf(text: string, context: ReadContext): TransactionBehaviour {
  const committed = autocommits(context.dialect);
  if (committed) return committed;
  return {
    mode: /^-- atlas:txmode none\b/m.test(text) ? 'statement' : 'file',
    because: 'Atlas runs a file in one transaction unless it says atlas:txmode none',
  };
}
