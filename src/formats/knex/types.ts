import { type Bound, resolve, textValue, truth } from '../../code';
import type { Dialect } from '../../model';
import { entry, isSet } from '../code/compose';

/** Other names of the same type (schema/columnbuilder.js, columnAlias). */
const ALIASES: Readonly<Record<string, string>> = {
  float: 'floating',
  enum: 'enu',
  boolean: 'bool',
  string: 'varchar',
  bigint: 'biginteger',
  int: 'integer',
  real: 'floating',
};

/** The methods that make a column (schema/tablebuilder.js, columnTypes), lower case. */
const COLUMNS: ReadonlySet<string> = new Set(
  (
    'tinyint smallint mediumint int bigint decimal float double real bit boolean date datetime timestamp time year geometry ' +
    'geography point char varchar tinytext text mediumtext longtext binary varbinary tinyblob mediumblob blob longblob enum set ' +
    'bool increments bigincrements integer biginteger string json jsonb uuid enu specifictype'
  ).split(' '),
);

/** The type that a method stands for; undefined when it makes no column. */
export function columnKind(method: string): string | undefined {
  const name = method.toLowerCase();
  if (!COLUMNS.has(name)) return undefined;
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : name;
}

type Sizes = readonly (string | undefined)[];
type Typed = (sizes: Sizes, args: readonly Bound[]) => string;

const sized = (name: string) => (sizes: Sizes) => (sizes[0] === undefined ? name : `${name}(${sizes[0]})`);
const both = (name: string) => (sizes: Sizes) => `${name}(${sizes[0] ?? 8}, ${sizes[1] ?? 2})`;
const string = (name: string) => (sizes: Sizes) => `${name}(${sizes[0] ?? 255})`;
const plain = (name: string) => () => name;

/** A decimal without a precision is `decimal('price', null)`. */
const decimal: Typed = (sizes, [first]) =>
  first && resolve(first).expr.kind === 'constant' ? 'decimal' : both('decimal')(sizes);

function zoned(withZone: string, without: string, place: 'behind' | 'inside'): Typed {
  return (sizes, [first]) => {
    const option = first && entry(first, 'useTz');
    const useTz = option ? truth(option) !== false : !(first && truth(first) === true && !entry(first, 'precision'));
    const given = first && entry(first, 'precision');
    const precision = given ? textValue(given)?.text : sizes[1];
    const name = useTz ? withZone : without;
    const [head, ...tail] = name.split(' ');
    if (precision === undefined) return name;
    return place === 'behind' ? `${name}(${precision})` : [`${head}(${precision})`, ...tail].join(' ');
  };
}

const precise =
  (name: string): Typed =>
  (sizes, [first]) => {
    const given = first && entry(first, 'precision');
    const precision = given ? textValue(given)?.text : sizes[0];
    return precision === undefined ? name : `${name}(${precision})`;
  };

const uuid =
  (native: string): Typed =>
  (_, [first]) =>
    isSet(first, 'useBinaryUuid') ? 'binary(16)' : native;

const mysqlText: Typed = (_, [first]) => {
  const size = first && textValue(first)?.text;
  if (size === 'medium' || size === 'mediumtext') return 'mediumtext';
  return size === 'long' || size === 'longtext' ? 'longtext' : 'text';
};

const BASE: Readonly<Record<string, Typed>> = {
  varchar: string('varchar'),
  char: string('char'),
  decimal,
  floating: both('float'),
  binary: plain('blob'),
  bool: plain('boolean'),
  bit: plain('text'),
  json: plain('text'),
  jsonb: plain('text'),
  uuid: uuid('char(36)'),
  integer: plain('integer'),
  smallint: plain('integer'),
  mediumint: plain('integer'),
  biginteger: plain('bigint'),
  varbinary: sized('varbinary'),
};

const POSTGRESQL: Readonly<Record<string, Typed>> = {
  binary: plain('bytea'),
  double: plain('double precision'),
  floating: plain('real'),
  smallint: plain('smallint'),
  tinyint: plain('smallint'),
  bit: sized('bit'),
  json: plain('json'),
  jsonb: plain('jsonb'),
  datetime: zoned('timestamptz', 'timestamp', 'behind'),
  timestamp: zoned('timestamptz', 'timestamp', 'behind'),
  uuid: plain('uuid'),
  mediumtext: plain('text'),
  longtext: plain('text'),
  tinytext: plain('text'),
};

