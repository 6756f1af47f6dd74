import { type Dialect, isMysqlFamily } from '../../model';

/** What the options of a column say of its type. */
export interface TypeOptions {
  readonly limit?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly size?: string;
}

type Natives = Readonly<Record<string, string>>;

/** NATIVE_DATABASE_TYPES of each adapter; what is not here is the type's own name. */
const POSTGRESQL: Natives = {
  string: 'character varying',
  float: 'double precision',
  decimal: 'numeric',
  numeric: 'numeric',
  datetime: 'timestamp',
  binary: 'bytea',
  blob: 'bytea',
  bit_varying: 'bit varying',
  timestamp: 'timestamp',
  timestamptz: 'timestamptz',
  datetime_with_timezone: 'timestamptz',
  st_point: 'geometry(Point)',
  st_polygon: 'geometry(Polygon)',
  line_string: 'geometry(LineString)',
  multi_polygon: 'geometry(MultiPolygon)',
};

const MYSQL: Natives = {
  string: 'varchar',
  integer: 'int',
  binary: 'blob',
  boolean: 'tinyint(1)',
  numeric: 'decimal',
};

const SQLITE: Natives = { string: 'varchar', binary: 'blob', numeric: 'decimal', timestamp: 'datetime' };

/** `"datetime"` as the application may have set it (`datetime_type = :timestamptz`) is not known here: it is a timestamp. */
function nativeOf(type: string, dialect: Dialect): string {
  const natives = dialect === 'sqlite' ? SQLITE : isMysqlFamily(dialect) ? MYSQL : POSTGRESQL;
  return Object.hasOwn(natives, type) ? (natives[type] ?? type) : type;
}

const WITH_PRECISION = new Set(['datetime', 'timestamp', 'timestamptz', 'datetime_with_timezone', 'time', 'interval']);
const WITH_LIMIT = new Set(['string', 'bit', 'bit_varying', 'vector', 'halfvec', 'sparsevec', 'varchar', 'char']);

/** The SQL of a column's type (`type_to_sql` of each adapter). */
export function typeSql(type: string, options: TypeOptions, dialect: Dialect): string {
  const { limit, precision, scale } = options;
  if (isMysqlFamily(dialect)) {
    const own = mysqlType(type, options);
    if (own !== undefined) return own;
  } else if (type === 'integer' && dialect === 'postgresql') return integerType(limit);
  const native = nativeOf(type, dialect);
  if (type === 'decimal' || type === 'numeric') {
    if (precision === undefined) return native;
    return scale === undefined ? `${native}(${precision})` : `${native}(${precision},${scale})`;
  }
  if (WITH_PRECISION.has(type) && precision !== undefined) return `${native}(${precision})`;
  const isSized =
    WITH_LIMIT.has(type) || (dialect === 'sqlite' && /^(?:integer|text|binary|float|boolean)$/.test(type));
  return limit !== undefined && isSized ? `${native}(${limit})` : native;
}

function integerType(limit: number | undefined): string {
  if (limit === undefined || limit === 3 || limit === 4) return 'integer';
  return limit < 3 ? 'smallint' : 'bigint';
}

function mysqlType(type: string, { limit, size, precision }: TypeOptions): string | undefined {
  const unsigned = /^unsigned_(\w+)$/.exec(type)?.[1];
  if (unsigned !== undefined)
    return `${mysqlType(unsigned, { limit, size, precision }) ?? nativeOf(unsigned, 'mysql')} unsigned`;
  switch (type) {
    case 'integer':
      return ['int', 'tinyint', 'smallint', 'mediumint', 'int'][limit ?? 0] ?? 'bigint';
    case 'text':
    case 'blob':
      return `${size ?? sizeOf(limit)}${type}`;
    case 'binary':
      return limit !== undefined && limit <= 0xfff ? `varbinary(${limit})` : `${size ?? sizeOf(limit)}blob`;
    case 'string':
      return `varchar(${limit ?? 255})`;
    case 'float':
      return limit !== undefined && limit > 24 ? 'double' : 'float';
    default:
      return undefined;
  }
}

function sizeOf(limit: number | undefined): string {
  if (limit === undefined) return '';
  if (limit <= 0xff) return 'tiny';
  if (limit <= 0xffff) return '';
  return limit <= 0xffffff ? 'medium' : 'long';
}

/** The kind of value that a column holds, for its default. */
export function valueKind(type: string): 'number' | 'boolean' | 'json' | 'text' {
  if (
    /^(?:unsigned_)?(?:integer|bigint|smallint|tinyint|mediumint|int|decimal|numeric|float|double|real|references)$/.test(
      type,
    )
  )
    return 'number';
  if (type === 'boolean') return 'boolean';
  return type === 'json' || type === 'jsonb' ? 'json' : 'text';
}
