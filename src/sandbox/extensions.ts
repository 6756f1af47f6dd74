/** Extensions of PostgreSQL that ship with the embedded one, each as a file of its own. */

/** Archives whose name is the extension's. auto_explain, passwordcheck and pg_overexplain are loaded modules: nothing to create. */
const BY_NAME = [
  'amcheck',
  'bloom',
  'btree_gin',
  'btree_gist',
  'citext',
  'cube',
  'dict_int',
  'dict_xsyn',
  'earthdistance',
  'file_fdw',
  'fuzzystrmatch',
  'hstore',
  'intarray',
  'isn',
  'lo',
  'ltree',
  'pageinspect',
  'pg_buffercache',
  'pg_freespacemap',
  'pg_stat_statements',
  'pg_surgery',
  'pg_trgm',
  'pg_visibility',
  'pg_walinspect',
  'pgcrypto',
  'seg',
  'tablefunc',
  'tcn',
  'tsm_system_rows',
  'tsm_system_time',
  'unaccent',
  'uuid-ossp',
] as const;

/** PostgreSQL keeps these in one source folder, and PGlite in one archive. */
const IN_SPI = ['autoinc', 'insert_username', 'moddatetime', 'refint'] as const;

const ARCHIVES: ReadonlyMap<string, string> = new Map([
  ...BY_NAME.map((name) => [name, name] as const),
  ...IN_SPI.map((name) => [name, 'spi'] as const),
]);

/** Every extension that can be created; plpgsql is there already. */
export const EXTENSIONS: ReadonlySet<string> = new Set(['plpgsql', ...ARCHIVES.keys()]);

/** Files that ship, without `.tar.gz`. */
export const EXTENSION_ARCHIVES: readonly string[] = [...new Set(ARCHIVES.values())];

export function archiveOf(extension: string): string | undefined {
  return ARCHIVES.get(extension);
}
