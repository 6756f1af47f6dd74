import type { Dialect } from '../../model';
import type { Code } from './java-types';

/** What a column says of its size. */
export interface Size {
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
}

type Spelled = (size: Size) => string;
type Types = Readonly<Record<Code, Spelled>>;

const as =
  (text: string): Spelled =>
  () =>
    text;
const chars =
  (name: string, most: number, beyond: string, suffix = ''): Spelled =>
  ({ length = 255 }) =>
    length > most ? beyond : `${name}(${length}${suffix})`;

/** Hibernate 5 gives 19 digits with 2 behind the point, Hibernate 6 gives 38. */
const number =
  (name: string, digits: number): Spelled =>
  ({ precision, scale }) =>
    precision ? `${name}(${precision},${scale ?? 0})` : `${name}(${digits},${scale || 2})`;
const whole =
  (name: string, digits: number): Spelled =>
  ({ precision, scale }) =>
    `${name}(${precision || digits},${scale ?? (digits === 19 ? 2 : 0)})`;

const POSTGRESQL: Types = {
  boolean: as('boolean'),
  tinyint: as('smallint'),
  smallint: as('smallint'),
  integer: as('integer'),
  bigint: as('bigint'),
  float: as('real'),
  double: as('double precision'),
  numeric: number('numeric', 38),
  bignumber: whole('numeric', 38),
  char: ({ length }) => `char(${length ?? 1})`,
  varchar: chars('varchar', 10_485_760, 'text'),
  nvarchar: chars('varchar', 10_485_760, 'text'),
  text: as('text'),
  // The driver does not take text or bytea for large objects (PostgreSQLDialect.columnType).
  clob: as('oid'),
  nclob: as('oid'),
  varbinary: as('bytea'),
  blob: as('oid'),
  date: as('date'),
  time: as('time(6)'),
  timetz: as('time(6) with time zone'),
  timestamp: as('timestamp(6)'),
  timestamptz: as('timestamp(6) with time zone'),
  instant: as('timestamp(6) with time zone'),
  uuid: as('uuid'),
  json: as('jsonb'),
  xml: as('xml'),
  inet: as('inet'),
  duration: as('numeric(21,0)'),
  geometry: as('geometry'),
};

const POSTGRESQL_5: Partial<Types> = {
  numeric: number('numeric', 19),
  bignumber: whole('numeric', 19),
  clob: as('text'),
  nclob: as('text'),
  varchar: chars('varchar', Number.POSITIVE_INFINITY, 'text'),
  time: as('time'),
  timetz: as('time'),
  timestamp: as('timestamp'),
  timestamptz: as('timestamp'),
  instant: as('timestamp'),
  duration: as('bigint'),
  inet: as('bytea'),
};

/** MySQL's texts and blobs by the length that they must hold. */
const large =
  (kind: 'text' | 'blob'): Spelled =>
  ({ length = 255 }) =>
    length <= 255 ? `tiny${kind}` : length <= 65_535 ? kind : length <= 16_777_215 ? `medium${kind}` : `long${kind}`;

const MYSQL: Types = {
  ...POSTGRESQL,
  boolean: as('bit'),
  tinyint: as('tinyint'),
  float: as('float'),
  double: as('double'),
  numeric: number('decimal', 38),
  bignumber: whole('decimal', 38),
  varchar: (size) => ((size.length ?? 255) > 16_383 ? large('text')(size) : chars('varchar', 16_383, '')(size)),
  nvarchar: (size) => ((size.length ?? 255) > 16_383 ? large('text')(size) : chars('varchar', 16_383, '')(size)),
  text: as('longtext'),
  clob: large('text'),
  nclob: large('text'),
  varbinary: (size) => ((size.length ?? 255) > 65_535 ? large('blob')(size) : `varbinary(${size.length ?? 255})`),
  blob: large('blob'),
  timetz: as('time(6)'),
  timestamp: as('datetime(6)'),
  timestamptz: as('datetime(6)'),
  instant: as('datetime(6)'),
  uuid: as('binary(16)'),
  json: as('json'),
  xml: as('longtext'),
  inet: as('varbinary(16)'),
  duration: as('decimal(21,0)'),
};