const MYSQL: Readonly<Record<string, Typed>> = {
  integer: sized('int'),
  tinyint: sized('tinyint'),
  smallint: plain('smallint'),
  mediumint: plain('mediumint'),
  double: (sizes) => (sizes[0] === undefined ? 'double' : both('double')(sizes)),
  text: mysqlText,
  datetime: precise('datetime'),
  timestamp: precise('timestamp'),
  time: precise('time'),
  bit: sized('bit'),
  binary: (sizes) => (sizes[0] === undefined ? 'blob' : `varbinary(${sizes[0]})`),
  json: plain('json'),
  jsonb: plain('json'),
};

const SQLITE: Readonly<Record<string, Typed>> = {
  json: plain('json'),
  jsonb: plain('json'),
  double: plain('float'),
  decimal: plain('float'),
  floating: plain('float'),
  timestamp: plain('datetime'),
};

const SQLSERVER: Readonly<Record<string, Typed>> = {
  double: plain('float'),
  floating: plain('float'),
  integer: plain('int'),
  smallint: plain('smallint'),
  mediumint: plain('int'),
  varchar: string('nvarchar'),
  timestamp: (_, [first]) => (isSet(first, 'useTz') ? 'datetimeoffset' : 'datetime2'),
  datetime: plain('datetime2'),
  bit: plain('bit'),
  bool: plain('bit'),
  binary: (sizes) => (sizes[0] === undefined ? 'varbinary(max)' : `varbinary(${sizes[0]})`),
  text: plain('nvarchar(max)'),
  mediumtext: plain('nvarchar(max)'),
  longtext: plain('nvarchar(max)'),
  json: plain('nvarchar(max)'),
  jsonb: plain('nvarchar(max)'),
  enu: plain('nvarchar(100)'),
  uuid: uuid('uniqueidentifier'),
};

const ORACLE: Readonly<Record<string, Typed>> = {
  floating: (sizes) => (sizes[0] === undefined ? 'float' : `float(${sizes[0]})`),
  double: both('number'),
  integer: (sizes) => (sizes[0] === undefined ? 'integer' : `number(${sizes[0]})`),
  tinyint: plain('smallint'),
  smallint: plain('smallint'),
  biginteger: plain('number(20, 0)'),
  text: plain('clob'),
  time: plain('timestamp with time zone'),
  bit: plain('clob'),
  json: plain('clob'),
  varchar: string('varchar2'),
  bool: plain('number(1, 0)'),
  datetime: zoned('timestamp with time zone', 'timestamp', 'inside'),
  timestamp: zoned('timestamp with time zone', 'timestamp', 'inside'),
};

const OWN: Readonly<Record<Dialect, Readonly<Record<string, Typed>>>> = {
  postgresql: POSTGRESQL,
  mysql: MYSQL,
  mariadb: MYSQL,
  sqlite: SQLITE,
  sqlserver: SQLSERVER,
  oracle: ORACLE,
  mongodb: {},
};

/** The dialect's type for a column of a kind, its arguments behind the name given (knex/lib/dialects/…-columncompiler.js). */
export function typeSql(kind: string, args: readonly Bound[], dialect: Dialect): string {
  const sizes = args.map((arg) => {
    const { expr } = resolve(arg);
    return expr.kind === 'number' ? expr.text : undefined;
  });
  const typed = OWN[dialect][kind] ?? BASE[kind] ?? plain(kind);
  return typed(sizes, args);
}

/** What a numbered key is made of (increments, bigIncrements). */
export function incrementsSql(kind: string, key: 'key' | 'no key', dialect: Dialect): string {
  const big = kind === 'bigincrements';
  const primary = key === 'key' ? ' primary key' : '';
  switch (dialect) {
    case 'postgresql':
      return `${big ? 'bigserial' : 'serial'}${primary}`;
    case 'sqlite':
      return 'integer not null primary key autoincrement';
    case 'sqlserver':
      return `${big ? 'bigint' : 'int'} identity(1,1) not null${primary}`;
    case 'oracle':
      return `${big ? 'number(20, 0)' : 'integer'} not null${primary}`;
    default:
      return `${big ? 'bigint' : 'int'} unsigned not null auto_increment${primary}`;
  }
}
