import type { Dialect } from '../../model';

/** Longest names: PostgreSQL 63 bytes, MySQL 64 characters, SQLite any, SQL Server 128 (prisma-engines, psl connectors' max_identifier_length); Oracle, which Prisma does not know, 128. */
const LIMITS: Readonly<Record<Dialect, number>> = {
  postgresql: 63,
  mysql: 64,
  mariadb: 64,
  sqlite: 10_000,
  sqlserver: 128,
  oracle: 128,
  mongodb: 127,
};

export type NameKind = 'pkey' | 'key' | 'idx' | 'fkey';

/** The name that Prisma gives: `Table_column_column_suffix`, the part before the suffix cut so that the whole fits (psl, constraint_names.rs). */
export function defaultName(dialect: Dialect, kind: NameKind, table: string, columns: readonly string[]): string {
  const suffix = `_${kind}`;
  const room = LIMITS[dialect] - suffix.length;
  return cut(kind === 'pkey' ? table : [table, ...columns].join('_'), room) + suffix;
}

/** A name as the engine keeps it: PostgreSQL cuts what is longer than its limit ("Identifiers and Key Words"). */
export function keptName(dialect: Dialect, name: string): string {
  return dialect === 'postgresql' ? cut(name, LIMITS.postgresql) : name;
}

/** The longest beginning of at most so many UTF-8 bytes that splits no character. */
function cut(text: string, bytes: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    used += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (used > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}
