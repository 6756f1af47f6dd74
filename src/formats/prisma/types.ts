import type { Dialect } from '../../model';
import { quoteName, quoteText } from '../../sql';
import { nativeAttribute, textOf } from './attributes';
import type { Attribute, Field } from './psl';
import type { Enum, PrismaSchema } from './schema';

type Scalars = Readonly<Record<string, string>>;

/** Prisma, "Database connectors": the default column type of each scalar (sql-schema-connector, sql_schema_calculator). */
const POSTGRESQL: Scalars = {
  String: 'TEXT',
  Boolean: 'BOOLEAN',
  Int: 'INTEGER',
  BigInt: 'BIGINT',
  Float: 'DOUBLE PRECISION',
  Decimal: 'DECIMAL(65,30)',
  DateTime: 'TIMESTAMP(3)',
  Json: 'JSONB',
  Bytes: 'BYTEA',
};
const MYSQL: Scalars = {
  String: 'VARCHAR(191)',
  Boolean: 'BOOLEAN',
  Int: 'INTEGER',
  BigInt: 'BIGINT',
  Float: 'DOUBLE',
  Decimal: 'DECIMAL(65,30)',
  DateTime: 'DATETIME(3)',
  Json: 'JSON',
  Bytes: 'LONGBLOB',
};
const SQLITE: Scalars = {
  String: 'TEXT',
  Boolean: 'BOOLEAN',
  Int: 'INTEGER',
  BigInt: 'BIGINT',
  Float: 'REAL',
  Decimal: 'DECIMAL',
  DateTime: 'DATETIME',
  Json: 'JSONB',
  Bytes: 'BLOB',
};
/** Prisma, "Data sources", "Microsoft SQL Server": default type mappings. */
const SQLSERVER: Scalars = {
  String: 'NVARCHAR(1000)',
  Boolean: 'BIT',
  Int: 'INT',
  BigInt: 'BIGINT',
  Float: 'FLOAT(53)',
  Decimal: 'DECIMAL(32,16)',
  DateTime: 'DATETIME2',
  Json: 'NVARCHAR(1000)',
  Bytes: 'VARBINARY(MAX)',
};
/** Prisma has no connector for it. */
const NOTHING: Scalars = {};
const SCALARS: Readonly<Record<Dialect, Scalars>> = {
  postgresql: POSTGRESQL,
  mysql: MYSQL,
  mariadb: MYSQL,
  sqlite: SQLITE,
  sqlserver: SQLSERVER,
  oracle: NOTHING,
  mongodb: NOTHING,
};

/** Native types (`@db.X`) whose SQL is not simply the name in capitals. */
const NATIVE: Readonly<Record<string, string>> = {
  DoublePrecision: 'DOUBLE PRECISION',
  UnsignedInt: 'INTEGER UNSIGNED',
  UnsignedSmallInt: 'SMALLINT UNSIGNED',
  UnsignedMediumInt: 'MEDIUMINT UNSIGNED',
  UnsignedTinyInt: 'TINYINT UNSIGNED',
  UnsignedBigInt: 'BIGINT UNSIGNED',
  Int: 'INTEGER',
};
export function isScalar(name: string): boolean {
  return Object.hasOwn(POSTGRESQL, name);
}

/** The SQL type of a field as Prisma would write it; undefined when its type is no column's. */
export function columnType(schema: PrismaSchema, field: Field): string | undefined {
  const base = scalarType(schema, field);
  return base !== undefined && field.arity === 'list' ? `${base}[]` : base;
}

/** A field's type without the array. */
export function scalarType(schema: PrismaSchema, field: Field): string | undefined {
  if (field.unsupported !== undefined) return field.unsupported;
  const { dialect } = schema;
  const declared = schema.enums.get(field.type.text);
  if (declared) return enumType(dialect, declared);
  if (!isScalar(field.type.text)) return undefined;
  if (dialect === 'postgresql' && isNumbered(field)) return SERIALS[baseType(dialect, field)] ?? 'SERIAL';
  return baseType(dialect, field);
}

const SERIALS: Readonly<Record<string, string>> = { SMALLINT: 'SMALLSERIAL', INTEGER: 'SERIAL', BIGINT: 'BIGSERIAL' };

/** The type that refers to another column's: a foreign key to a serial is an integer. */
export function referringType(schema: PrismaSchema, field: Field): string | undefined {
  if (schema.enums.has(field.type.text) || field.unsupported !== undefined) return scalarType(schema, field);
  return isScalar(field.type.text) ? baseType(schema.dialect, field) : undefined;
}

function baseType(dialect: Dialect, field: Field): string {
  const native = nativeAttribute(field);
  return native ? nativeType(native) : (SCALARS[dialect][field.type.text] ?? 'TEXT');
}

/** `@db.VarChar(9)` is VARCHAR(9); without arguments the size is the engine's own default, and nothing is written. */
function nativeType(native: Attribute): string {
  const name = native.name.slice(native.name.indexOf('.') + 1);
  const args = native.args.flatMap(({ value }) => textOf(value) ?? []);
  return (NATIVE[name] ?? name.toUpperCase()) + (args.length > 0 ? `(${args.join(',')})` : '');
}

function enumType(dialect: Dialect, declared: Enum): string {
  if (dialect === 'sqlite') return 'TEXT';
  if (dialect !== 'postgresql')
    return `ENUM(${declared.values.map(({ stored }) => quoteText(stored, dialect)).join(', ')})`;
  const name = quoteName(declared.name.text, dialect, 'always');
  return declared.schema === undefined ? name : `${quoteName(declared.schema, dialect, 'always')}.${name}`;
}

/** `@default(autoincrement())` */
export function isNumbered(field: Field): boolean {
  return field.attributes.some(
    ({ name, args }) =>
      name === 'default' && args.some(({ value }) => value.kind === 'call' && value.name === 'autoincrement'),
  );
}
