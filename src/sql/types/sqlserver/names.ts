import type { TypeFamily } from '../../../model';

export interface SqlServerType {
  /** As sys.types has it. */
  readonly name: string;
  readonly family: TypeFamily;
  readonly args?: 'length' | 'decimal' | 'fraction' | 'float' | 'xml' | 'vector';
  /** What is meant when no length or precision is written ("char and varchar": 1; "datetime2": 7; "decimal": 18). */
  readonly standard?: number;
  readonly zone?: boolean;
  readonly unsigned?: boolean;
}

const CHAR: SqlServerType = { name: 'char', family: 'char', args: 'length', standard: 1 };
const VARCHAR: SqlServerType = { name: 'varchar', family: 'varchar', args: 'length', standard: 1 };
const NCHAR: SqlServerType = { name: 'nchar', family: 'char', args: 'length', standard: 1 };
const NVARCHAR: SqlServerType = { name: 'nvarchar', family: 'varchar', args: 'length', standard: 1 };
const VARBINARY: SqlServerType = { name: 'varbinary', family: 'varbinary', args: 'length', standard: 1 };
const NTEXT: SqlServerType = { name: 'ntext', family: 'text' };
const INT: SqlServerType = { name: 'int', family: 'integer' };
const DECIMAL: SqlServerType = { name: 'decimal', family: 'decimal', args: 'decimal', standard: 18 };
const FLOAT: SqlServerType = { name: 'float', family: 'double', args: 'float', standard: 53 };
/** rowversion is a synonym; the catalogue has the old name ("rowversion"). */
const TIMESTAMP: SqlServerType = { name: 'timestamp', family: 'binary' };

/** Transact-SQL reference, "Data types" and "Data type synonyms"; several words are joined by one blank. */
const NAMES: Readonly<Record<string, SqlServerType>> = {
  bit: { name: 'bit', family: 'boolean' },
  tinyint: { name: 'tinyint', family: 'tinyint', unsigned: true },
  smallint: { name: 'smallint', family: 'smallint' },
  int: INT,
  integer: INT,
  bigint: { name: 'bigint', family: 'bigint' },
  decimal: DECIMAL,
  dec: DECIMAL,
  numeric: { ...DECIMAL, name: 'numeric' },
  money: { name: 'money', family: 'money' },
  smallmoney: { name: 'smallmoney', family: 'money' },
  float: FLOAT,
  'double precision': FLOAT,
  real: { name: 'real', family: 'real' },
  date: { name: 'date', family: 'date' },
  time: { name: 'time', family: 'time', args: 'fraction', standard: 7 },
  datetime: { name: 'datetime', family: 'datetime' },
  smalldatetime: { name: 'smalldatetime', family: 'datetime' },
  datetime2: { name: 'datetime2', family: 'datetime', args: 'fraction', standard: 7 },
  datetimeoffset: { name: 'datetimeoffset', family: 'timestamp', args: 'fraction', standard: 7, zone: true },
  char: CHAR,
  character: CHAR,
  varchar: VARCHAR,
  'char varying': VARCHAR,
  'character varying': VARCHAR,
  nchar: NCHAR,
  'national char': NCHAR,
  'national character': NCHAR,
  nvarchar: NVARCHAR,
  'national char varying': NVARCHAR,
  'national character varying': NVARCHAR,
  text: { name: 'text', family: 'text' },
  ntext: NTEXT,
  'national text': NTEXT,
  binary: { name: 'binary', family: 'binary', args: 'length', standard: 1 },
  varbinary: VARBINARY,
  'binary varying': VARBINARY,
  image: { name: 'image', family: 'blob' },
  uniqueidentifier: { name: 'uniqueidentifier', family: 'uuid' },
  rowversion: TIMESTAMP,
  timestamp: TIMESTAMP,
  xml: { name: 'xml', family: 'xml', args: 'xml' },
  json: { name: 'json', family: 'json' },
  vector: { name: 'vector', family: 'vector', args: 'vector' },
  geometry: { name: 'geometry', family: 'geometry' },
  geography: { name: 'geography', family: 'geometry' },
  hierarchyid: { name: 'hierarchyid', family: 'varbinary' },
  sysname: { name: 'sysname', family: 'name' },
  sql_variant: { name: 'sql_variant', family: 'none' },
};

export function sqlServerType(words: string): SqlServerType | undefined {
  return Object.hasOwn(NAMES, words) ? NAMES[words] : undefined;
}
