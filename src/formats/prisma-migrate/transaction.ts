import type { TransactionBehaviour } from '../../model';
import type { ReadContext } from '../format';
import { autocommits } from '../transaction';

/**
 * Prisma Migrate opens no transaction: it sends the file as one query of several statements (prisma-engines,
 * sql-migration-connector: apply_script → raw_cmd). PostgreSQL runs such a query in one implicit transaction ("Multiple Statements
 * in a Simple Query"); SQLite commits each statement.
 */
export function transactionOf(context: ReadContext): TransactionBehaviour {
  const committed = autocommits(context.dialect);
  if (committed) return committed;
  if (context.dialect === 'sqlite') {
    return { mode: 'statement', because: 'Prisma Migrate opens no transaction, and SQLite commits each statement' };
  }
  return {
    mode: 'file',
    except: 'single statement',
    because:
      'Prisma Migrate sends a migration as one query, and PostgreSQL runs several statements of one query in one transaction',
  };
}