const MYSQL_5: Partial<Types> = {
  numeric: number('decimal', 19),
  bignumber: whole('decimal', 19),
  varchar: chars('varchar', 65_535, 'longtext'),
  nvarchar: chars('varchar', 65_535, 'longtext'),
  clob: as('longtext'),
  nclob: as('longtext'),
  varbinary: large('blob'),
  blob: as('longblob'),
  time: as('time'),
  timetz: as('time'),
  uuid: as('binary(255)'),
  duration: as('bigint'),
};

const SQLSERVER: Types = {
  ...POSTGRESQL,
  boolean: as('bit'),
  integer: as('int'),
  double: as('float(53)'),
  varchar: chars('varchar', 8000, 'varchar(max)'),
  nvarchar: chars('nvarchar', 4000, 'nvarchar(max)'),
  text: as('varchar(max)'),
  clob: as('varchar(max)'),
  nclob: as('nvarchar(max)'),
  varbinary: chars('varbinary', 8000, 'varbinary(max)'),
  blob: as('varbinary(max)'),
  time: as('time'),
  timetz: as('datetimeoffset(6)'),
  timestamp: as('datetime2(6)'),
  timestamptz: as('datetimeoffset(6)'),
  instant: as('datetimeoffset(6)'),
  uuid: as('uniqueidentifier'),
  json: as('nvarchar(max)'),
  inet: as('varbinary(16)'),
};

const SQLSERVER_5: Partial<Types> = {
  numeric: number('numeric', 19),
  bignumber: whole('numeric', 19),
  double: as('double precision'),
  timestamp: as('datetime2'),
  timestamptz: as('datetime2'),
  instant: as('datetime2'),
  uuid: as('binary(255)'),
  duration: as('bigint'),
};

const ORACLE: Types = {
  ...POSTGRESQL,
  boolean: as('number(1,0)'),
  tinyint: as('number(3,0)'),
  smallint: as('number(5,0)'),
  integer: as('number(10,0)'),
  bigint: as('number(19,0)'),
  float: as('float(24)'),
  double: as('float(53)'),
  numeric: number('number', 38),
  bignumber: whole('number', 38),
  varchar: chars('varchar2', 4000, 'clob', ' char'),
  nvarchar: chars('nvarchar2', 2000, 'nclob'),
  text: as('clob'),
  clob: as('clob'),
  nclob: as('nclob'),
  varbinary: chars('raw', 2000, 'blob'),
  blob: as('blob'),
  time: as('timestamp(6)'),
  timetz: as('timestamp(6) with time zone'),
  uuid: as('raw(16)'),
  json: as('blob'),
  inet: as('raw(16)'),
  duration: as('number(21,0)'),
};

const ORACLE_5: Partial<Types> = {
  float: as('float'),
  double: as('double precision'),
  numeric: number('number', 19),
  bignumber: whole('number', 19),
  time: as('date'),
  timestamp: as('timestamp'),
  timestamptz: as('timestamp'),
  instant: as('timestamp'),
  uuid: as('raw(255)'),
  duration: as('number(19,0)'),
};

/** hibernate-community-dialects, SQLiteDialect. */
const SQLITE: Types = {
  ...POSTGRESQL,
  tinyint: as('tinyint'),
  float: as('float'),
  double: as('float'),
  text: as('clob'),
  clob: as('clob'),
  nclob: as('clob'),
  varbinary: as('blob'),
  blob: as('blob'),
  timestamp: as('timestamp'),
  timestamptz: as('timestamp'),
  instant: as('timestamp'),
  uuid: as('binary(16)'),
  json: as('clob'),
};

const BY_DIALECT: Readonly<Partial<Record<Dialect, readonly [Types, Partial<Types>]>>> = {
  postgresql: [POSTGRESQL, POSTGRESQL_5],
  mysql: [MYSQL, MYSQL_5],
  mariadb: [MYSQL, MYSQL_5],
  sqlserver: [SQLSERVER, SQLSERVER_5],
  oracle: [ORACLE, ORACLE_5],
  sqlite: [SQLITE, {}],
};

/** The type that a dialect of Hibernate spells (org.hibernate.dialect, `columnType` in 6 and `registerColumnType` in 5). */
export function sqlType(code: Code, size: Size, dialect: Dialect, hibernate: 5 | 6): string {
  const [six, five] = BY_DIALECT[dialect] ?? [POSTGRESQL, POSTGRESQL_5];
  return ((hibernate === 5 ? five[code] : undefined) ?? six[code])(size);
}
