import { type Dialect, isMysqlFamily } from '../../../model';

/** What a type's constructor is given, as far as its SQL needs it. */
export interface TypeArgs {
  /** The first number without a name, or the one named `length`, `precision`… */
  readonly number: (at: number, ...names: readonly string[]) => string | undefined;
  readonly text: (at: number, ...names: readonly string[]) => string | undefined;
  readonly flag: (...names: readonly string[]) => boolean;
}

export type TypeWriter = (args: TypeArgs, dialect: Dialect) => string;

const sized = (word: string, size: string | undefined) => (size === undefined ? word : `${word}(${size})`);

const varchar: TypeWriter = ({ number }, dialect) => {
  const length = number(0, 'length');
  if (dialect === 'oracle') return sized('VARCHAR2', length === undefined ? undefined : `${length} CHAR`);
  if (dialect === 'sqlserver') return `VARCHAR(${length ?? 'max'})`;
  return sized('VARCHAR', length);
};

const nvarchar: TypeWriter = (args, dialect) => {
  const length = args.number(0, 'length');
  if (dialect === 'sqlserver') return `NVARCHAR(${length ?? 'max'})`;
  return dialect === 'oracle' ? sized('NVARCHAR2', length) : varchar(args, dialect);
};

/** `Text(n)` writes its length in MySQL, which picks the smallest type that holds it. */
const text: TypeWriter = ({ number }, dialect) => {
  if (dialect === 'sqlserver') return 'VARCHAR(max)';
  if (dialect === 'oracle') return 'CLOB';
  return isMysqlFamily(dialect) ? sized('TEXT', number(0, 'length')) : 'TEXT';
};

const BOOLEAN: Readonly<Record<Dialect, string>> = {
  postgresql: 'BOOLEAN',
  mysql: 'TINYINT(1)',
  mariadb: 'TINYINT(1)',
  sqlite: 'BOOLEAN',
  sqlserver: 'BIT',
  oracle: 'SMALLINT',
  mongodb: 'BOOLEAN',
};

const zoned = (word: string, { number, flag }: TypeArgs) =>
  `${sized(word, number(9, 'precision'))} ${flag('timezone') ? 'WITH' : 'WITHOUT'} TIME ZONE`;

const dateTime: TypeWriter = (args, dialect) => {
  if (dialect === 'postgresql') return zoned('TIMESTAMP', args);
  if (dialect === 'sqlserver') return args.flag('timezone') ? 'DATETIMEOFFSET' : 'DATETIME';
  if (dialect === 'oracle') return args.flag('timezone') ? 'TIMESTAMP WITH TIME ZONE' : 'DATE';
  return isMysqlFamily(dialect) ? sized('DATETIME', args.number(9, 'fsp')) : 'DATETIME';
};

const timestamp: TypeWriter = (args, dialect) => {
  if (dialect === 'postgresql') return zoned('TIMESTAMP', args);
  if (dialect === 'oracle') return args.flag('timezone') ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
  return isMysqlFamily(dialect) ? sized('TIMESTAMP', args.number(9, 'fsp')) : 'TIMESTAMP';
};

const time: TypeWriter = (args, dialect) => (dialect === 'postgresql' ? zoned('TIME', args) : 'TIME');

const float: TypeWriter = ({ number }, dialect) => {
  const precision = number(0, 'precision');
  if (dialect === 'sqlite') return 'FLOAT';
  return dialect === 'postgresql' || isMysqlFamily(dialect) || dialect === 'sqlserver'
    ? sized('FLOAT', precision)
    : 'FLOAT';
};

const double: TypeWriter = ({ number }, dialect) => {
  const [precision, scale] = [number(0, 'precision'), number(1, 'scale')];
  if (isMysqlFamily(dialect)) return precision && scale ? `DOUBLE(${precision}, ${scale})` : 'DOUBLE';
  return dialect === 'sqlite' ? 'DOUBLE' : 'DOUBLE PRECISION';
};

const numeric =
  (word: string): TypeWriter =>
  ({ number }) => {
    const [precision, scale] = [number(0, 'precision'), number(1, 'scale')];
    if (precision === undefined) return word;
    return scale === undefined ? `${word}(${precision})` : `${word}(${precision}, ${scale})`;
  };

