import type { Span } from './text';

/** The meaning of a type, the same word in every dialect, so that drift and conversion compare meaning and not spelling. */
export type TypeFamily =
  | 'boolean'
  | 'tinyint'
  | 'smallint'
  | 'mediumint'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'real'
  | 'double'
  | 'money'
  | 'char'
  | 'varchar'
  | 'text'
  | 'citext'
  | 'name'
  | 'binary'
  | 'varbinary'
  | 'blob'
  | 'bit'
  | 'varbit'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'datetime'
  | 'year'
  | 'interval'
  | 'uuid'
  | 'json'
  | 'jsonb'
  | 'xml'
  | 'enum'
  | 'set'
  | 'inet'
  | 'cidr'
  | 'macaddr'
  | 'geometry'
  | 'range'
  | 'tsvector'
  | 'tsquery'
  | 'vector'
  /** MongoDB's. */
  | 'objectid'
  | 'object'
  | 'user'
  | 'none'
  | 'unknown';

/** A column type: the dialect's own spelling and its normal form. */
export interface SqlType {
  /** As written, without the surrounding white space. */
  readonly text: string;
  /**
   * The spelling that the engine's own catalogue gives: PostgreSQL's `format_type` (`character varying(160)`),
   * MySQL and MariaDB's `COLUMN_TYPE` (`int(11) unsigned`), SQLite's declared text, MongoDB's alias of `$type` (`objectId`).
   */
  readonly canonical: string;
  readonly family: TypeFamily;
  /** Characters, bytes or bits, as the family has it. */
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  /** `with time zone` */
  readonly zone?: boolean;
  readonly unsigned?: boolean;
  /** Number of array dimensions; absent for scalars. */
  readonly dimensions?: number;
  /** Labels of an inline ENUM or SET (MySQL, or Prisma's and Django's choices). */
  readonly values?: readonly string[];
  /** The name of a user-defined type, enum or domain. */
  readonly userType?: { readonly schema?: string; readonly name: string };
  /** `serial`, `bigserial`, `smallserial`: an integer with a sequence default and NOT NULL. */
  readonly serial?: boolean;
  readonly charset?: string;
  readonly collation?: string;
  readonly span: Span;
}
