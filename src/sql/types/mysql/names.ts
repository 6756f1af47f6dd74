import type { TypeFamily } from '../../../model';

export interface MysqlType {
  /** The name that COLUMN_TYPE begins with. */
  readonly name: string;
  readonly family: TypeFamily;
  readonly args?:
    | 'width'
    | 'bits'
    | 'length'
    | 'decimal'
    | 'float'
    | 'fraction'
    | 'year'
    | 'size'
    | 'values'
    | 'vector';
  /** What no length means: CHAR and BINARY are one long (manual, 11.3.2, 11.3.3). */
  readonly defaultLength?: number;
}

/** An integer with the display width that signed and unsigned columns get when none is written. */
export interface IntegerWidth {
  readonly signed: number;
  readonly unsigned: number;
}

const integer = (name: string, family: TypeFamily): MysqlType => ({ name, family, args: 'width' });

const TINYINT = integer('tinyint', 'tinyint');
const SMALLINT = integer('smallint', 'smallint');
const MEDIUMINT = integer('mediumint', 'mediumint');
const INT = integer('int', 'integer');
const BIGINT = integer('bigint', 'bigint');
const DECIMAL: MysqlType = { name: 'decimal', family: 'decimal', args: 'decimal' };
const FLOAT: MysqlType = { name: 'float', family: 'real', args: 'float' };
const DOUBLE: MysqlType = { name: 'double', family: 'double', args: 'float' };
const CHAR: MysqlType = { name: 'char', family: 'char', args: 'length', defaultLength: 1 };
const VARCHAR: MysqlType = { name: 'varchar', family: 'varchar', args: 'length' };
const BINARY: MysqlType = { name: 'binary', family: 'binary', args: 'length', defaultLength: 1 };
const VARBINARY: MysqlType = { name: 'varbinary', family: 'varbinary', args: 'length' };

/** MySQL 8.4 manual, chapter 13 "Data Types"; the aliases from 13.9 "Using Data Types from Other Database Engines". */
const NAMES: Readonly<Record<string, MysqlType>> = {
  tinyint: TINYINT,
  int1: TINYINT,
  smallint: SMALLINT,
  int2: SMALLINT,
  mediumint: MEDIUMINT,
  int3: MEDIUMINT,
  middleint: MEDIUMINT,
  int: INT,
  integer: INT,
  int4: INT,
  bigint: BIGINT,
  int8: BIGINT,
  decimal: DECIMAL,
  dec: DECIMAL,
  numeric: DECIMAL,
  fixed: DECIMAL,
  float: FLOAT,
  float4: { ...FLOAT },
  double: DOUBLE,
  float8: DOUBLE,
  // REAL is DOUBLE unless the SQL mode has REAL_AS_FLOAT (13.1.4).
  real: DOUBLE,
  bit: { name: 'bit', family: 'bit', args: 'bits', defaultLength: 1 },
  char: CHAR,
  character: CHAR,
  nchar: CHAR,
  varchar: VARCHAR,
  varcharacter: VARCHAR,
  nvarchar: VARCHAR,
  binary: BINARY,
  varbinary: VARBINARY,
  tinytext: { name: 'tinytext', family: 'text' },
  text: { name: 'text', family: 'text', args: 'size' },
  mediumtext: { name: 'mediumtext', family: 'text' },
  longtext: { name: 'longtext', family: 'text' },
  long: { name: 'mediumtext', family: 'text' },
  tinyblob: { name: 'tinyblob', family: 'blob' },
  blob: { name: 'blob', family: 'blob', args: 'size' },
  mediumblob: { name: 'mediumblob', family: 'blob' },
  longblob: { name: 'longblob', family: 'blob' },
  enum: { name: 'enum', family: 'enum', args: 'values' },
  set: { name: 'set', family: 'set', args: 'values' },
  date: { name: 'date', family: 'date' },
  time: { name: 'time', family: 'time', args: 'fraction' },
  datetime: { name: 'datetime', family: 'datetime', args: 'fraction' },
  timestamp: { name: 'timestamp', family: 'timestamp', args: 'fraction' },
  year: { name: 'year', family: 'year', args: 'year' },
  json: { name: 'json', family: 'json' },
  geometry: { name: 'geometry', family: 'geometry' },
  point: { name: 'point', family: 'geometry' },
  linestring: { name: 'linestring', family: 'geometry' },
  polygon: { name: 'polygon', family: 'geometry' },
  multipoint: { name: 'multipoint', family: 'geometry' },
  multilinestring: { name: 'multilinestring', family: 'geometry' },
  multipolygon: { name: 'multipolygon', family: 'geometry' },
  // MySQL 8.0.11 renamed what the server prints to geomcollection (13.4.1).
  geometrycollection: { name: 'geomcollection', family: 'geometry' },
  geomcollection: { name: 'geomcollection', family: 'geometry' },
  // MySQL 9.0, 13.3.5: VECTOR(N), 2048 entries when N is left out.
  vector: { name: 'vector', family: 'vector', args: 'vector', defaultLength: 2048 },
};

/** 13.1.1 and MariaDB's "INT": the widths that a column gets when none is written, one less without a sign. */
export const WIDTHS: Readonly<Record<string, IntegerWidth>> = {
  tinyint: { signed: 4, unsigned: 3 },
  smallint: { signed: 6, unsigned: 5 },
  mediumint: { signed: 9, unsigned: 8 },
  int: { signed: 11, unsigned: 10 },
  bigint: { signed: 20, unsigned: 20 },
};

/** What one of the family's engines prints in its own way. */
export interface TypeNames {
  find(word: string): MysqlType | undefined;
  /** Whether the server still prints the display width of integers. */
  readonly printsWidth: 'always' | 'withZerofill';
  readonly yearWidth: string;
}

export function builtin(word: string): MysqlType | undefined {
  return Object.hasOwn(NAMES, word) ? NAMES[word] : undefined;
}

export const FORMS = {
  CHAR,
  VARCHAR,
  BINARY,
  VARBINARY,
  MEDIUMTEXT: NAMES.mediumtext,
  MEDIUMBLOB: NAMES.mediumblob,
} as const;

/** MySQL 8.0.19 and later print no display width, except tinyint(1) and with ZEROFILL (13.1.6 and the 8.0.19 notes). */
export const names: TypeNames = { find: builtin, printsWidth: 'withZerofill', yearWidth: '' };
