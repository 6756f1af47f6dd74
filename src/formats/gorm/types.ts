import type { Dialect } from '../../model';

/** What GORM makes of a Go type before a driver spells it (gorm, schema/field.go). */
export type Kind = 'bool' | 'int' | 'uint' | 'float' | 'string' | 'time' | 'bytes';

export interface Typed {
  readonly kind: Kind;
  readonly size: number;
}

const KINDS: Readonly<Record<string, Typed>> = {
  bool: { kind: 'bool', size: 0 },
  int: { kind: 'int', size: 64 },
  int8: { kind: 'int', size: 8 },
  int16: { kind: 'int', size: 16 },
  int32: { kind: 'int', size: 32 },
  rune: { kind: 'int', size: 32 },
  int64: { kind: 'int', size: 64 },
  uint: { kind: 'uint', size: 64 },
  uint8: { kind: 'uint', size: 8 },
  byte: { kind: 'uint', size: 8 },
  uint16: { kind: 'uint', size: 16 },
  uint32: { kind: 'uint', size: 32 },
  uint64: { kind: 'uint', size: 64 },
  float32: { kind: 'float', size: 32 },
  float64: { kind: 'float', size: 64 },
  string: { kind: 'string', size: 0 },
  'time.Time': { kind: 'time', size: 0 },
  'time.Duration': { kind: 'int', size: 64 },
  'time.Month': { kind: 'int', size: 64 },
  'gorm.DeletedAt': { kind: 'time', size: 0 },
  'soft_delete.DeletedAt': { kind: 'uint', size: 64 },
  'sql.NullString': { kind: 'string', size: 0 },
  'sql.NullBool': { kind: 'bool', size: 0 },
  'sql.NullByte': { kind: 'uint', size: 8 },
  'sql.NullInt16': { kind: 'int', size: 16 },
  'sql.NullInt32': { kind: 'int', size: 32 },
  'sql.NullInt64': { kind: 'int', size: 64 },
  'sql.NullFloat64': { kind: 'float', size: 64 },
  'sql.NullTime': { kind: 'time', size: 0 },
  'json.RawMessage': { kind: 'bytes', size: 0 },
  'decimal.Decimal': { kind: 'string', size: 0 },
  'decimal.NullDecimal': { kind: 'string', size: 0 },
  'uuid.UUID': { kind: 'string', size: 0 },
  'uuid.NullUUID': { kind: 'string', size: 0 },
};

export function kindOf(name: string): Typed | undefined {
  return Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
}

/** Types of gorm.io/datatypes, which know the engine themselves. */
export function dataType(name: string, dialect: Dialect): string | undefined {
  const word = /^datatypes\.(\w+)/.exec(name)?.[1];
  if (word === undefined) return undefined;
  if (/^JSON/.test(word))
    return (
      { postgresql: 'JSONB', mysql: 'JSON', mariadb: 'JSON', sqlite: 'JSON', sqlserver: 'NVARCHAR(MAX)' }[
        dialect as string
      ] ?? 'text'
    );
  if (word === 'Date') return 'date';
  if (word === 'Time') return dialect === 'postgresql' ? 'time' : dialect === 'sqlite' ? 'TEXT' : 'TIME';
  return undefined;
}

/** What a field's tag says beside its type. */
export interface Shape {
  readonly kind: Kind;
  readonly size: number;
  readonly precision: number;
  readonly scale: number;
  readonly increments: boolean;
  readonly isKey: boolean;
  readonly neverNull: boolean;
  readonly hasDefault: boolean;
  readonly isIndexed: boolean;
}

type Spelled = (shape: Shape) => string;

const number = (name: string, { precision, scale }: Shape) =>
  scale > 0 ? `${name}(${precision},${scale})` : `${name}(${precision})`;

const POSTGRESQL: Spelled = (shape) => {
  const { kind, size, precision, increments } = shape;
  // An unsigned number needs a bit more (gorm.io/driver/postgres, DataTypeOf).
  const bits = kind === 'uint' ? size + 1 : size;
  switch (kind) {
    case 'bool':
      return 'boolean';
    case 'int':
    case 'uint': {
      const word = bits <= 16 ? 'smallint' : bits <= 32 ? 'integer' : 'bigint';
      return increments ? { smallint: 'smallserial', integer: 'serial', bigint: 'bigserial' }[word] : word;
    }
    case 'float':
      return precision > 0 ? number('numeric', shape) : 'decimal';
    case 'string':
      return size > 0 && size <= 10_485_760 ? `varchar(${size})` : 'text';
    case 'time':
      return precision > 0 ? `timestamptz(${precision})` : 'timestamptz';
    default:
      return 'bytea';
  }
};

const MYSQL: Spelled = (shape) => {
  const { kind, precision, isKey, hasDefault, isIndexed } = shape;
  switch (kind) {
    case 'bool':
      return 'boolean';
    case 'int':
    case 'uint': {
      const { size } = shape;
      const word =
        size <= 8 ? 'tinyint' : size <= 16 ? 'smallint' : size <= 24 ? 'mediumint' : size <= 32 ? 'int' : 'bigint';
      return kind === 'uint' ? `${word} unsigned` : word;
    }
    case 'float':
      if (precision > 0) return `decimal(${precision}, ${shape.scale})`;
      return shape.size <= 32 ? 'float' : 'double';
    case 'string': {
      // A key of utf8mb4 has room for 191 letters (gorm.io/driver/mysql, getSchemaStringType).
      const size = shape.size === 0 && (isKey || hasDefault || isIndexed) ? 191 : shape.size;
      if (size >= 65_536 && size <= 16_777_216) return 'mediumtext';
      return size > 16_777_216 || size <= 0 ? 'longtext' : `varchar(${size})`;
    }
    case 'time':
      return `datetime(${precision > 0 ? precision : 3})`;
    default:
      if (shape.size > 0 && shape.size < 65_536) return `varbinary(${shape.size})`;
      return shape.size >= 65_536 && shape.size <= 16_777_216 ? 'mediumblob' : 'longblob';
  }
};

const SQLITE: Spelled = ({ kind }) =>
  ({
    bool: 'numeric',
    int: 'integer',
    uint: 'integer',
    float: 'real',
    string: 'text',
    time: 'datetime',
    bytes: 'blob',
  })[kind];

const SQLSERVER: Spelled = (shape) => {
  const { kind, size, precision, isKey, isIndexed } = shape;
  switch (kind) {
    case 'bool':
      return 'bit';
    case 'int':
    case 'uint':
      return size < 16 ? 'smallint' : size < 31 ? 'int' : 'bigint';
    case 'float':
      return precision > 0 ? number('decimal', shape) : 'float';
    case 'string': {
      const most = size === 0 && (isKey || isIndexed) ? 256 : size;
      return most > 0 && most <= 4000 ? `nvarchar(${most})` : 'nvarchar(MAX)';
    }
    case 'time':
      return precision > 0 ? `datetimeoffset(${precision})` : 'datetimeoffset';
    default:
      return 'varbinary(MAX)';
  }
};

export function spelledType(shape: Shape, dialect: Dialect): string {
  if (dialect === 'mysql' || dialect === 'mariadb') return MYSQL(shape);
  if (dialect === 'sqlite') return SQLITE(shape);
  return dialect === 'sqlserver' ? SQLSERVER(shape) : POSTGRESQL(shape);
}
