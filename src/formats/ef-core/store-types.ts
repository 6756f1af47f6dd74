import type { CodeType } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';

/** What a property or a column says of its size besides its CLR type. */
export interface Facets {
  readonly unicode?: boolean | undefined;
  readonly fixedLength?: boolean | undefined;
  readonly rowVersion?: boolean | undefined;
  readonly maxLength?: number | undefined;
  readonly precision?: number | undefined;
  readonly scale?: number | undefined;
  /** In a key, a foreign key or an index: SQL Server and MySQL then bound strings. */
  readonly keyed?: boolean | undefined;
}

const sized = (name: string, size: number | undefined) => (size === undefined ? name : `${name}(${size})`);

const scaled = (name: string, { precision, scale }: Facets, standard: string): string => {
  if (precision === undefined) return standard;
  return scale === undefined ? `${name}(${precision})` : `${name}(${precision},${scale})`;
};

/** `System.Int32` and `int` are one. */
const ALIASES: Readonly<Record<string, string>> = {
  Int32: 'int',
  Int64: 'long',
  Int16: 'short',
  Byte: 'byte',
  SByte: 'sbyte',
  UInt32: 'uint',
  UInt64: 'ulong',
  UInt16: 'ushort',
  Boolean: 'bool',
  String: 'string',
  Decimal: 'decimal',
  Double: 'double',
  Single: 'float',
  Char: 'char',
};

/** The CLR type's own name, without namespace: `int`, `DateTime`. */
export function clrName({ name }: Pick<CodeType, 'name'>): string {
  const word = name.slice(name.lastIndexOf('.') + 1);
  return Object.hasOwn(ALIASES, word) ? (ALIASES[word] ?? word) : word;
}

// Npgsql.EntityFrameworkCore.PostgreSQL, "Type mapping" (NpgsqlTypeMappingSource).
const POSTGRESQL: Readonly<Record<string, string>> = {
  int: 'integer',
  long: 'bigint',
  short: 'smallint',
  byte: 'smallint',
  sbyte: 'smallint',
  uint: 'bigint',
  ulong: 'numeric(20,0)',
  ushort: 'integer',
  bool: 'boolean',
  double: 'double precision',
  float: 'real',
  char: 'character(1)',
  DateTime: 'timestamp with time zone',
  DateTimeOffset: 'timestamp with time zone',
  DateOnly: 'date',
  TimeOnly: 'time without time zone',
  TimeSpan: 'interval',
  Guid: 'uuid',
  JsonDocument: 'jsonb',
  JsonElement: 'jsonb',
  NpgsqlTsVector: 'tsvector',
  NpgsqlTsQuery: 'tsquery',
  IPAddress: 'inet',
  IPNetwork: 'cidr',
  PhysicalAddress: 'macaddr',
  BitArray: 'bit varying',
  BigInteger: 'numeric',
  Instant: 'timestamp with time zone',
  ZonedDateTime: 'timestamp with time zone',
  OffsetDateTime: 'timestamp with time zone',
  LocalDateTime: 'timestamp without time zone',
  LocalDate: 'date',
  LocalTime: 'time without time zone',
  Period: 'interval',
  Duration: 'interval',
  Vector: 'vector',
  LTree: 'ltree',
};

function postgresql(name: string, type: CodeType, facets: Facets): string | undefined {
  const { maxLength, fixedLength, rowVersion } = facets;
  if (name === 'byte' && type.list) return 'bytea';
  const [item] = type.args;
  if (/^(?:List|IList|ICollection|IEnumerable|IReadOnlyList|HashSet)$/.test(name) && item) {
    const inner = postgresql(clrName(item), { ...item, list: false }, facets);
    return inner && `${inner}[]`;
  }
  if (/^(?:Dictionary|IDictionary|ImmutableDictionary)$/.test(name)) return 'hstore';
  if (type.list) {
    const inner = postgresql(name, { ...type, list: false }, facets);
    return inner && `${inner}[]`;
  }
  if (name === 'uint' && rowVersion) return 'xid';
  if (name === 'string') {
    if (fixedLength) return sized('character', maxLength);
    return maxLength === undefined ? 'text' : sized('character varying', maxLength);
  }
  if (name === 'decimal') return scaled('numeric', facets, 'numeric');
  return Object.hasOwn(POSTGRESQL, name) ? POSTGRESQL[name] : undefined;
}

// EFCore.SqlServer, SqlServerTypeMappingSource.
const SQLSERVER: Readonly<Record<string, string>> = {
  int: 'int',
  long: 'bigint',
  short: 'smallint',
  byte: 'tinyint',
  sbyte: 'smallint',
  uint: 'bigint',
  ulong: 'decimal(20,0)',
  ushort: 'int',
  bool: 'bit',
  double: 'float',
  float: 'real',
  char: 'nvarchar(1)',
  DateTime: 'datetime2',
  DateTimeOffset: 'datetimeoffset',
  DateOnly: 'date',
  TimeOnly: 'time',
  TimeSpan: 'time',
  Guid: 'uniqueidentifier',
};

