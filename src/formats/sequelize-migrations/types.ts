import { type Bound, type Expr, resolve, type Scope, type TextValue, textValue } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { entry, isSet, literal, textsOf } from '../code/compose';

/** A type as the project says it: `Sequelize.STRING(20)`, `DataTypes.INTEGER.UNSIGNED`, `'VARCHAR(20)'`. */
export interface DataType {
  readonly word: string;
  readonly args: readonly Bound[];
  readonly flags: readonly string[];
  /** SQL given as text. */
  readonly raw?: TextValue;
}

/** The words of a type; undefined when it cannot be told. */
export function dataTypeOf(bound: Bound): DataType | undefined {
  const raw = textValue(bound);
  if (raw) return { word: '', args: [], flags: [], raw };
  return fromExpr(resolve(bound));
}

function fromExpr({ expr, scope }: Bound): DataType | undefined {
  if (expr.kind === 'call')
    return ofCall(
      expr.callee,
      expr.args.map(({ value }): Bound => ({ expr: value, scope })),
      scope,
    );
  if (expr.kind === 'name') return isWord(expr.name) ? { word: expr.name, args: [], flags: [] } : undefined;
  if (expr.kind !== 'member' || !isWord(expr.name)) return undefined;
  const before = fromExpr({ expr: expr.object, scope });
  return before ? { ...before, flags: [...before.flags, expr.name] } : { word: expr.name, args: [], flags: [] };
}

function ofCall(callee: Expr, args: readonly Bound[], scope: Scope): DataType | undefined {
  const own = fromExpr({ expr: callee, scope });
  return own && { ...own, args: [...own.args, ...args] };
}

const isWord = (name: string) => /^[A-Z][A-Z0-9]+$/.test(name);

/** Labels of an enum: arguments, a list, `{ values }`, or beside the type. */
export function labelsOf({ args }: DataType, attribute: Bound | undefined): readonly TextValue[] | undefined {
  const given = entry(attribute, 'values') ?? entry(args[0], 'values');
  if (given) return textsOf(given);
  const all = args.map(textsOf);
  const known = all.filter((one) => one !== undefined);
  return known.length === all.length && known.length > 0 ? known.flat() : undefined;
}

type Words = Readonly<Record<string, string>>;

/** What a word is in each dialect (sequelize/lib/dialects/…/data-types.js); all else keeps its own. */
const COMMON: Words = {
  STRING: 'VARCHAR',
  DATEONLY: 'DATE',
  DOUBLE: 'DOUBLE PRECISION',
  NUMERIC: 'DECIMAL',
  NUMBER: 'DECIMAL',
};
const OWN: Readonly<Record<Dialect, Words>> = {
  postgresql: { DATE: 'TIMESTAMP WITH TIME ZONE', BLOB: 'BYTEA', TINYINT: 'SMALLINT', MEDIUMINT: 'INTEGER' },
  mysql: { DATE: 'DATETIME', BOOLEAN: 'TINYINT(1)', UUID: 'CHAR(36) BINARY', JSONB: 'JSON' },
  mariadb: { DATE: 'DATETIME', BOOLEAN: 'TINYINT(1)', UUID: 'CHAR(36) BINARY', JSONB: 'JSON' },
  sqlite: { DATE: 'DATETIME', BOOLEAN: 'TINYINT(1)', ENUM: 'TEXT', CITEXT: 'TEXT COLLATE NOCASE', JSONB: 'JSON' },
  sqlserver: {
    STRING: 'NVARCHAR',
    TEXT: 'NVARCHAR(MAX)',
    DATE: 'DATETIMEOFFSET',
    BOOLEAN: 'BIT',
    UUID: 'UNIQUEIDENTIFIER',
    BLOB: 'VARBINARY(MAX)',
    ENUM: 'VARCHAR(255)',
    JSON: 'NVARCHAR(MAX)',
  },
  oracle: {
    STRING: 'NVARCHAR2',
    TEXT: 'CLOB',
    DATE: 'TIMESTAMP WITH LOCAL TIME ZONE',
    BOOLEAN: 'CHAR(1)',
    UUID: 'VARCHAR2(36)',
    ENUM: 'VARCHAR2(512)',
    BIGINT: 'NUMBER(19)',
    INTEGER: 'INTEGER',
  },
  mongodb: {},
};

