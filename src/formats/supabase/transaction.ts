import type { TransactionBehaviour } from '../../model';

/**
 * The CLI sends a file's statements and its own bookkeeping as one pipeline, which PostgreSQL runs as one transaction
 * (supabase/cli, pkg/migration/file.go: ExecBatch; PostgreSQL manual, "Pipeline Mode").
 */
export const transaction: TransactionBehaviour = {
  mode: 'file',
  because: 'the Supabase CLI sends a migration as one pipeline, which PostgreSQL runs as one transaction',
};
