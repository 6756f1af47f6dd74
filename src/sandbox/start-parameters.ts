/** How the embedded PostgreSQL starts, here and when its database directory is made. */

/** PGlite's own, without `-O`: that one lets SQL change the system catalogues. */
const OWN: readonly string[] = ['--single', '-F', '-j'];

const SETTINGS: readonly string[] = [
  'search_path=public',
  'exit_on_error=false',
  'log_checkpoints=false',
  'max_worker_processes=0',
  'max_parallel_workers=0',
  'max_parallel_workers_per_gather=0',
  'max_parallel_maintenance_workers=0',
  'io_method=sync',
  // The default, posix_fallocate, makes the files in memory be copied as a whole whenever they grow: quadratic.
  'file_extend_method=write_zeros',
  'shared_buffers=16MB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'max_wal_size=64MB',
  'min_wal_size=2MB',
  'max_prepared_transactions=0',
];

export const START_PARAMETERS: readonly string[] = [...OWN, ...SETTINGS.flatMap((setting) => ['-c', setting])];
