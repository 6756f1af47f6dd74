import type { TypeFamily } from '../../../model';

export interface OracleType {
  /** As ALL_TAB_COLUMNS has it. */
  readonly name: string;
  readonly family: TypeFamily;
  readonly args?: 'characters' | 'bytes' | 'number' | 'integer' | 'float' | 'fraction' | 'vector';
  readonly standard?: number;
}

const VARCHAR2: OracleType = { name: 'VARCHAR2', family: 'varchar', args: 'characters' };
const NVARCHAR2: OracleType = { name: 'NVARCHAR2', family: 'varchar', args: 'bytes' };
const CHAR: OracleType = { name: 'CHAR', family: 'char', args: 'characters', standard: 1 };
const NCHAR: OracleType = { name: 'NCHAR', family: 'char', args: 'bytes', standard: 1 };
/** "ANSI, DB2, and SQL/DS Data Types": whole numbers are NUMBER(38), decimals without a precision too. */
const INTEGER: OracleType = { name: 'NUMBER', family: 'decimal', args: 'integer' };

/** SQL Language Reference, "Data Types", with the ANSI names that the engine converts; several words are joined by one blank. */
const NAMES: Readonly<Record<string, OracleType>> = {
  varchar2: VARCHAR2,
  varchar: VARCHAR2,
  'character varying': VARCHAR2,
  'char varying': VARCHAR2,
  nvarchar2: NVARCHAR2,
  'nchar varying': NVARCHAR2,
  'national char varying': NVARCHAR2,
  'national character varying': NVARCHAR2,
  char: CHAR,
  character: CHAR,
  nchar: NCHAR,
  'national char': NCHAR,
  'national character': NCHAR,
  number: { name: 'NUMBER', family: 'decimal', args: 'number' },
  numeric: INTEGER,
  decimal: INTEGER,
  dec: INTEGER,
  integer: INTEGER,
  int: INTEGER,
  smallint: INTEGER,
  float: { name: 'FLOAT', family: 'double', args: 'float', standard: 126 },
  real: { name: 'FLOAT', family: 'double', args: 'float', standard: 63 },
  'double precision': { name: 'FLOAT', family: 'double', args: 'float', standard: 126 },
  binary_float: { name: 'BINARY_FLOAT', family: 'real' },
  binary_double: { name: 'BINARY_DOUBLE', family: 'double' },
  // Year to second: what other engines call a datetime ("DATE Data Type").
  date: { name: 'DATE', family: 'datetime' },
  timestamp: { name: 'TIMESTAMP', family: 'timestamp', args: 'fraction', standard: 6 },
  raw: { name: 'RAW', family: 'varbinary', args: 'bytes' },
  'long raw': { name: 'LONG RAW', family: 'blob' },
  long: { name: 'LONG', family: 'text' },
  'long varchar': { name: 'LONG', family: 'text' },
  clob: { name: 'CLOB', family: 'text' },
  nclob: { name: 'NCLOB', family: 'text' },
  blob: { name: 'BLOB', family: 'blob' },
  bfile: { name: 'BFILE', family: 'blob' },
  rowid: { name: 'ROWID', family: 'char' },
  urowid: { name: 'UROWID', family: 'varchar', args: 'bytes' },
  boolean: { name: 'BOOLEAN', family: 'boolean' },
  bool: { name: 'BOOLEAN', family: 'boolean' },
  json: { name: 'JSON', family: 'json' },
  xmltype: { name: 'XMLTYPE', family: 'xml' },
  vector: { name: 'VECTOR', family: 'vector', args: 'vector' },
  sdo_geometry: { name: 'SDO_GEOMETRY', family: 'geometry' },
};

export function oracleType(words: string): OracleType | undefined {
  return Object.hasOwn(NAMES, words) ? NAMES[words] : undefined;
}
