import { type Dialect, isMysqlFamily } from '../../../model';
import type { FieldKind, FieldOptions } from './field';

/** Column types by field class (django/db/backends/<backend>/base.py `data_types`; contrib.postgres and contrib.gis for their own). */
type TypeOf = (options: FieldOptions, modern: boolean) => string | undefined;
type Types = Readonly<Record<string, string | TypeOf>>;

const varchar: TypeOf = ({ maxLength }) => (maxLength === undefined ? 'varchar' : `varchar(${maxLength})`);
const numeric: TypeOf = ({ digits, decimals }) =>
  digits === undefined ? 'numeric' : `numeric(${digits}, ${decimals ?? 0})`;

const POSTGRESQL: Types = {
  // Django 4.1: identity columns instead of serial (release notes, "django.db.backends.postgresql").
  AutoField: (_, modern) => (modern ? 'integer' : 'serial'),
  BigAutoField: (_, modern) => (modern ? 'bigint' : 'bigserial'),
  SmallAutoField: (_, modern) => (modern ? 'smallint' : 'smallserial'),
  BinaryField: 'bytea',
  BooleanField: 'boolean',
  NullBooleanField: 'boolean',
  CharField: varchar,
  DateField: 'date',
  DateTimeField: 'timestamp with time zone',
  DecimalField: numeric,
  DurationField: 'interval',
  FloatField: 'double precision',
  IntegerField: 'integer',
  BigIntegerField: 'bigint',
  SmallIntegerField: 'smallint',
  PositiveIntegerField: 'integer',
  PositiveBigIntegerField: 'bigint',
  PositiveSmallIntegerField: 'smallint',
  IPAddressField: 'inet',
  GenericIPAddressField: 'inet',
  JSONField: 'jsonb',
  TextField: 'text',
  TimeField: 'time',
  UUIDField: 'uuid',
  HStoreField: 'hstore',
  CITextField: 'citext',
  CICharField: 'citext',
  CIEmailField: 'citext',
  IntegerRangeField: 'int4range',
  BigIntegerRangeField: 'int8range',
  DecimalRangeField: 'numrange',
  FloatRangeField: 'numrange',
  DateTimeRangeField: 'tstzrange',
  DateRangeField: 'daterange',
  SearchVectorField: 'tsvector',
  VectorField: ({ dimensions }) => (dimensions === undefined ? 'vector' : `vector(${dimensions})`),
};

const MYSQL: Types = {
  AutoField: 'integer',
  BigAutoField: 'bigint',
  SmallAutoField: 'smallint',
  BinaryField: 'longblob',
  BooleanField: 'bool',
  NullBooleanField: 'bool',
  CharField: varchar,
  DateField: 'date',
  DateTimeField: 'datetime(6)',
  DecimalField: numeric,
  DurationField: 'bigint',
  FloatField: 'double precision',
  IntegerField: 'integer',
  BigIntegerField: 'bigint',
  SmallIntegerField: 'smallint',
  PositiveIntegerField: 'integer UNSIGNED',
  PositiveBigIntegerField: 'bigint UNSIGNED',
  PositiveSmallIntegerField: 'smallint UNSIGNED',
  IPAddressField: 'char(15)',
  GenericIPAddressField: 'char(39)',
  JSONField: 'json',
  TextField: 'longtext',
  TimeField: 'time(6)',
  UUIDField: 'char(32)',
};

const SQLITE: Types = {
  AutoField: 'integer',
  BigAutoField: 'integer',
  SmallAutoField: 'integer',
  BinaryField: 'BLOB',
  BooleanField: 'bool',
  NullBooleanField: 'bool',
  CharField: varchar,
  DateField: 'date',
  DateTimeField: 'datetime',
  DecimalField: 'decimal',
  DurationField: 'bigint',
  FloatField: 'real',
  IntegerField: 'integer',
  BigIntegerField: 'bigint',
  SmallIntegerField: 'smallint',
  PositiveIntegerField: 'integer unsigned',
  PositiveBigIntegerField: 'bigint unsigned',
  PositiveSmallIntegerField: 'smallint unsigned',
  IPAddressField: 'char(15)',
  GenericIPAddressField: 'char(39)',
  JSONField: 'text',
  TextField: 'text',
  TimeField: 'time',
  UUIDField: 'char(32)',
};

const ORACLE: Types = {
  AutoField: 'NUMBER(11)',
  BigAutoField: 'NUMBER(19)',
  SmallAutoField: 'NUMBER(5)',
  BinaryField: 'BLOB',
  BooleanField: 'NUMBER(1)',
  NullBooleanField: 'NUMBER(1)',
  CharField: ({ maxLength }) => `NVARCHAR2(${maxLength ?? 2000})`,
  DateField: 'DATE',
  DateTimeField: 'TIMESTAMP',
  DecimalField: ({ digits, decimals }) => `NUMBER(${digits ?? 38}, ${decimals ?? 0})`,
  DurationField: 'INTERVAL DAY(9) TO SECOND(6)',
  FloatField: 'DOUBLE PRECISION',
  IntegerField: 'NUMBER(11)',
  BigIntegerField: 'NUMBER(19)',
  SmallIntegerField: 'NUMBER(11)',
  PositiveIntegerField: 'NUMBER(11)',
  PositiveBigIntegerField: 'NUMBER(19)',
  PositiveSmallIntegerField: 'NUMBER(11)',
  IPAddressField: 'VARCHAR2(15)',
  GenericIPAddressField: 'VARCHAR2(39)',
  JSONField: 'NCLOB',
  TextField: 'NCLOB',
  TimeField: 'TIMESTAMP',
  UUIDField: 'VARCHAR2(32)',
};

