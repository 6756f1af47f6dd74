import type { Dialect, TransactionBehaviour } from '../../model';
import { autocommits } from '../transaction';

/** The migrator runs all pending migrations in one transaction where the dialect has transactional DDL (kysely.dev, "Migrations"). */
export function transactionOf(dialect: Dialect): TransactionBehaviour {
  return (
    autocommits(dialect) ?? {
      mode: 'file',
      because: "Kysely's migrator runs all pending migrations in one transaction",
    }
  );
}
