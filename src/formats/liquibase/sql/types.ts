import { type Dialect, type EngineVersion, isMysqlFamily } from '../../../model';
import { type Meaning, type Parts, same } from './meanings';
import { oracle, sqlite, sqlServer } from './types-rest';

/** What Liquibase makes of the types of a changelog, per dialect: as `update-sql` of 4.28 prints them (docs.liquibase.com, "Data Type Handling"). */

const WORDS: Readonly<Record<string, Meaning>> = {
  bigint: 'bigint',
  int8: 'bigint',
  bigserial: 'bigint',
  serial8: 'bigint',
  long: 'bigint',
  int: 'int',
  integer: 'int',
  int4: 'int',
  serial: 'int',
  serial4: 'int',
  smallint: 'smallint',
  int2: 'smallint',
  smallserial: 'smallint',
  tinyint: 'tinyint',
  boolean: 'boolean',
  bool: 'boolean',
  blob: 'blob',
  longblob: 'longblob',
  tinyblob: 'longblob',
  mediumblob: 'longblob',
  longvarbinary: 'longblob',
  image: 'longblob',
  binary: 'binary',
  varbinary: 'binary',
  bytea: 'longblob',
  clob: 'clob',
  text: 'clob',
  longtext: 'clob',
  mediumtext: 'clob',
  tinytext: 'clob',
  ntext: 'nclob',
  nclob: 'nclob',
  longvarchar: 'clob',
  longnvarchar: 'nclob',
  varchar: 'varchar',
  varchar2: 'varchar',
  'character varying': 'varchar',
  nvarchar: 'nvarchar',
  nvarchar2: 'nvarchar',
  char: 'char',
  character: 'char',
  bpchar: 'char',
  nchar: 'nchar',
  currency: 'currency',
  money: 'currency',
  smallmoney: 'currency',
  date: 'date',
  datetime: 'datetime',
  datetime2: 'datetime',
  smalldatetime: 'datetime',
  timestamp: 'timestamp',
  timestamptz: 'timestamptz',
  timestamp_with_timezone: 'timestamptz',
  time: 'time',
  timetz: 'timetz',
  decimal: 'decimal',
  numeric: 'numeric',
  number: 'numeric',
  float: 'float',
  real: 'real',
  double: 'double',
  'double precision': 'double',
  uuid: 'uuid',
  uniqueidentifier: 'uuid',
  xml: 'xml',
};

function partsOf(text: string): Parts {
  const open = text.indexOf('(');
  const close = open < 0 ? -1 : text.indexOf(')', open);
  if (open >= 0 && close > open)
    return {
      word: text.slice(0, open).trim(),
      params: text.slice(open, close + 1),
      rest: text.slice(close + 1).trim(),
    };
  const two = /^(double precision|character varying)\b(.*)$/i.exec(text);
  if (two) return { word: two[1] ?? '', params: '', rest: (two[2] ?? '').trim() };
  const space = text.indexOf(' ');
  return space < 0
    ? { word: text, params: '', rest: '' }
    : { word: text.slice(0, space), params: '', rest: text.slice(space + 1).trim() };
}

/** The type that Liquibase writes; the project's own spelling where that is the same. */
export function typeIn(dialect: Dialect, version: EngineVersion | undefined, written: string): string {
  const text = written
    .trim()
    .replace(/^java\.sql\.Types\./i, '')
    .replace(/\((\d+) (?:byte|char)\)/i, '($1)');
  const parts = partsOf(text);
  const meaning = WORDS[parts.word.toLowerCase()];
  if (meaning === undefined) return text;
  const made = spelled(dialect, version, meaning, parts);
  return made.toLowerCase() === text.toLowerCase() ? text : made;
}

