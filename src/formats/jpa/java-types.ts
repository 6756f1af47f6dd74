/** What Hibernate makes of Java's types before a dialect spells them (org.hibernate.type.SqlTypes, JavaTypeRegistry). */
export type Code =
  | 'boolean'
  | 'tinyint'
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'float'
  | 'double'
  | 'numeric'
  | 'bignumber'
  | 'char'
  | 'varchar'
  | 'nvarchar'
  | 'text'
  | 'clob'
  | 'nclob'
  | 'varbinary'
  | 'blob'
  | 'date'
  | 'time'
  | 'timetz'
  | 'timestamp'
  | 'timestamptz'
  | 'instant'
  | 'uuid'
  | 'json'
  | 'xml'
  | 'inet'
  | 'duration'
  | 'geometry';

const CODES: Readonly<Record<string, Code>> = {
  String: 'varchar',
  CharSequence: 'varchar',
  char: 'char',
  Character: 'char',
  boolean: 'boolean',
  Boolean: 'boolean',
  byte: 'tinyint',
  Byte: 'tinyint',
  short: 'smallint',
  Short: 'smallint',
  int: 'integer',
  Integer: 'integer',
  AtomicInteger: 'integer',
  Year: 'integer',
  long: 'bigint',
  Long: 'bigint',
  AtomicLong: 'bigint',
  float: 'float',
  Float: 'float',
  double: 'double',
  Double: 'double',
  BigDecimal: 'numeric',
  BigInteger: 'bignumber',
  Date: 'timestamp',
  Calendar: 'timestamp',
  GregorianCalendar: 'timestamp',
  Timestamp: 'timestamp',
  Time: 'time',
  LocalDate: 'date',
  LocalTime: 'time',
  OffsetTime: 'timetz',
  LocalDateTime: 'timestamp',
  Instant: 'instant',
  OffsetDateTime: 'timestamptz',
  ZonedDateTime: 'timestamptz',
  Duration: 'duration',
  UUID: 'uuid',
  Locale: 'varchar',
  Currency: 'varchar',
  TimeZone: 'varchar',
  ZoneId: 'varchar',
  ZoneOffset: 'varchar',
  Class: 'varchar',
  URL: 'varchar',
  InetAddress: 'inet',
  Blob: 'blob',
  Clob: 'clob',
  NClob: 'nclob',
  Point: 'geometry',
  Polygon: 'geometry',
  MultiPolygon: 'geometry',
  LineString: 'geometry',
  Geometry: 'geometry',
};

export function codeOf(name: string): Code | undefined {
  if (name === 'java.sql.Date') return 'date';
  const short = name.slice(name.lastIndexOf('.') + 1);
  return Object.hasOwn(CODES, short) ? CODES[short] : undefined;
}

/** Types that are no objects: never NULL. */
export const PRIMITIVES: ReadonlySet<string> = new Set([
  'boolean',
  'byte',
  'short',
  'char',
  'int',
  'long',
  'float',
  'double',
]);

/** Words of `@JdbcTypeCode(SqlTypes.…)`, and of Hibernate 5's `@Type(type = "…")`. */
const NAMED: Readonly<Record<string, Code>> = {
  BOOLEAN: 'boolean',
  BIT: 'boolean',
  TINYINT: 'tinyint',
  SMALLINT: 'smallint',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  FLOAT: 'float',
  DOUBLE: 'double',
  NUMERIC: 'numeric',
  DECIMAL: 'numeric',
  CHAR: 'char',
  VARCHAR: 'varchar',
  NVARCHAR: 'nvarchar',
  LONGVARCHAR: 'text',
  LONG32VARCHAR: 'text',
  LONGNVARCHAR: 'text',
  CLOB: 'clob',
  NCLOB: 'nclob',
  BINARY: 'varbinary',
  VARBINARY: 'varbinary',
  LONGVARBINARY: 'blob',
  LONG32VARBINARY: 'blob',
  BLOB: 'blob',
  DATE: 'date',
  TIME: 'time',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_WITH_TIMEZONE: 'timestamptz',
  TIMESTAMP_UTC: 'instant',
  UUID: 'uuid',
  JSON: 'json',
  SQLXML: 'xml',
  INET: 'inet',
  GEOMETRY: 'geometry',
};

const TYPES: Readonly<Record<string, Code>> = {
  text: 'text',
  materialized_clob: 'clob',
  materialized_nclob: 'nclob',
  TextType: 'text',
  StringClobType: 'clob',
  MaterializedClobType: 'clob',
  nstring: 'nvarchar',
  StringNVarcharType: 'nvarchar',
  'uuid-char': 'varchar',
  UUIDCharType: 'varchar',
  'pg-uuid': 'uuid',
  PostgresUUIDType: 'uuid',
  'uuid-binary': 'varbinary',
  UUIDBinaryType: 'varbinary',
  yes_no: 'char',
  true_false: 'char',
  numeric_boolean: 'integer',
  NumericBooleanType: 'integer',
  json: 'json',
  jsonb: 'json',
  'jsonb-node': 'json',
  JsonType: 'json',
  JsonBinaryType: 'json',
  JsonStringType: 'json',
  JsonNodeBinaryType: 'json',
  JsonNodeStringType: 'json',
  BinaryType: 'varbinary',
  binary: 'varbinary',
  BlobType: 'blob',
  MaterializedBlobType: 'blob',
  BooleanType: 'boolean',
  boolean: 'boolean',
  string: 'varchar',
  StringType: 'varchar',
  integer: 'integer',
  long: 'bigint',
  timestamp: 'timestamp',
  date: 'date',
  YesNoConverter: 'char',
  TrueFalseConverter: 'char',
  NumericBooleanConverter: 'integer',
};

export function jdbcCode(word: string): Code | undefined {
  return Object.hasOwn(NAMED, word) ? NAMED[word] : undefined;
}

export function namedType(word: string): Code | undefined {
  const short = word.slice(word.lastIndexOf('.') + 1);
  return Object.hasOwn(TYPES, short) ? TYPES[short] : undefined;
}
