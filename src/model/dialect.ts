/** The SQL dialects that we read. MariaDB is its own dialect: its online DDL and its types differ from MySQL's. */
export type SqlDialect = 'postgresql' | 'mysql' | 'mariadb' | 'sqlite' | 'sqlserver' | 'oracle';

/** What a schema is for. MongoDB has no SQL: its collections are declared by an object mapper (docs/architecture.md, "Documents"). */
export type Dialect = SqlDialect | 'mongodb';

/** Those that a setting may name for SQL; that a schema is MongoDB's, its models say themselves. */
export const DIALECTS: readonly SqlDialect[] = ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'];

/** What the engines are called. */
export const DIALECT_NAMES: Readonly<Record<Dialect, string>> = {
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  sqlite: 'SQLite',
  sqlserver: 'SQL Server',
  oracle: 'Oracle',
  mongodb: 'MongoDB',
};

/** MySQL and MariaDB share a grammar; most readers and rules ask for the family. */
export function isMysqlFamily(dialect: Dialect): boolean {
  return dialect === 'mysql' || dialect === 'mariadb';
}

/** An engine version: PostgreSQL 16 is `{ major: 16, minor: 0 }`, MariaDB 10.11.6 is `{ major: 10, minor: 11, patch: 6 }`. */
export interface EngineVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch?: number;
}

/** Reads "16", "8.0.36", "10.11" or "PostgreSQL 18.4 (Debian)"; undefined when no number is there. */
export function parseVersion(text: string): EngineVersion | undefined {
  const found = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text);
  if (!found) return undefined;
  return {
    major: Number(found[1]),
    minor: Number(found[2] ?? 0),
    ...(found[3] === undefined ? {} : { patch: Number(found[3]) }),
  };
}

/** Negative when `a` is older than `b`, 0 when equal, positive when newer. */
export function compareVersions(a: EngineVersion, b: EngineVersion): number {
  return a.major - b.major || a.minor - b.minor || (a.patch ?? 0) - (b.patch ?? 0);
}

/** The schema that unqualified names mean: `public` in PostgreSQL, `dbo` in SQL Server; the others have none that a file names (Oracle's is the user's own). */
export function defaultSchema(dialect: Dialect): string | undefined {
  if (dialect === 'postgresql') return 'public';
  return dialect === 'sqlserver' ? 'dbo' : undefined;
}
