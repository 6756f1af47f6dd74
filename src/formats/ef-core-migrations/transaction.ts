import type { Dialect, TransactionBehaviour } from '../../model';
import { autocommits } from '../transaction';

/** EF runs each migration in a transaction; what suppresses it runs between two (EFCore.Relational, MigrationCommandExecutor). */
export function transactionOf(suppresses: 'suppresses' | 'wrapped', dialect: Dialect): TransactionBehaviour {
  const own = autocommits(dialect);
  if (own) return own;
  return suppresses === 'suppresses'
    ? {
        mode: 'statement',
        because:
          'EF Core runs what says suppressTransaction outside the migration’s transaction, which is committed before it',
      }
    : {
        mode: 'file',
        because: 'EF Core runs each migration in a transaction unless a step says suppressTransaction: true',
      };
}
