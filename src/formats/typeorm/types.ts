import { type Dialect, type EngineVersion, isMysqlFamily } from '../../model';
import { quoteName, quoteText } from '../../sql';

/** What a column's options say of its type. A `word` with a capital is the class that TypeScript tells: `Number`, `Date`. */
export interface ColumnType {
  readonly word: string;
  readonly length?: string;
  readonly precision?: string;
  readonly scale?: string;
  readonly width?: string;
  readonly unsigned?: boolean;
  readonly zerofill?: boolean;
  readonly array?: boolean;
  readonly values?: readonly string[];
  readonly enumName?: string;
  readonly spatial?: string;
  readonly srid?: string;
}

export type Strategy = 'increment' | 'uuid' | 'identity' | 'rowid';

/** What stands beside the type and has its say in it. */
export interface Around {
  readonly dialect: Dialect;
  readonly version: EngineVersion | undefined;
  readonly table: string;
  readonly schema: string | undefined;
  readonly column: string;
  readonly strategy: Strategy | undefined;
}

const POSTGRESQL: Readonly<Record<string, string>> = {
  Number: 'integer',
  int: 'integer',
  int4: 'integer',
  String: 'character varying',
  varchar: 'character varying',
  Date: 'timestamp without time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  timetz: 'time with time zone',
  Boolean: 'boolean',
  bool: 'boolean',
  'simple-array': 'text',
  'simple-json': 'text',
  'simple-enum': 'enum',
  int2: 'smallint',
  int8: 'bigint',
  decimal: 'numeric',
  float8: 'double precision',
  float: 'double precision',
  float4: 'real',
  char: 'character',
  varbit: 'bit varying',
  Buffer: 'bytea',
};

const MYSQL: Readonly<Record<string, string>> = {
  Number: 'int',
  integer: 'int',
  String: 'varchar',
  Date: 'datetime',
  Buffer: 'blob',
  Boolean: 'tinyint',
  'simple-array': 'text',
  'simple-json': 'text',
  'simple-enum': 'enum',
  'double precision': 'double',
  real: 'double',
  dec: 'decimal',
  numeric: 'decimal',
  fixed: 'decimal',
  bool: 'tinyint',
  boolean: 'tinyint',
  nvarchar: 'varchar',
  'national varchar': 'varchar',
  nchar: 'char',
  'national char': 'char',
};

const SQLITE: Readonly<Record<string, string>> = {
  Number: 'integer',
  int: 'integer',
  String: 'varchar',
  Date: 'datetime',
  Boolean: 'boolean',
  Buffer: 'blob',
  uuid: 'varchar',
  'simple-array': 'text',
  'simple-json': 'text',
  'simple-enum': 'varchar',
};

const SQLSERVER: Readonly<Record<string, string>> = {
  Number: 'int',
  integer: 'int',
  String: 'nvarchar',
  Date: 'datetime',
  Boolean: 'bit',
  Buffer: 'binary',
  uuid: 'uniqueidentifier',
  'simple-array': 'ntext',
  'simple-json': 'ntext',
  'simple-enum': 'nvarchar',
  dec: 'decimal',
  'double precision': 'float',
  rowversion: 'timestamp',
};

const ORACLE: Readonly<Record<string, string>> = {
  Number: 'number',
  Boolean: 'number',
  numeric: 'number',
  dec: 'number',
  decimal: 'number',
  int: 'number',
  integer: 'number',
  smallint: 'number',
  real: 'float',
  'double precision': 'float',
  String: 'varchar2',
  varchar: 'varchar2',
  Date: 'timestamp',
  Buffer: 'blob',
  uuid: 'varchar2',
  'simple-array': 'clob',
  'simple-json': 'clob',
  'simple-enum': 'varchar2',
};

const WORDS: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  postgresql: POSTGRESQL,
  mysql: MYSQL,
  mariadb: MYSQL,
  sqlite: SQLITE,
  sqlserver: SQLSERVER,
  oracle: ORACLE,
  mongodb: {},
};

/** MariaDB has the type uuid since 10.7. */
export function hasUuid(dialect: Dialect, version: EngineVersion | undefined): boolean {
  if (!isMysqlFamily(dialect)) return true;
  if (dialect !== 'mariadb') return false;
  return !version || version.major > 10 || (version.major === 10 && version.minor >= 7);
}

/** Driver.normalizeType. */
function normalType(word: string, { dialect, version }: Around): string {
  if (word === 'uuid' && !hasUuid(dialect, version)) return 'varchar';
  const own = WORDS[dialect];
  return Object.hasOwn(own, word) ? (own[word] ?? word) : word;
}

const LONG_255: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  postgresql: new Set(),
  sqlite: new Set(),
  mysql: new Set(['varchar', 'varbinary']),
  mariadb: new Set(['varchar', 'varbinary']),
  sqlserver: new Set(['varchar', 'nvarchar']),
  oracle: new Set(['varchar2', 'nvarchar2']),
  mongodb: new Set(),
};

