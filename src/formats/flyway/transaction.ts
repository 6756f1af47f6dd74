import type { TransactionBehaviour } from '../../model';
import type { ReadContext } from '../format';
import { baseName } from '../paths';
import { autocommits } from '../transaction';

/**
 * Flyway runs each script in one transaction where the database can roll DDL back, and outside one a script whose statements cannot
 * run inside it ("Migrations, Transactions"). A file `<script>.conf` beside it with `executeInTransaction=false` opts out ("Script
 * Configuration Files").
 */
export function transactionOf(uri: string, context: ReadContext): TransactionBehaviour {
  const committed = autocommits(context.dialect);
  if (committed) return committed;
  const configuration = context.neighbour?.(`${decodeURIComponent(baseName(uri))}.conf`) ?? '';
  if (/^\s*executeInTransaction\s*=\s*false\b/im.test(configuration)) {
    return { mode: 'statement', because: `executeInTransaction=false in ${baseName(uri)}.conf` };
  }
  return {
    mode: 'file',
    except: 'non-transactional statements',
    because: 'Flyway runs a script in one transaction unless executeInTransaction=false is set beside it',
  };
}