const binary: TypeWriter = ({ number }, dialect) => {
  if (dialect === 'postgresql') return 'BYTEA';
  if (dialect === 'sqlserver') return `VARBINARY(${number(0, 'length') ?? 'max'})`;
  return isMysqlFamily(dialect) ? sized('BLOB', number(0, 'length')) : 'BLOB';
};

const json: TypeWriter = (_, dialect) => {
  if (dialect === 'sqlserver') return 'NVARCHAR(max)';
  return dialect === 'oracle' ? 'CLOB' : 'JSON';
};

/** `Uuid()` where the engine has no such type (SQLAlchemy 2.0, Uuid). */
export const uuid: TypeWriter = ({ flag }, dialect) => {
  if (dialect === 'postgresql' || dialect === 'mariadb') return 'UUID';
  if (dialect === 'sqlserver') return 'UNIQUEIDENTIFIER';
  return flag('binary') ? 'BINARY(16)' : 'CHAR(32)';
};

const interval: TypeWriter = ({ text: words }, dialect) => {
  if (dialect === 'postgresql') return ['INTERVAL', words(9, 'fields')].filter(Boolean).join(' ').toUpperCase();
  if (dialect === 'oracle') return 'INTERVAL DAY TO SECOND';
  return dateTime({ number: () => undefined, text: () => undefined, flag: () => false }, dialect);
};

const plain =
  (word: string): TypeWriter =>
  () =>
    word;

const withSize =
  (word: string): TypeWriter =>
  ({ number, flag }) =>
    [sized(word, number(0, 'length', 'display_width')), flag('unsigned') ? 'UNSIGNED' : ''].filter(Boolean).join(' ');

const integer =
  (word: string, oracle = 'INTEGER'): TypeWriter =>
  (args, dialect) => {
    if (dialect === 'oracle') return oracle;
    return isMysqlFamily(dialect) ? withSize(word)(args, dialect) : word;
  };

const geo =
  (word: string): TypeWriter =>
  ({ text: shape, number }, dialect) => {
    const kind = shape(0, 'geometry_type') ?? 'GEOMETRY';
    return dialect === 'postgresql' ? `${word}(${kind},${number(1, 'srid') ?? '-1'})` : kind;
  };

/** SQLAlchemy's own types by what their compilers write (sqlalchemy.sql.compiler, sqlalchemy.dialects.*.base). */
export const TYPES: Readonly<Record<string, TypeWriter>> = {
  Integer: integer('INTEGER'),
  INTEGER: integer('INTEGER'),
  INT: integer('INTEGER'),
  SmallInteger: integer('SMALLINT', 'SMALLINT'),
  SMALLINT: integer('SMALLINT', 'SMALLINT'),
  BigInteger: integer('BIGINT', 'NUMBER(19)'),
  BIGINT: integer('BIGINT', 'NUMBER(19)'),
  TINYINT: withSize('TINYINT'),
  MEDIUMINT: withSize('MEDIUMINT'),
  String: varchar,
  VARCHAR: varchar,
  AutoString: varchar,
  Unicode: nvarchar,
  NVARCHAR: nvarchar,
  Text: text,
  TEXT: text,
  UnicodeText: text,
  CLOB: text,
  CHAR: withSize('CHAR'),
  NCHAR: withSize('NCHAR'),
  TINYTEXT: plain('TINYTEXT'),
  MEDIUMTEXT: plain('MEDIUMTEXT'),
  LONGTEXT: plain('LONGTEXT'),
  Boolean: (_, dialect) => BOOLEAN[dialect],
  BOOLEAN: (_, dialect) => BOOLEAN[dialect],
  Date: plain('DATE'),
  DATE: plain('DATE'),
  DateTime: dateTime,
  DATETIME: dateTime,
  DATETIME2: plain('DATETIME2'),
  DATETIMEOFFSET: plain('DATETIMEOFFSET'),
  TIMESTAMP: timestamp,
  Time: time,
  TIME: time,
  YEAR: plain('YEAR'),
  Interval: interval,
  INTERVAL: interval,
  Float: float,
  FLOAT: float,
  REAL: plain('REAL'),
  Double: double,
  DOUBLE: double,
  DOUBLE_PRECISION: double,
  Numeric: numeric('NUMERIC'),
  NUMERIC: numeric('NUMERIC'),
  DECIMAL: numeric('DECIMAL'),
  LargeBinary: binary,
  PickleType: binary,
  BLOB: binary,
  BYTEA: plain('BYTEA'),
  BINARY: withSize('BINARY'),
  VARBINARY: withSize('VARBINARY'),
  TINYBLOB: plain('TINYBLOB'),
  MEDIUMBLOB: plain('MEDIUMBLOB'),
  LONGBLOB: plain('LONGBLOB'),
  JSON: json,
  JSONB: plain('JSONB'),
  Uuid: uuid,
  UUID: (args, dialect) =>
    dialect === 'postgresql' || dialect === 'sqlserver' ? uuid(args, dialect) : uuid(args, dialect),
  UNIQUEIDENTIFIER: plain('UNIQUEIDENTIFIER'),
  INET: plain('INET'),
  CIDR: plain('CIDR'),
  MACADDR: plain('MACADDR'),
  MACADDR8: plain('MACADDR8'),
  MONEY: plain('MONEY'),
  OID: plain('OID'),
  REGCLASS: plain('REGCLASS'),
  BIT: ({ number, flag }) => sized(flag('varying') ? 'BIT VARYING' : 'BIT', number(0, 'length')),
  TSVECTOR: plain('TSVECTOR'),
  TSQUERY: plain('TSQUERY'),
  HSTORE: plain('HSTORE'),
  CITEXT: plain('CITEXT'),
  INT4RANGE: plain('INT4RANGE'),
  INT8RANGE: plain('INT8RANGE'),
  NUMRANGE: plain('NUMRANGE'),
  DATERANGE: plain('DATERANGE'),
  TSRANGE: plain('TSRANGE'),
  TSTZRANGE: plain('TSTZRANGE'),
  XML: plain('XML'),
  Geometry: geo('geometry'),
  Geography: geo('geography'),
};