/** Driver.getColumnLength, of the type as it is given and then of what it became. */
function lengthOf(name: string, { word, length }: ColumnType, around: Around): string | undefined {
  const { dialect, version, strategy } = around;
  if (length) return length;
  if (strategy === 'uuid' && !hasUuid(dialect, version)) return '36';
  if (dialect === 'oracle' && word === 'uuid') return '36';
  if (dialect === 'oracle' && word === 'raw') return '2000';
  return LONG_255[dialect].has(name) ? '255' : undefined;
}

const SPATIAL: ReadonlySet<string> = new Set(['geometry', 'geography']);

/** The SQL of a column's type, as its driver's createFullType and its query runner's buildCreateColumnSql make it. */
export function typeSql(type: ColumnType, around: Around): string {
  const { dialect } = around;
  const name = normalType(type.word, around);
  if (dialect === 'postgresql') {
    if (name === 'enum') return `${enumNameSql(type, around)}${type.array ? '[]' : ''}`;
    if (around.strategy === 'increment') return serialOf(name);
  }
  if (isMysqlFamily(dialect)) return mysqlSql(name, type, around);
  if (dialect === 'sqlite' && type.values) return 'varchar';
  return `${sized(name, type, around)}${type.array ? '[]' : ''}`;
}

function serialOf(name: string): string {
  if (name === 'smallint') return 'SMALLSERIAL';
  return name === 'bigint' ? 'BIGSERIAL' : 'SERIAL';
}

function mysqlSql(name: string, type: ColumnType, around: Around): string {
  const { dialect } = around;
  if (type.values && /^(?:enum|set)$/.test(name))
    return `${name}(${type.values.map((value) => quoteText(value, dialect)).join(', ')})`;
  const width = type.width && !/\(/.test(name) ? `(${type.width})` : '';
  const plain = sized(name, type, around);
  const text = plain === name ? `${name}${width}` : plain;
  return `${text}${type.unsigned || type.zerofill ? ' unsigned' : ''}${type.zerofill ? ' zerofill' : ''}`;
}

function sized(name: string, type: ColumnType, around: Around): string {
  if (around.dialect === 'postgresql' && SPATIAL.has(name)) {
    if (type.spatial === undefined) return name;
    return type.srid === undefined ? `${name}(${type.spatial})` : `${name}(${type.spatial},${type.srid})`;
  }
  const { precision, scale } = type;
  const length = lengthOf(name, type, around);
  const zoned = /^(time|timestamp) (with(?:out)? (?:local )?time zone)$/.exec(name);
  if (zoned) return `${zoned[1]}${precision === undefined ? '' : `(${precision})`} ${zoned[2]}`;
  if (length !== undefined) return `${name}(${length})`;
  if (precision === undefined) return name;
  return scale === undefined ? `${name}(${precision})` : `${name}(${precision},${scale})`;
}

/** True when the column's values are a type of the database's own. */
export function isOwnEnum({ word, values }: ColumnType, dialect: Dialect): boolean {
  return dialect === 'postgresql' && values !== undefined && /^(?:simple-)?enum$/.test(word);
}

/** The name of a column's enum type: its own, or the table's and the column's (PostgresQueryRunner.buildEnumName). */
export function enumNameOf({ enumName }: ColumnType, { table, column }: Around): string {
  return enumName ?? `${table}_${column.toLowerCase()}_enum`;
}

function enumNameSql(type: ColumnType, around: Around): string {
  const own = quoteName(enumNameOf(type, around), around.dialect);
  return around.schema === undefined ? own : `${quoteName(around.schema, around.dialect)}.${own}`;
}

/** What columns that TypeORM keeps by itself are made of (Driver.mappedDataTypes). */
export interface Mapped {
  readonly word: string;
  readonly precision?: string;
  readonly now: string;
}

export function dateOf(dialect: Dialect): Mapped {
  switch (dialect) {
    case 'mysql':
    case 'mariadb':
      return { word: 'datetime', precision: '6', now: 'CURRENT_TIMESTAMP(6)' };
    case 'sqlite':
      return { word: 'datetime', now: "datetime('now')" };
    case 'sqlserver':
      return { word: 'datetime2', now: 'getdate()' };
    case 'oracle':
      return { word: 'timestamp', now: 'CURRENT_TIMESTAMP' };
    default:
      return { word: 'timestamp', now: 'now()' };
  }
}

/** The type of versions and of a tree's level. */
export function countWord(dialect: Dialect): string {
  return dialect === 'sqlite' ? 'integer' : dialect === 'oracle' ? 'number' : dialect === 'postgresql' ? 'int4' : 'int';
}
