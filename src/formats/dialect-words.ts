import type { Dialect } from '../model';

const SUPPORTED: Readonly<Record<string, Dialect>> = {
  postgres: 'postgresql',
  postgresql: 'postgresql',
  postgre: 'postgresql',
  psql: 'postgresql',
  pgsql: 'postgresql',
  pg: 'postgresql',
  mysql: 'mysql',
  mysql5: 'mysql',
  mysql8: 'mysql',
  mariadb: 'mariadb',
  maria: 'mariadb',
  sqlite: 'sqlite',
  sqlite3: 'sqlite',
  mssql: 'sqlserver',
  sqlserver: 'sqlserver',
  mssqlserver: 'sqlserver',
  tsql: 'sqlserver',
  oracle: 'oracle',
  plsql: 'oracle',
};

const UNSUPPORTED: Readonly<Record<string, string>> = {
  cockroach: 'CockroachDB',
  cockroachdb: 'CockroachDB',
  crdb: 'CockroachDB',
  yugabyte: 'YugabyteDB',
  yugabytedb: 'YugabyteDB',
  sqlservercompact: 'SQL Server Compact',
  db2: 'Db2',
  h2: 'H2',
  hsqldb: 'HSQLDB',
  derby: 'Derby',
  clickhouse: 'ClickHouse',
  snowflake: 'Snowflake',
  redshift: 'Redshift',
  bigquery: 'BigQuery',
  firebird: 'Firebird',
  spanner: 'Spanner',
  cassandra: 'Cassandra',
  duckdb: 'DuckDB',
  sybase: 'Sybase',
  informix: 'Informix',
  cubrid: 'CUBRID',
  sapdb: 'SAP MaxDB',
  hana: 'SAP HANA',
  pointbase: 'PointBase',
  vertica: 'Vertica',
  teradata: 'Teradata',
};

/** What a word in a file or folder name says of the database. */
export type DialectWord =
  | { readonly kind: 'supported'; readonly dialect: Dialect; readonly word: string }
  | { readonly kind: 'unsupported'; readonly product: string; readonly word: string };

/** `postgres` in `001_init.postgres.up.sql`; undefined for a word that names no database. */
export function dialectWord(word: string): DialectWord | undefined {
  const key = word.toLowerCase();
  const dialect = Object.hasOwn(SUPPORTED, key) ? SUPPORTED[key] : undefined;
  if (dialect) return { kind: 'supported', dialect, word };
  const product = Object.hasOwn(UNSUPPORTED, key) ? UNSUPPORTED[key] : undefined;
  return product ? { kind: 'unsupported', product, word } : undefined;
}

/** Words of a name: `postgres-sakila-schema.sql`, `Chinook_MySql.sql`, `sql-server-sakila-db` (SQL Server has two words). */
function words(name: string): readonly string[] {
  const joined = name
    .replace(/sql[-_. ]server[-_. ]compact/gi, 'sqlservercompact')
    .replace(/sql[-_. ]server/gi, 'sqlserver');
  return joined.split(/[^A-Za-z0-9]+/);
}

/** The last path segment, or word of one, that names a database; the file's own name speaks before its folders. */
export function dialectOfPath(path: string): DialectWord | undefined {
  const segments = path.split('/').reverse();
  for (const segment of segments) {
    const found = words(segment.replace(/\.sql$/i, ''))
      .map(dialectWord)
      .filter((word) => word !== undefined);
    const products = new Set(found.map((word) => (word.kind === 'supported' ? word.dialect : word.product)));
    if (products.size === 1) return found[0];
  }
  return undefined;
}
