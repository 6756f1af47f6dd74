import { itemsOf, textValue, truth } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { quoteName } from '../../sql';
import type { Column, Grammar } from './fluent';
import { isOn, literal, textOf } from './values';

/** Types by database as Illuminate's schema grammars spell them; `n` stands for the parameter, left out where there is none. */
interface Spelling {
  readonly postgresql: string;
  readonly mysql: string;
  readonly sqlite: string;
  readonly sqlserver: string;
}

const spelled = (postgresql: string, mysql: string, sqlite: string, sqlserver: string): Spelling => ({
  postgresql,
  mysql,
  sqlite,
  sqlserver,
});

const TYPES: Readonly<Record<string, Spelling>> = {
  char: spelled('char(n)', 'char(n)', 'varchar', 'nchar(n)'),
  string: spelled('varchar(n)', 'varchar(n)', 'varchar', 'nvarchar(n)'),
  tinyText: spelled('varchar(255)', 'tinytext', 'text', 'nvarchar(255)'),
  text: spelled('text', 'text', 'text', 'nvarchar(max)'),
  mediumText: spelled('text', 'mediumtext', 'text', 'nvarchar(max)'),
  longText: spelled('text', 'longtext', 'text', 'nvarchar(max)'),
  bigInteger: spelled('bigint', 'bigint', 'integer', 'bigint'),
  integer: spelled('integer', 'int', 'integer', 'int'),
  mediumInteger: spelled('integer', 'mediumint', 'integer', 'int'),
  smallInteger: spelled('smallint', 'smallint', 'integer', 'smallint'),
  tinyInteger: spelled('smallint', 'tinyint', 'integer', 'tinyint'),
  double: spelled('double precision', 'double', 'double', 'double precision'),
  boolean: spelled('boolean', 'tinyint(1)', 'tinyint(1)', 'bit'),
  json: spelled('json', 'json', 'text', 'nvarchar(max)'),
  jsonb: spelled('jsonb', 'json', 'text', 'nvarchar(max)'),
  date: spelled('date', 'date', 'date', 'date'),
  dateTime: spelled('timestamp(n) without time zone', 'datetime(n)', 'datetime', 'datetime2(n)'),
  dateTimeTz: spelled('timestamp(n) with time zone', 'datetime(n)', 'datetime', 'datetimeoffset(n)'),
  time: spelled('time(n) without time zone', 'time(n)', 'time', 'time(n)'),
  timeTz: spelled('time(n) with time zone', 'time(n)', 'time', 'time(n)'),
  timestamp: spelled('timestamp(n) without time zone', 'timestamp(n)', 'datetime', 'datetime2(n)'),
  timestampTz: spelled('timestamp(n) with time zone', 'timestamp(n)', 'datetime', 'datetimeoffset(n)'),
  year: spelled('integer', 'year', 'integer', 'int'),
  uuid: spelled('uuid', 'char(36)', 'varchar', 'uniqueidentifier'),
  ipAddress: spelled('inet', 'varchar(45)', 'varchar', 'nvarchar(45)'),
  macAddress: spelled('macaddr', 'varchar(17)', 'varchar', 'nvarchar(17)'),
  vector: spelled('vector(n)', 'vector(n)', 'text', 'vector(n)'),
  tsvector: spelled('tsvector', 'text', 'text', 'nvarchar(max)'),
};

const SERIALS: Readonly<Record<string, string>> = {
  bigInteger: 'bigserial',
  integer: 'serial',
  mediumInteger: 'serial',
  smallInteger: 'smallserial',
  tinyInteger: 'smallserial',
};

export const isTimeType = (type: string): boolean => /^(?:dateTime|timestamp|time)(?:Tz)?$/.test(type);

export function isSerial(type: string): boolean {
  return Object.hasOwn(SERIALS, type);
}

function sideOf(dialect: Dialect): keyof Spelling {
  if (isMysqlFamily(dialect)) return 'mysql';
  return dialect === 'postgresql' || dialect === 'sqlite' || dialect === 'sqlserver' ? dialect : 'postgresql';
}

