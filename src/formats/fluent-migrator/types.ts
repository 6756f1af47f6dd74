import { type Dialect, isMysqlFamily } from '../../model';

/** A column's type by FluentMigrator's word and its numbers: `AsString(50)`, `AsDecimal(10, 2)`. */
export interface TypeWord {
  readonly word: string;
  readonly numbers: readonly (number | 'max')[];
}

type Typed = (size: number | 'max' | undefined, scale: number | 'max' | undefined) => string;

const plain =
  (text: string): Typed =>
  () =>
    text;

const decimal =
  (name: string): Typed =>
  (precision, scale) =>
    precision === undefined ? `${name}(19,5)` : `${name}(${precision},${scale ?? 0})`;

// FluentMigrator.Runner.Postgres, PostgresTypeMap.
const POSTGRESQL: Readonly<Record<string, Typed>> = {
  String: (size) => (size === undefined || size === 'max' ? 'text' : `varchar(${size})`),
  AnsiString: (size) => (size === undefined || size === 'max' ? 'text' : `varchar(${size})`),
  FixedLengthString: (size) => `char(${size ?? 255})`,
  FixedLengthAnsiString: (size) => `char(${size ?? 255})`,
  Int32: plain('integer'),
  Int64: plain('bigint'),
  Int16: plain('smallint'),
  Byte: plain('smallint'),
  Boolean: plain('boolean'),
  Decimal: decimal('decimal'),
  Double: plain('float8'),
  Float: plain('float4'),
  Currency: plain('money'),
  Date: plain('date'),
  DateTime: plain('timestamp'),
  DateTime2: plain('timestamp'),
  DateTimeOffset: (size) => (typeof size === 'number' ? `timestamptz(${size})` : 'timestamptz'),
  Time: plain('time'),
  Guid: plain('uuid'),
  Binary: plain('bytea'),
  Xml: plain('xml'),
};

const nvarchar =
  (name: string, most: number): Typed =>
  (size) =>
    size === 'max' || (size ?? 0) > most ? `${name}(max)` : `${name}(${size ?? 255})`;

// FluentMigrator.Runner.SqlServer, SqlServer2008TypeMap.
const SQLSERVER: Readonly<Record<string, Typed>> = {
  String: nvarchar('nvarchar', 4000),
  AnsiString: nvarchar('varchar', 8000),
  FixedLengthString: (size) => `nchar(${size ?? 255})`,
  FixedLengthAnsiString: (size) => `char(${size ?? 255})`,
  Int32: plain('int'),
  Int64: plain('bigint'),
  Int16: plain('smallint'),
  Byte: plain('tinyint'),
  Boolean: plain('bit'),
  Decimal: decimal('decimal'),
  Double: plain('double precision'),
  Float: plain('real'),
  Currency: plain('money'),
  Date: plain('date'),
  DateTime: plain('datetime'),
  DateTime2: plain('datetime2'),
  DateTimeOffset: (size) => (typeof size === 'number' ? `datetimeoffset(${size})` : 'datetimeoffset'),
  Time: plain('time'),
  Guid: plain('uniqueidentifier'),
  Binary: (size) => (size === 'max' || (size ?? 0) > 8000 ? 'varbinary(max)' : `varbinary(${size ?? 8000})`),
  Xml: plain('xml'),
};

// FluentMigrator.Runner.SQLite, SQLiteTypeMap.
const SQLITE: Readonly<Record<string, Typed>> = {
  String: plain('TEXT'),
  AnsiString: plain('TEXT'),
  FixedLengthString: plain('TEXT'),
  FixedLengthAnsiString: plain('TEXT'),
  Int32: plain('INTEGER'),
  Int64: plain('INTEGER'),
  Int16: plain('INTEGER'),
  Byte: plain('INTEGER'),
  Boolean: plain('INTEGER'),
  Decimal: plain('NUMERIC'),
  Double: plain('NUMERIC'),
  Float: plain('NUMERIC'),
  Currency: plain('NUMERIC'),
  Date: plain('DATETIME'),
  DateTime: plain('DATETIME'),
  DateTime2: plain('DATETIME'),
  DateTimeOffset: plain('DATETIME'),
  Time: plain('DATETIME'),
  Guid: plain('UNIQUEIDENTIFIER'),
  Binary: plain('BLOB'),
  Xml: plain('TEXT'),
};

// FluentMigrator.Runner.MySql, MySql5TypeMap.
const MYSQL: Readonly<Record<string, Typed>> = {
  String: (size) => (size === 'max' ? 'longtext' : (size ?? 255) > 16383 ? 'text' : `varchar(${size ?? 255})`),
  AnsiString: (size) => (size === 'max' ? 'longtext' : (size ?? 255) > 16383 ? 'text' : `varchar(${size ?? 255})`),
  FixedLengthString: (size) => `char(${size ?? 255})`,
  FixedLengthAnsiString: (size) => `char(${size ?? 255})`,
  Int32: plain('integer'),
  Int64: plain('bigint'),
  Int16: plain('smallint'),
  Byte: plain('tinyint unsigned'),
  Boolean: plain('tinyint(1)'),
  Decimal: decimal('decimal'),
  Double: plain('double'),
  Float: plain('float'),
  Currency: plain('decimal(19,4)'),
  Date: plain('date'),
  DateTime: plain('datetime'),
  DateTime2: plain('datetime'),
  DateTimeOffset: plain('datetime'),
  Time: plain('time'),
  Guid: plain('char(36)'),
  Binary: (size) => (size === undefined || size === 'max' ? 'longblob' : `varbinary(${size})`),
  Xml: plain('text'),
};

function mapOf(dialect: Dialect): Readonly<Record<string, Typed>> | undefined {
  if (dialect === 'postgresql') return POSTGRESQL;
  if (dialect === 'sqlserver') return SQLSERVER;
  if (dialect === 'sqlite') return SQLITE;
  return isMysqlFamily(dialect) ? MYSQL : undefined;
}

/** The store type; undefined where the engine's map has none. */
export function typeText({ word, numbers }: TypeWord, dialect: Dialect): string | undefined {
  const map = mapOf(dialect);
  const typed = map && Object.hasOwn(map, word) ? map[word] : undefined;
  return typed?.(numbers[0], numbers[1]);
}

const SERIAL: Readonly<Record<string, string>> = { integer: 'serial', bigint: 'bigserial', smallint: 'smallserial' };

/** PostgreSQL numbers by `serial` (PostgresColumn.FormatIdentity). */
export function serialOf(text: string): string {
  return SERIAL[text] ?? text;
}