/** mssql-django's `data_types`. */
const SQLSERVER: Types = {
  ...POSTGRESQL,
  AutoField: 'int',
  BigAutoField: 'bigint',
  SmallAutoField: 'smallint',
  BinaryField: 'varbinary(max)',
  BooleanField: 'bit',
  NullBooleanField: 'bit',
  CharField: ({ maxLength }) => `nvarchar(${maxLength ?? 'max'})`,
  DateTimeField: 'datetimeoffset',
  DurationField: 'bigint',
  IntegerField: 'int',
  PositiveIntegerField: 'int',
  IPAddressField: 'nvarchar(15)',
  GenericIPAddressField: 'nvarchar(39)',
  JSONField: 'nvarchar(max)',
  TextField: 'nvarchar(max)',
  UUIDField: 'char(32)',
};

const TYPES: Readonly<Record<Dialect, Types>> = {
  postgresql: POSTGRESQL,
  mysql: MYSQL,
  mariadb: MYSQL,
  sqlite: SQLITE,
  sqlserver: SQLSERVER,
  oracle: ORACLE,
  mongodb: {},
};

const GEOMETRIES: Readonly<Record<string, string>> = {
  PointField: 'POINT',
  LineStringField: 'LINESTRING',
  PolygonField: 'POLYGON',
  MultiPointField: 'MULTIPOINT',
  MultiLineStringField: 'MULTILINESTRING',
  MultiPolygonField: 'MULTIPOLYGON',
  GeometryCollectionField: 'GEOMETRYCOLLECTION',
  GeometryField: 'GEOMETRY',
};

function spatial(type: string, options: FieldOptions, dialect: Dialect): string | undefined {
  const shape = GEOMETRIES[type];
  if (shape === undefined) return type === 'RasterField' ? 'raster' : undefined;
  if (dialect !== 'postgresql') return shape;
  return `${options.geography ? 'geography' : 'geometry'}(${shape},${options.srid ?? '4326'})`;
}

/** Classes that are others with a length of their own (django/db/models/fields/__init__.py). */
const VARCHARS: Readonly<Record<string, string>> = {
  SlugField: '50',
  EmailField: '254',
  URLField: '200',
  FileField: '100',
  ImageField: '100',
  FilePathField: '100',
  CommaSeparatedIntegerField: '',
};

export function isAuto(type: string): boolean {
  return /^(?:Small|Big)?AutoField$/.test(type);
}

/** True for the classes of Django, and those that mean one of them. */
export function isKnownClass(type: string): boolean {
  return Object.hasOwn(POSTGRESQL, type) || Object.hasOwn(VARCHARS, type) || Object.hasOwn(GEOMETRIES, type);
}

/**
 * The type of a field's column as its backend spells it; undefined when the backend has none or the class is not known.
 * `modern` from Django 4.1 on.
 */
export function columnType(field: FieldKind, dialect: Dialect, modern: boolean): string | undefined {
  if (field.kind === 'array') {
    const base = columnType(field.base, dialect, modern);
    return base === undefined ? undefined : `${base}[${field.size ?? ''}]`;
  }
  if (field.kind === 'database') return field.type;
  if (field.kind !== 'plain') return undefined;
  const { type, options } = field;
  const length = Object.hasOwn(VARCHARS, type) ? VARCHARS[type] : undefined;
  if (length !== undefined)
    return columnType(
      { kind: 'plain', type: 'CharField', options: { maxLength: length, ...options } },
      dialect,
      modern,
    );
  const table = TYPES[dialect];
  const known = Object.hasOwn(table, type)
    ? table[type]
    : Object.hasOwn(POSTGRESQL, type)
      ? POSTGRESQL[type]
      : undefined;
  if (known === undefined) return spatial(type, options, dialect);
  return typeof known === 'string' ? known : known(options, modern);
}

/** The type of a column that refers to a key: an auto field's is that of its numbers. */
export function referenceType(field: FieldKind, dialect: Dialect, modern: boolean): string | undefined {
  if (field.kind !== 'plain') return columnType(field, dialect, modern);
  const plain: Readonly<Record<string, string>> = {
    AutoField: 'IntegerField',
    BigAutoField: 'BigIntegerField',
    SmallAutoField: 'SmallIntegerField',
  };
  const type = Object.hasOwn(plain, field.type) ? (plain[field.type] ?? field.type) : field.type;
  return columnType({ ...field, type }, dialect, modern);
}

/** The condition that a class puts on its column (`data_type_check_constraints`). */
export function columnCheck(field: FieldKind, column: string, dialect: Dialect): string | undefined {
  if (field.kind !== 'plain') return undefined;
  const quoted = isMysqlFamily(dialect) ? `\`${column}\`` : `"${column}"`;
  if (/^Positive(?:Big|Small)?IntegerField$/.test(field.type) && dialect !== 'sqlserver') return `${quoted} >= 0`;
  if (field.type === 'JSONField' && dialect === 'sqlite') return `(JSON_VALID(${quoted}) OR ${quoted} IS NULL)`;
  if (field.type === 'JSONField' && dialect === 'mariadb') return `JSON_VALID(${quoted})`;
  return undefined;
}