function sqlserver(name: string, type: CodeType, facets: Facets): string | undefined {
  const { maxLength, fixedLength, keyed, unicode, rowVersion } = facets;
  if (rowVersion && (name === 'ulong' || name === 'long' || (name === 'byte' && type.list))) return 'rowversion';
  if (name === 'byte' && type.list) {
    const size = maxLength ?? (keyed ? 900 : undefined);
    return size === undefined || size > 8000 ? 'varbinary(max)' : sized(fixedLength ? 'binary' : 'varbinary', size);
  }
  if (name === 'string') {
    const ansi = unicode === false;
    const size = maxLength ?? (keyed ? (ansi ? 900 : 450) : undefined);
    const word = `${ansi ? '' : 'n'}${fixedLength ? '' : 'var'}char`;
    return size === undefined || size > (ansi ? 8000 : 4000) ? `${word}(max)` : sized(word, size);
  }
  if (type.list || type.args.length > 0) return 'nvarchar(max)';
  if (name === 'decimal') return scaled('decimal', facets, 'decimal(18,2)');
  if (/^(?:DateTime|DateTimeOffset|TimeSpan|TimeOnly)$/.test(name))
    return sized(SQLSERVER[name] ?? '', facets.precision);
  return Object.hasOwn(SQLSERVER, name) ? SQLSERVER[name] : undefined;
}

/** Microsoft.EntityFrameworkCore.Sqlite keeps all but numbers and bytes as text (SqliteTypeMappingSource). */
function sqlite(name: string, type: CodeType): string | undefined {
  if (name === 'byte' && type.list) return 'BLOB';
  if (type.list || type.args.length > 0) return 'TEXT';
  if (/^(?:int|long|short|byte|sbyte|uint|ulong|ushort|bool)$/.test(name)) return 'INTEGER';
  if (/^(?:double|float)$/.test(name)) return 'REAL';
  return /^(?:string|char|decimal|DateTime|DateTimeOffset|DateOnly|TimeOnly|TimeSpan|Guid)$/.test(name)
    ? 'TEXT'
    : undefined;
}

// Pomelo.EntityFrameworkCore.MySql, MySqlTypeMappingSource.
const MYSQL: Readonly<Record<string, string>> = {
  int: 'int',
  long: 'bigint',
  short: 'smallint',
  byte: 'tinyint unsigned',
  sbyte: 'tinyint',
  uint: 'int unsigned',
  ulong: 'bigint unsigned',
  ushort: 'smallint unsigned',
  bool: 'tinyint(1)',
  double: 'double',
  float: 'float',
  char: 'varchar(1)',
  DateTime: 'datetime(6)',
  DateTimeOffset: 'datetime(6)',
  DateOnly: 'date',
  TimeOnly: 'time(6)',
  TimeSpan: 'time(6)',
  Guid: 'char(36)',
  JsonDocument: 'json',
  JsonElement: 'json',
};

function mysql(name: string, type: CodeType, facets: Facets): string | undefined {
  const { maxLength, fixedLength, keyed, rowVersion } = facets;
  if (rowVersion && (type.list || name === 'DateTime')) return 'timestamp(6)';
  if (name === 'byte' && type.list) {
    const size = maxLength ?? (keyed ? 255 : undefined);
    return size === undefined ? 'longblob' : sized(fixedLength ? 'binary' : 'varbinary', size);
  }
  if (name === 'string') {
    const size = maxLength ?? (keyed ? 255 : undefined);
    return size === undefined ? 'longtext' : sized(fixedLength ? 'char' : 'varchar', size);
  }
  if (type.list || type.args.length > 0) return 'longtext';
  if (name === 'decimal') return scaled('decimal', facets, 'decimal(65,30)');
  if (/^(?:DateTime|DateTimeOffset|TimeSpan|TimeOnly)$/.test(name) && facets.precision !== undefined)
    return (MYSQL[name] ?? '').replace('6', String(facets.precision));
  return Object.hasOwn(MYSQL, name) ? MYSQL[name] : undefined;
}

/** The store type that a provider gives to a CLR type; undefined for types that it does not map by itself. */
export function storeType(type: CodeType, facets: Facets, dialect: Dialect): string | undefined {
  // `Nullable<int>` is `int?`.
  const [inner] = type.args;
  if (clrName(type) === 'Nullable' && inner) return storeType(inner, facets, dialect);
  const name = clrName(type);
  if (dialect === 'postgresql') return postgresql(name, type, facets);
  if (dialect === 'sqlserver') return sqlserver(name, type, facets);
  if (dialect === 'sqlite') return sqlite(name, type);
  return isMysqlFamily(dialect) ? mysql(name, type, facets) : undefined;
}