const words =
  (postgresql: string, other = postgresql): TypeWriter =>
  (_, dialect) =>
    dialect === 'postgresql' ? postgresql : other;

/** Types of libraries that many projects use: sqlalchemy-utils, pgvector, sqlalchemy-citext, SQLModel, fastapi-users. */
export const LIBRARY_TYPES: Readonly<Record<string, TypeWriter>> = {
  UUIDType: ({ flag }, dialect) => {
    if (dialect === 'postgresql') return 'UUID';
    return flag('binary=False') ? 'CHAR(32)' : 'BINARY(16)';
  },
  GUID: words('UUID', 'CHAR(36)'),
  EmailType: words('VARCHAR(255)'),
  URLType: text,
  JSONType: words('JSON', 'TEXT'),
  ArrowType: dateTime,
  EnrichedDateTimeType: dateTime,
  IPAddressType: ({ number }) => `VARCHAR(${number(0, 'max_length') ?? '50'})`,
  CountryType: words('VARCHAR(2)'),
  CurrencyType: words('VARCHAR(3)'),
  LocaleType: words('VARCHAR(10)'),
  PhoneNumberType: ({ number }) => `VARCHAR(${number(1, 'max_length') ?? '20'})`,
  TimezoneType: words('VARCHAR(50)'),
  ColorType: ({ number }) => `VARCHAR(${number(0, 'max_length') ?? '20'})`,
  WeekDaysType: words('BIT(7)', 'VARCHAR(7)'),
  ChoiceType: words('VARCHAR(255)'),
  ScalarListType: text,
  LtreeType: words('LTREE'),
  TSVectorType: words('TSVECTOR', 'TEXT'),
  CIText: words('CITEXT'),
  CITextType: words('CITEXT'),
  Vector: ({ number }) => sized('VECTOR', number(0, 'dim')),
  VECTOR: ({ number }) => sized('VECTOR', number(0, 'dim')),
  HALFVEC: ({ number }) => sized('HALFVEC', number(0, 'dim')),
  SPARSEVEC: ({ number }) => sized('SPARSEVEC', number(0, 'dim')),
  UtcDateTime: (_, dialect) => (dialect === 'postgresql' ? 'TIMESTAMP WITH TIME ZONE' : 'DATETIME'),
  UTCDateTime: (_, dialect) => (dialect === 'postgresql' ? 'TIMESTAMP WITH TIME ZONE' : 'DATETIME'),
  TIMESTAMPAware: (_, dialect) => (dialect === 'postgresql' ? 'TIMESTAMP WITH TIME ZONE' : 'DATETIME'),
};
