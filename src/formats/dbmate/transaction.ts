import type { TransactionBehaviour } from '../../model';
import type { ReadContext } from '../format';
import type { OptOut } from '../marked-read';
import { autocommits } from '../transaction';

/** dbmate wraps each direction in a transaction unless its marker says otherwise (README, "Migration Options"). */
export function transactionOf(optOut: OptOut, context: ReadContext): TransactionBehaviour {
  return (
    autocommits(context.dialect) ?? {
      mode: optOut === 'opts out' ? 'statement' : 'file',
      because: 'dbmate runs a migration in one transaction unless its marker says transaction:false',
    }
  );
}