/** The type of a column in SQL; undefined where it cannot be told. */
export function typeText(column: Column, grammar: Grammar): string | undefined {
  const side = sideOf(grammar.dialect);
  const { type, params, attributes } = column;
  switch (type) {
    case 'raw':
      return textOf(params.definition);
    case 'enum':
    case 'set':
      return choices(column, grammar, side);
    case 'decimal':
      return decimal(column, side);
    case 'float':
      return float(column, grammar, side);
    case 'double':
      return double(column, grammar, side);
    case 'binary':
      return binary(column, side);
    case 'geometry':
    case 'geography':
      return spatial(column, side);
    case 'uuid':
      // MariaDB has had UUID since 10.7, and a grammar of its own since Laravel 11.
      if (grammar.dialect === 'mariadb' && grammar.settings.laravel >= 11) return 'uuid';
      break;
    case 'string':
      return withSize(TYPES.string?.[side], textOf(params.length) ?? grammar.settings.stringLength, side, type);
    case 'char':
      return withSize(TYPES.char?.[side], textOf(params.length) ?? grammar.settings.stringLength, side, type);
  }
  const numbered = side === 'postgresql' && isOn(attributes, 'autoIncrement') && !attributes.has('generatedAs');
  if (numbered && !attributes.has('change')) return SERIALS[type] ?? TYPES[type]?.[side];
  return withSize(TYPES[type]?.[side], sizeOf(column), side, type);
}

/** Times have a precision of 0 unless something else is said, even NULL (Blueprint, timestamp). */
function sizeOf({ type, params }: Column): string | undefined {
  if (type === 'vector') return textOf(params.dimensions);
  if (!isTimeType(type)) return undefined;
  if (params.precision === undefined) return '0';
  return textOf(params.precision);
}

function withSize(
  spelling: string | undefined,
  size: string | undefined,
  side: keyof Spelling,
  type: string,
): string | undefined {
  // MySQL's and SQL Server's times leave a precision of 0 out.
  const isNone = size === undefined || (isTimeType(type) && side !== 'postgresql' && size === '0');
  if (!isNone) return spelling?.replace('(n)', `(${size})`);
  const bare = spelling?.replace('(n)', '');
  return bare === 'datetime2' ? 'datetime' : bare;
}

function choices({ name, type, params }: Column, grammar: Grammar, side: keyof Spelling): string | undefined {
  const { allowed } = params;
  const items = allowed === undefined || typeof allowed === 'string' ? undefined : itemsOf(allowed);
  const values = items?.map((item) => textValue(item)?.text);
  if (!values || values.length === 0 || values.some((value) => value === undefined)) return undefined;
  const list = values.map((value) => literal(value ?? '', grammar)).join(', ');
  if (side === 'mysql') return `${type}(${list})`;
  const base = { postgresql: 'varchar(255)', sqlite: 'varchar', sqlserver: 'nvarchar(255)' }[side];
  return `${base} check (${quoteName(name.text, grammar.dialect)} in (${list}))`;
}

function decimal({ params }: Column, side: keyof Spelling): string {
  if (side === 'sqlite') return 'numeric';
  return `decimal(${textOf(params.total) ?? '8'}, ${textOf(params.places) ?? '2'})`;
}

/** Since Laravel 11 `float` has a precision, of 53 unless said; before it had digits and places (Upgrade Guide 11, "Floating-Point Types"). */
function float({ params }: Column, { settings }: Grammar, side: keyof Spelling): string {
  if (side === 'sqlite') return 'float';
  if (settings.laravel >= 11) {
    const size = params.total === undefined ? '53' : textOf(params.total);
    return size === undefined || size === '0' ? 'float' : `float(${size})`;
  }
  if (side === 'postgresql') return 'double precision';
  if (side === 'sqlserver') return 'float';
  return `double(${textOf(params.total) ?? '8'}, ${textOf(params.places) ?? '2'})`;
}

function double({ params }: Column, { settings }: Grammar, side: keyof Spelling): string | undefined {
  if (settings.laravel >= 11) return TYPES.double?.[side];
  const [total, places] = [textOf(params.total), textOf(params.places)];
  if (side === 'mysql') return total && places ? `double(${total}, ${places})` : 'double';
  return side === 'postgresql' ? 'double precision' : 'float';
}

function binary({ params }: Column, side: keyof Spelling): string {
  const size = textOf(params.length);
  if (side === 'postgresql') return 'bytea';
  if (side === 'sqlite') return 'blob';
  if (size === undefined) return side === 'mysql' ? 'blob' : 'varbinary(max)';
  const { fixed } = params;
  const isFixed = fixed !== undefined && typeof fixed !== 'string' && truth(fixed) === true;
  return `${isFixed ? 'binary' : 'varbinary'}(${size})`;
}

function spatial({ type, params }: Column, side: keyof Spelling): string {
  const subtype = textOf(params.subtype)?.toLowerCase();
  const srid = textOf(params.srid) ?? (type === 'geography' ? '4326' : '0');
  if (side === 'sqlserver') return type === 'geography' ? 'geography' : 'geometry';
  if (side === 'sqlite') return 'geometry';
  if (side === 'mysql') return subtype ?? 'geometry';
  if (subtype === undefined) return type;
  return `${type}(${subtype}${srid === '0' ? '' : `,${srid}`})`;
}