const RANGES: Words = {
  INTEGER: 'int4range',
  BIGINT: 'int8range',
  DATE: 'tstzrange',
  DATEONLY: 'daterange',
  DECIMAL: 'numrange',
};

/** The dialect's type, enums aside; undefined when it cannot be told. */
export function typeSql(type: DataType, dialect: Dialect): string | undefined {
  if (type.raw) return type.raw.text;
  const { word, args } = type;
  const [first] = args;
  if (word === 'ARRAY') {
    const inner = (entry(first, 'type') ?? first) && dataTypeOf((entry(first, 'type') ?? first) as Bound);
    const text = inner && typeSql(inner, dialect);
    return text === undefined ? undefined : `${text}[]`;
  }
  if (word === 'RANGE') return (first && RANGES[dataTypeOf(first)?.word ?? '']) ?? 'int4range';
  if (word === 'TEXT' || word === 'BLOB') return longType(word, first, dialect);
  if (word === 'VIRTUAL' || word === '') return undefined;
  const own = OWN[dialect][word] ?? COMMON[word] ?? word;
  return own + sizeOf(type, dialect) + flagsOf(type, dialect);
}

function longType(word: string, size: Bound | undefined, dialect: Dialect): string {
  const text = size && (textValue(size) ?? (entry(size, 'length') && textValue(entry(size, 'length') as Bound)))?.text;
  const prefix = text === undefined ? '' : /^(?:tiny|medium|long)$/i.test(text) ? text.toUpperCase() : '';
  return isMysqlFamily(dialect) ? prefix + word : (OWN[dialect][word] ?? word);
}

function sizeOf({ word, args }: DataType, dialect: Dialect): string {
  const [first, second] = args;
  const number = (bound: Bound | undefined): string | undefined => {
    const value = bound && resolve(bound).expr;
    return value?.kind === 'number' ? value.text : undefined;
  };
  const option = (...names: readonly string[]) => number(entry(first, ...names));
  const length = number(first) ?? option('length', 'precision');
  const scale = number(second) ?? option('scale', 'decimals');
  switch (word) {
    case 'STRING':
      return `(${length ?? 255})`;
    case 'CHAR':
      return `(${length ?? 255})`;
    case 'DECIMAL':
    case 'NUMERIC':
      return length === undefined ? '' : scale === undefined ? `(${length})` : `(${length},${scale})`;
    case 'DATE':
      return isMysqlFamily(dialect) && length !== undefined ? `(${length})` : '';
    case 'GEOMETRY':
    case 'GEOGRAPHY': {
      const kind = first && textValue(first)?.text;
      return kind === undefined ? '' : second && number(second) ? `(${kind},${number(second)})` : `(${kind})`;
    }
    case 'INTEGER':
    case 'BIGINT':
    case 'SMALLINT':
    case 'TINYINT':
    case 'MEDIUMINT':
    case 'FLOAT':
    case 'DOUBLE':
      // Only MySQL's numbers have a width.
      return isMysqlFamily(dialect) && length !== undefined
        ? scale === undefined
          ? `(${length})`
          : `(${length},${scale})`
        : '';
    default:
      return '';
  }
}

function flagsOf({ flags, args, word }: DataType, dialect: Dialect): string {
  const has = (flag: string) => flags.includes(flag) || isSet(args[0], flag.toLowerCase());
  if (word === 'STRING' || word === 'CHAR') return has('BINARY') && isMysqlFamily(dialect) ? ' BINARY' : '';
  if (!isMysqlFamily(dialect)) return '';
  return `${has('UNSIGNED') ? ' UNSIGNED' : ''}${has('ZEROFILL') ? ' ZEROFILL' : ''}`;
}

/** An enum's labels as SQL. */
export function labelSql(labels: readonly TextValue[], dialect: Dialect, at: Bound): readonly TextValue[] {
  return labels.map(
    (label) =>
      literal(
        { expr: { ...at.expr, kind: 'string', value: label.text, pieces: label.pieces }, scope: at.scope },
        dialect,
      ) ?? label,
  );
}
