import type { TypeFamily } from '../../../model';

/** What people mean by the words that they declare in SQLite. The engine itself keeps only the affinity. */
const MEANT: Readonly<Record<string, TypeFamily>> = {
  int: 'integer',
  integer: 'integer',
  tinyint: 'tinyint',
  smallint: 'smallint',
  int2: 'smallint',
  mediumint: 'mediumint',
  bigint: 'bigint',
  int8: 'bigint',
  'unsigned big int': 'bigint',
  bool: 'boolean',
  boolean: 'boolean',
  char: 'char',
  character: 'char',
  nchar: 'char',
  'native character': 'char',
  varchar: 'varchar',
  nvarchar: 'varchar',
  varchar2: 'varchar',
  'character varying': 'varchar',
  'varying character': 'varchar',
  text: 'text',
  tinytext: 'text',
  mediumtext: 'text',
  longtext: 'text',
  clob: 'text',
  blob: 'blob',
  bytea: 'blob',
  tinyblob: 'blob',
  mediumblob: 'blob',
  longblob: 'blob',
  binary: 'binary',
  varbinary: 'varbinary',
  real: 'real',
  float: 'real',
  double: 'double',
  'double precision': 'double',
  numeric: 'decimal',
  decimal: 'decimal',
  dec: 'decimal',
  date: 'date',
  time: 'time',
  datetime: 'datetime',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  'timestamp with time zone': 'timestamp',
  'timestamp without time zone': 'timestamp',
  year: 'year',
  uuid: 'uuid',
  guid: 'uuid',
  json: 'json',
  jsonb: 'jsonb',
  money: 'money',
  xml: 'xml',
};

export function meantFamily(words: string): TypeFamily | undefined {
  return Object.hasOwn(MEANT, words) ? MEANT[words] : undefined;
}

export type Affinity = 'integer' | 'text' | 'blob' | 'real' | 'numeric';

/** SQLite, "Datatypes In SQLite", 3.1: the five rules, in their order. */
export function affinityOf(declared: string): Affinity {
  const text = declared.toLowerCase();
  if (text.includes('int')) return 'integer';
  if (/char|clob|text/.test(text)) return 'text';
  if (text === '' || text.includes('blob')) return 'blob';
  return /real|floa|doub/.test(text) ? 'real' : 'numeric';
}

/** The names that SQLite 3.37 and later keep as a number and print in capitals (build.c, sqlite3StdType). */
export const STANDARD: ReadonlySet<string> = new Set(['any', 'blob', 'int', 'integer', 'real', 'text']);
