import { type Bound, textValue } from '../../code';
import type { Dialect } from '../../model';
import { isSet, textIn } from '../code/compose';

/** The SQL type of a column builder, from its options (drizzle-orm, …-core/columns: getSQLType). */
type Typed = (options: Bound | undefined) => string;

const number = (options: Bound | undefined, name: string): string | undefined => textIn(options, name)?.text;
const plain = (name: string) => () => name;

const sized =
  (name: string, option = 'length'): Typed =>
  (options) => {
    const size = number(options, option);
    return size === undefined ? name : `${name}(${size})`;
  };

const scaled =
  (name: string): Typed =>
  (options) => {
    const [precision, scale] = [number(options, 'precision'), number(options, 'scale')];
    if (precision === undefined) return name;
    return scale === undefined ? `${name}(${precision})` : `${name}(${precision}, ${scale})`;
  };

const zoned =
  (name: string): Typed =>
  (options) =>
    `${sized(name, 'precision')(options)}${isSet(options, 'withTimezone') ? ' with time zone' : ''}`;

const unsigned =
  (typed: Typed): Typed =>
  (options) =>
    `${typed(options)}${isSet(options, 'unsigned') ? ' unsigned' : ''}`;

const interval: Typed = (options) => {
  const fields = number(options, 'fields');
  const precision = number(options, 'precision');
  return `interval${fields === undefined ? '' : ` ${fields}`}${precision === undefined ? '' : `(${precision})`}`;
};

const decimal = scaled('numeric');

const POSTGRESQL: Readonly<Record<string, Typed>> = {
  doublePrecision: plain('double precision'),
  varchar: sized('varchar'),
  char: sized('char'),
  numeric: decimal,
  decimal,
  time: zoned('time'),
  timestamp: zoned('timestamp'),
  interval,
  vector: sized('vector', 'dimensions'),
  halfvec: sized('halfvec', 'dimensions'),
  sparsevec: sized('sparsevec', 'dimensions'),
  bit: sized('bit', 'dimensions'),
  geometry: (options) => {
    const [type, srid] = [number(options, 'type') ?? 'point', number(options, 'srid')];
    return srid === undefined ? `geometry(${type})` : `geometry(${type}, ${srid})`;
  },
};

const MYSQL: Readonly<Record<string, Typed>> = {
  int: unsigned(plain('int')),
  tinyint: unsigned(plain('tinyint')),
  smallint: unsigned(plain('smallint')),
  mediumint: unsigned(plain('mediumint')),
  bigint: unsigned(plain('bigint')),
  serial: plain('bigint unsigned'),
  float: unsigned(scaled('float')),
  double: unsigned(scaled('double')),
  real: scaled('real'),
  decimal: unsigned(scaled('decimal')),
  char: sized('char'),
  varchar: sized('varchar'),
  binary: sized('binary'),
  varbinary: sized('varbinary'),
  datetime: sized('datetime', 'fsp'),
  timestamp: sized('timestamp', 'fsp'),
  time: sized('time', 'fsp'),
};

const SQLITE: Readonly<Record<string, Typed>> = { int: plain('integer'), text: sized('text') };

const PLAIN: Readonly<Record<string, readonly string[]>> = {
  postgresql: (
    'integer smallint bigint serial smallserial bigserial boolean text real json jsonb date uuid inet cidr macaddr macaddr8 ' +
    'point line bytea xml'
  ).split(' '),
  mysql: 'boolean date year json text tinytext mediumtext longtext blob tinyblob mediumblob longblob'.split(' '),
  sqlite: 'integer real blob numeric'.split(' '),
};

/** The type of a builder; undefined when Drizzle has no builder of that name for the dialect. */
export function builtinType(builder: string, args: readonly Bound[], dialect: Dialect): string | undefined {
  const family = dialect === 'mariadb' ? 'mysql' : dialect;
  const own = family === 'postgresql' ? POSTGRESQL : family === 'mysql' ? MYSQL : SQLITE;
  // The options stand behind the name, or alone where the property names the column.
  const options = args.find((arg) => textValue(arg) === undefined);
  if (Object.hasOwn(own, builder)) return own[builder]?.(options);
  return PLAIN[family]?.includes(builder) ? builder : undefined;
}
