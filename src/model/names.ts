import type { Dialect } from './dialect';
import type { Span } from './text';

/** An identifier as the engine stores it (unquoted names folded to lower case in PostgreSQL, to upper case in Oracle), and where it is written. */
export interface Ident {
  readonly name: string;
  readonly span: Span;
}

/** A table, view, type… name. `span` covers the last part only; `schema` is absent when the text does not qualify it. */
export interface QualifiedName extends Ident {
  readonly schema?: string;
}

const CASE_SENSITIVE: ReadonlySet<Dialect> = new Set(['postgresql', 'oracle', 'mongodb']);

/**
 * The key under which two names are the same object. PostgreSQL, Oracle (the reader has folded already) and MongoDB compare exactly;
 * MySQL column and index names and all of SQLite ignore case (SQLite, "Database Object Name Resolution"), as SQL Server does
 * under its default collation.
 */
export function nameKey(dialect: Dialect, name: string): string {
  return CASE_SENSITIVE.has(dialect) ? name : name.toLowerCase();
}

/** Key of a schema-qualified object in `Schema`'s maps; an absent schema means the dialect's default one. */
export function objectKey(dialect: Dialect, schema: string | undefined, name: string): string {
  if (dialect === 'postgresql') return schema === undefined || schema === 'public' ? name : `${schema}.${name}`;
  const bare = nameKey(dialect, name);
  const own = DEFAULT_SCHEMA[dialect];
  return schema === undefined || (own !== undefined && schema.toLowerCase() === own)
    ? bare
    : `${nameKey(dialect, schema)}.${bare}`;
}

const DEFAULT_SCHEMA: Readonly<Partial<Record<Dialect, string>>> = { sqlite: 'main', sqlserver: 'dbo' };
