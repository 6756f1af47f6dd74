import { type Bound, type ClassDef, resolve, type Scope, textValue } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { lineOf } from '../code/decorated';
import { enumValues } from '../code/enum-values';
import type { PropertyArgs } from './args';
import { implied } from './implied';
import { type Mapped, mappedOf } from './mapped';
import { isOn, numberIn, textIn } from './options';
import type { Reading } from './reading';

/** The type of a property's column (MetadataDiscovery.initCustomType, initColumnType; the platforms' declarations). */
export interface ColumnType {
  /** As SQL has it in a column that refers to this one; a number that the database counts is told apart. */
  readonly sql: string;
  readonly mapped: Mapped;
  /** Values of an enumeration that is kept as text. */
  readonly values?: readonly string[];
  readonly nativeEnum?: string;
}

/** What a property's options say of its size. */
export interface Size {
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
}

export function sizeOf({ options }: Pick<PropertyArgs, 'options'>): Size {
  const number = (name: 'length' | 'precision' | 'scale') => {
    const value = numberIn(options, name);
    return value === undefined ? {} : { [name]: value };
  };
  return { ...number('length'), ...number('precision'), ...number('scale') };
}

const sized = (word: string, length: number | undefined) => (length === undefined ? word : `${word}(${length})`);

const SQLITE: Partial<Record<Mapped, string>> = {
  boolean: 'integer',
  integer: 'integer',
  smallint: 'integer',
  tinyint: 'integer',
  char: 'text',
  string: 'text',
  uuid: 'text',
  unknown: 'text',
  datetime: 'datetime',
  float: 'real',
};

const POSTGRESQL: Partial<Record<Mapped, string>> = {
  array: 'text[]',
  blob: 'bytea',
  double: 'double precision',
  float: 'real',
  json: 'jsonb',
  time: 'time(0)',
  tinyint: 'smallint',
  uuid: 'uuid',
};

const SQLSERVER: Partial<Record<Mapped, string>> = {
  boolean: 'bit',
  json: 'nvarchar(max)',
  text: 'nvarchar(max)',
  array: 'nvarchar(max)',
  blob: 'varbinary(max)',
  uuid: 'uniqueidentifier',
  double: 'float(53)',
  float: 'float(24)',
};

const OWN: Partial<Record<Dialect, Partial<Record<Mapped, string>>>> = {
  sqlite: SQLITE,
  postgresql: POSTGRESQL,
  sqlserver: SQLSERVER,
};

/** What a platform declares for a type (Platform.get…TypeDeclarationSQL). */
export function declared(mapped: Mapped, size: Size, { dialect, settings }: Reading): string {
  const own = OWN[dialect]?.[mapped];
  if (own !== undefined) return own;
  // Zero was the length of moments until version 6.
  const moment = size.length ?? (settings.major < 6 ? 0 : undefined);
  switch (mapped) {
    case 'string':
    case 'unknown':
      if (dialect === 'postgresql' && size.length === -1) return 'varchar';
      return sized(dialect === 'sqlserver' ? 'nvarchar' : 'varchar', size.length ?? 255);
    case 'uuid':
      return sized('varchar', size.length ?? 36);
    case 'char':
      return sized('char', size.length ?? 1);
    case 'decimal':
      return `numeric(${size.precision ?? 10},${size.scale ?? 0})`;
    case 'datetime':
      if (dialect === 'postgresql') return sized('timestamptz', moment);
      return sized(dialect === 'sqlserver' ? 'datetime2' : 'datetime', size.length || undefined);
    case 'date':
    case 'time':
    case 'interval':
      return sized(mapped, dialect === 'postgresql' && mapped === 'interval' ? size.length : size.length || undefined);
    case 'boolean':
      return isMysqlFamily(dialect) ? 'tinyint(1)' : 'boolean';
    case 'integer':
      return 'int';
    case 'array':
      return 'text';
    default:
      return mapped;
  }
}

/** The column of a property that is no relation; undefined where it cannot be told. */
export function columnType(args: PropertyArgs, on: Reading): ColumnType | undefined {
  const { options } = args;
  const { dialect } = on;
  const column = textIn(options, 'columnType', 'columnTypes')?.text;
  const isArray = isOn(options, 'array');
  if ((args.enumerated || options.has('items')) && !isArray) return enumType(args, column, on);
  const size = sizeOf(args);
  const kept = column && withoutGenerated(column);
  if (kept) return { sql: kept, mapped: mappedOf(kept, dialect) };
  if (isArray && options.has('items')) {
    const native = textIn(options, 'nativeEnumName')?.text;
    return native === undefined || dialect !== 'postgresql'
      ? { sql: declared('array', size, on), mapped: 'array' }
      : { sql: `"${native}"[]`, mapped: 'array', nativeEnum: native, ...valuesOf(args) };
  }
  const given = options.get('type');
  if (given) return givenType(given, args, on);
  const word = implied(args, on.settings);
  if (word === undefined) return undefined;
  return wordType(word, size, on);
}

function withoutGenerated(column: string): string {
  return /^(.*?) generated always as /i.exec(column)?.[1] ?? column;
}

/** Words of JavaScript that say nothing of a column. */
const VAGUE: ReadonlySet<string> = new Set(['any', 'unknown', 'regexp', 'object', 'method']);

