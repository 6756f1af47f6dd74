import { type Dialect, isMysqlFamily } from '../../model';

/** The types that a platform knows, by all their words (@mikro-orm/core, types). */
export type Mapped =
  | 'array'
  | 'bigint'
  | 'blob'
  | 'boolean'
  | 'char'
  | 'date'
  | 'datetime'
  | 'decimal'
  | 'double'
  | 'enum'
  | 'float'
  | 'integer'
  | 'interval'
  | 'json'
  | 'mediumint'
  | 'smallint'
  | 'string'
  | 'text'
  | 'time'
  | 'tinyint'
  | 'unknown'
  | 'uuid';

const WORDS: Readonly<Record<string, Mapped>> = {
  array: 'array',
  enumarray: 'array',
  bigint: 'bigint',
  blob: 'blob',
  buffer: 'blob',
  uint8array: 'blob',
  boolean: 'boolean',
  character: 'char',
  char: 'char',
  date: 'date',
  datetime: 'datetime',
  timestamp: 'datetime',
  decimal: 'decimal',
  numeric: 'decimal',
  double: 'double',
  enum: 'enum',
  float: 'float',
  int: 'integer',
  integer: 'integer',
  number: 'integer',
  interval: 'interval',
  json: 'json',
  object: 'json',
  mediumint: 'mediumint',
  smallint: 'smallint',
  string: 'string',
  varchar: 'string',
  text: 'text',
  time: 'time',
  tinyint: 'tinyint',
  uuid: 'uuid',
};

const POSTGRESQL_WORDS: Readonly<Record<string, Mapped>> = {
  int2: 'smallint',
  smallserial: 'smallint',
  int4: 'integer',
  serial: 'integer',
  int8: 'bigint',
  bigserial: 'bigint',
  bool: 'boolean',
  real: 'float',
  float4: 'float',
  float8: 'double',
  timestamptz: 'datetime',
  bytea: 'blob',
  jsonb: 'json',
  bpchar: 'char',
};

/** Platform.getDefaultMappedType. */
export function mappedOf(word: string, dialect: Dialect): Mapped {
  if (word.endsWith('[]')) return 'array';
  if (isMysqlFamily(dialect) && word === 'tinyint(1)') return 'boolean';
  const simple = /[^(), ]+/.exec(word.toLowerCase())?.[0] ?? '';
  const own =
    dialect === 'postgresql' && Object.hasOwn(POSTGRESQL_WORDS, simple) ? POSTGRESQL_WORDS[simple] : undefined;
  return own ?? (Object.hasOwn(WORDS, simple) ? WORDS[simple] : undefined) ?? 'unknown';
}