function spelled(dialect: Dialect, version: EngineVersion | undefined, meaning: Meaning, parts: Parts): string {
  if (dialect === 'postgresql') return postgres(meaning, parts);
  if (isMysqlFamily(dialect)) return mysql(dialect, version, meaning, parts);
  if (dialect === 'sqlite') return sqlite(meaning, parts);
  if (dialect === 'oracle') return oracle(meaning, parts);
  return sqlServer(meaning, parts);
}

function postgres(meaning: Meaning, parts: Parts): string {
  const { word, params, rest } = parts;
  const zone = /with time ?zone/i.test(rest) && !/without/i.test(rest);
  switch (meaning) {
    case 'bigint':
      return 'BIGINT';
    case 'int':
      return 'INTEGER';
    case 'smallint':
    case 'tinyint':
      return 'SMALLINT';
    case 'boolean':
      return 'BOOLEAN';
    case 'blob':
      return word.toLowerCase() === 'blob' ? 'OID' : 'BYTEA';
    case 'longblob':
    case 'binary':
      return 'BYTEA';
    case 'clob':
    case 'nclob':
      return 'TEXT';
    case 'varchar':
    case 'nvarchar':
      return `VARCHAR${params}`;
    case 'char':
      return `CHAR${params}`;
    case 'nchar':
      return `CHAR${params}`;
    case 'currency':
      return 'DECIMAL';
    case 'datetime':
    case 'timestamp':
      return zone ? `TIMESTAMP${params} WITH TIME ZONE` : `TIMESTAMP${params} WITHOUT TIME ZONE`;
    case 'timestamptz':
      return `TIMESTAMP${params} WITH TIME ZONE`;
    case 'time':
      return zone ? `TIME${params} WITH TIME ZONE` : `TIME${params} WITHOUT TIME ZONE`;
    case 'timetz':
      return `TIME${params} WITH TIME ZONE`;
    case 'decimal':
      return `DECIMAL${params}`;
    case 'numeric':
      return `NUMERIC${params}`;
    case 'float':
      return `FLOAT${params}`;
    case 'double':
      return 'DOUBLE PRECISION';
    case 'uuid':
      return 'UUID';
    default:
      return same(parts);
  }
}

function mysql(dialect: Dialect, version: EngineVersion | undefined, meaning: Meaning, parts: Parts): string {
  const { word, params, rest } = parts;
  const tail = rest === '' ? '' : ` ${rest}`;
  switch (meaning) {
    case 'bigint':
      return /serial/i.test(word) ? 'BIGINT AUTO_INCREMENT' : `BIGINT${tail}`;
    case 'int':
      return /serial/i.test(word) ? 'INT AUTO_INCREMENT' : `INT${tail}`;
    case 'smallint':
      return /serial/i.test(word) ? 'SMALLINT AUTO_INCREMENT' : `SMALLINT${tail}`;
    // MySQL 8.0.19 deprecates display widths, and Liquibase leaves them out there.
    case 'boolean':
      return dialect === 'mariadb' || (version && version.major < 8) ? 'TINYINT(1)' : 'TINYINT';
    case 'clob':
      return /clob|longvarchar/i.test(word) ? 'LONGTEXT' : same(parts);
    case 'nclob':
    case 'xml':
      return 'LONGTEXT';
    case 'longblob':
      return /image|longvarbinary/i.test(word) ? 'LONGBLOB' : same(parts);
    case 'varchar':
      return `VARCHAR${params}${tail}`;
    case 'nvarchar':
      return `NVARCHAR${params}`;
    case 'char':
      return `CHAR${params}${tail}`;
    case 'currency':
      return 'DECIMAL';
    case 'datetime':
      return `DATETIME${params}`;
    case 'timestamp':
    case 'timestamptz':
      return `TIMESTAMP${params}`;
    case 'time':
    case 'timetz':
      return 'TIME';
    case 'numeric':
      return `NUMERIC${params}`;
    case 'real':
      return 'FLOAT';
    case 'uuid':
      return dialect === 'mariadb' ? 'UUID' : 'CHAR(36)';
    default:
      return same(parts);
  }
}