function wordType(word: string, size: Size, on: Reading): ColumnType {
  // `Date` is a moment, `date` a day.
  const usual = word === 'Date' ? 'datetime' : mappedOf(word, on.dialect);
  const mapped = on.settings.mapped.get(word === 'Date' ? 'datetime' : word) ?? usual;
  const isWord = mapped === 'unknown' && !VAGUE.has(word.toLowerCase()) && !/[<>:"';{}]/.test(word);
  const text = size.length === undefined || word.endsWith(`(${size.length})`) ? word : `${word}(${size.length})`;
  return { sql: isWord ? text : declared(mapped, size, on), mapped };
}

/** `type: 'text'`, `types.text`, `new BigIntType()`, a class of the project's own, `String`. */
function givenType(bound: Bound, args: PropertyArgs, on: Reading): ColumnType | undefined {
  const size = sizeOf(args);
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'function') {
    const [only] = expr.body;
    return only?.kind === 'return' && only.value ? givenType({ expr: only.value, scope }, args, on) : undefined;
  }
  const text = textValue({ expr, scope })?.text;
  if (text !== undefined) return wordType(text, size, on);
  const named = expr.kind === 'call' ? expr.callee : expr;
  const name = named.kind === 'name' || named.kind === 'member' ? named.name : undefined;
  if (name === undefined) return undefined;
  const own = named.kind === 'name' ? scope.class(name) : undefined;
  if (own) return customType(own, size, on);
  if (name === 'Date') return wordType('Date', size, on);
  if (name === 'FullTextType') return { sql: on.dialect === 'postgresql' ? 'tsvector' : 'text', mapped: 'unknown' };
  const word = name.replace(/Type$/, '');
  const mapped = on.settings.mapped.get(word.toLowerCase()) ?? mappedOf(word, on.dialect);
  return mapped === 'unknown' && !/^UnknownType$|^unknown$/.test(name)
    ? undefined
    : { sql: declared(mapped, size, on), mapped };
}

/** `platform.getVarcharTypeDeclarationSQL(prop)` and its like. */
const DECLARATIONS: Readonly<Record<string, Mapped>> = {
  Varchar: 'string',
  Text: 'text',
  Integer: 'integer',
  SmallInt: 'smallint',
  BigInt: 'bigint',
  TinyInt: 'tinyint',
  Boolean: 'boolean',
  Decimal: 'decimal',
  DateTime: 'datetime',
  Date: 'date',
  Time: 'time',
  Uuid: 'uuid',
  Json: 'json',
  Blob: 'blob',
  Float: 'float',
  Double: 'double',
  Array: 'array',
  Char: 'char',
};

/** A class that extends `Type`: what its getColumnType returns, or its base's; text otherwise. */
function customType(own: { readonly def: ClassDef; readonly scope: Scope }, size: Size, on: Reading) {
  const line = lineOf(own);
  for (const { def, scope } of line) {
    const method = def.body.find((member) => member.kind === 'function' && member.name === 'getColumnType');
    if (method?.kind !== 'function') continue;
    const last = method.body.at(-1);
    const value = last?.kind === 'return' ? last.value : undefined;
    if (!value) return undefined;
    const text = textValue({ expr: value, scope })?.text;
    if (text !== undefined) return { sql: text, mapped: mappedOf(text, on.dialect) };
    const called = value.kind === 'call' && value.callee.kind === 'member' ? value.callee.name : '';
    const word = /^get(\w+?)(?:Type)?DeclarationSQL$/.exec(called)?.[1] ?? '';
    const mapped = Object.hasOwn(DECLARATIONS, word) ? DECLARATIONS[word] : undefined;
    return mapped && { sql: declared(mapped, size, on), mapped };
  }
  const [base] = line.at(-1)?.def.bases ?? [];
  const name = base?.kind === 'name' ? base.name.replace(/Type$/, '') : '';
  const mapped = name === '' ? 'text' : mappedOf(name, on.dialect);
  return mapped === 'unknown' ? undefined : { sql: declared(mapped, size, on), mapped };
}

function valuesOf(args: PropertyArgs): { readonly values?: readonly string[] } {
  const values = enumValues(args.options.get('items')) ?? impliedValues(args);
  return values ? { values } : {};
}

/** An enumeration that only the property's type names: ts-morph finds it. */
function impliedValues({ type, scope }: PropertyArgs): readonly string[] | undefined {
  if (!type) return undefined;
  if (type.literals) return type.literals;
  const place = { start: type.start, end: type.end };
  return scope.class(type.name) ? enumValues({ expr: { kind: 'name', name: type.name, ...place }, scope }) : undefined;
}

function enumType(args: PropertyArgs, column: string | undefined, on: Reading): ColumnType | undefined {
  const { dialect } = on;
  const { values } = valuesOf(args);
  const native = textIn(args.options, 'nativeEnumName')?.text;
  if (!values) return column === undefined ? undefined : { sql: column, mapped: 'unknown' };
  if (native !== undefined && dialect === 'postgresql')
    return {
      sql: native
        .split('.')
        .map((part) => `"${part}"`)
        .join('.'),
      mapped: 'enum',
      values,
      nativeEnum: native,
    };
  if (values.every((value) => /^-?\d+$/.test(value)))
    return { sql: column ?? declared('tinyint', {}, on), mapped: 'tinyint' };
  if (isMysqlFamily(dialect)) return { sql: `enum(${values.map((one) => `'${one}'`).join(', ')})`, mapped: 'enum' };
  return { sql: dialect === 'sqlserver' ? 'nvarchar(100)' : 'text', mapped: 'enum', values };
}
