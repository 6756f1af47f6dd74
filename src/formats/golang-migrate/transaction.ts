import type { TransactionBehaviour } from '../../model';
import type { ReadContext } from '../format';
import { autocommits } from '../transaction';

/**
 * golang-migrate opens no transaction of its own. Its PostgreSQL driver sends a file as one query, which the server runs in an
 * implicit transaction when it holds several statements (database/postgres/README.md, "Multi-statement mode"; PostgreSQL manual,
 * "Multiple Statements in a Simple Query"). Its SQLite driver wraps a file in BEGIN and COMMIT unless x-no-tx-wrap is set
 * (database/sqlite3/README.md).
 */
export function transactionOf(context: ReadContext): TransactionBehaviour {
  const committed = autocommits(context.dialect);
  if (committed) return committed;
  if (context.dialect === 'sqlite') {
    return {
      mode: 'file',
      because: "golang-migrate's SQLite driver wraps a file in a transaction unless x-no-tx-wrap is set",
    };
  }
  return {
    mode: 'file',
    except: 'single statement',
    because:
      'golang-migrate sends a file as one query, and PostgreSQL runs several statements of one query in one transaction',
  };
}
