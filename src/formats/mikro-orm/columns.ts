import { type Bound, dotted, resolve, textValue, truth } from '../../code';
import { isMysqlFamily } from '../../model';
import { identOf } from '../code/build';
import type { PropertyArgs } from './args';
import type { Mapped } from './mapped';
import type { ColumnMeta } from './meta';
import { isOff, isOn, numberIn, textIn } from './options';
import type { Reading } from './reading';
import { columnsGiven } from './said-columns';
import { columnType } from './types';

/** Where a property stands: in its table, or in something that is embedded there. */
export interface Within {
  readonly path: string;
  readonly prefix: string;
  /** True where what holds it may be missing. */
  readonly optional: boolean;
}

export const OWN: Within = { path: '', prefix: '', optional: false };

const NUMBERS: ReadonlySet<Mapped> = new Set(['integer', 'bigint', 'smallint', 'tinyint', 'mediumint']);

export function pathIn({ path }: Within, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** The column's name as a property says it: pointing there, behind what it is embedded in. */
export function namedIn({ options }: PropertyArgs, { prefix }: Within) {
  const given = ['fieldName', 'name', 'joinColumn'].map((key) => options.get(key)).find((one) => one !== undefined);
  const ident = given && identOf(given);
  return ident && { ...ident, name: prefix + ident.name };
}

/** A value that the database itself makes: `raw('now()')`, sql`now()`, `sql.now()`. */
function rawText(bound: Bound): string | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call') return undefined;
  const name = dotted(expr.callee);
  const [first] = expr.args;
  if (name === 'sql.now')
    return `current_timestamp${first ? `(${textValue({ expr: first.value, scope })?.text})` : ''}`;
  return name === 'raw' || name === 'sql' ? first && textValue({ expr: first.value, scope })?.text : undefined;
}

function literalText(bound: Bound): string | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'constant') return String(expr.value);
  if (expr.kind === 'number') return expr.text;
  if (expr.kind === 'unary' && expr.operator === '-' && expr.operand.kind === 'number') return `-${expr.operand.text}`;
  const text = textValue({ expr, scope })?.text;
  return text === undefined ? undefined : `'${text}'`;
}

/** The default as the schema generator writes it: a value that a new entity has is one, if it is always the same. */
function defaultOf(args: PropertyArgs, on: Reading): { readonly value?: string; readonly unread?: true } {
  const { options, initial, kind } = args;
  if (isOn(options, 'version')) return { value: versionDefault(args, on) };
  const raw = textIn(options, 'defaultRaw')?.text;
  if (raw !== undefined) return { value: raw };
  const given = options.get('default');
  if (given) {
    const value = rawText(given) ?? literalText(given);
    return value === undefined ? { unread: true } : value === 'null' ? {} : { value };
  }
  if (!initial || kind !== 'scalar' || !on.settings.infers) return {};
  const value = literalText(initial);
  return value === undefined || value === 'null' ? {} : { value };
}

function versionDefault({ type, options }: PropertyArgs, { dialect }: Reading): string {
  const isDate = type?.name === 'Date' || /^(?:Date|datetime)$/.test(textIn(options, 'type')?.text ?? '');
  if (!isDate) return '1';
  return dialect === 'sqlite' ? 'current_timestamp' : `current_timestamp(${numberIn(options, 'length') ?? 3})`;
}

export function isNull(bound: Bound | undefined): boolean {
  const expr = bound && resolve(bound).expr;
  return expr?.kind === 'constant' && expr.value === null;
}

/** Whether a property may be missing, where nothing but its own words count. */
export function isOptional(args: PropertyArgs, { settings }: Reading): boolean {
  const given = args.options.get('nullable');
  if (given) return truth(given) === true;
  if (settings.provider === 'ts-morph' && args.type?.nullable) return true;
  return settings.major >= 6 && isNull(args.initial);
}

function generatedOf(args: PropertyArgs, on: Reading): string | undefined {
  const given = args.options.get('generated');
  if (given) return columnsGiven(given, on);
  const column = textIn(args.options, 'columnType')?.text;
  return column && / generated always as (.*)$/i.exec(column)?.[1];
}

/** The column of a property that is no relation. `keys` is how many properties the table's key has. */
export function scalarColumn(args: PropertyArgs, within: Within, keys: number, order: number, on: Reading) {
  const { options, module, at, key } = args;
  const { dialect, settings } = on;
  const versioned = isOn(options, 'version') && !options.has('length');
  const type = columnType(versioned ? withLength(args, on) : args, on);
  const isNumber = type !== undefined && NUMBERS.has(type.mapped);
  const generated = generatedOf(args, on);
  const counts =
    !generated &&
    args.primary &&
    !isOff(options, 'autoincrement') &&
    (isOn(options, 'autoincrement') || (keys === 1 && isNumber));
  const standard = defaultOf(args, on);
  const name = namedIn(args, within) ?? {
    name: settings.naming.columnName(within.prefix + key),
    span: module.lines.span(at.start, at.end),
  };
  const column: ColumnMeta = {
    path: pathIn(within, key),
    args,
    name,
    module,
    place: at,
    type,
    primary: args.primary,
    nullable: within.optional || isOptional(args, on),
    counts: counts || (isOn(options, 'autoincrement') && isNumber),
    unsigned:
      isMysqlFamily(dialect) &&
      isNumber &&
      (isOn(options, 'unsigned') || (args.primary && !isOff(options, 'unsigned'))),
    default: standard.value,
    generated,
    comment: textIn(options, 'comment')?.text,
    order,
  };
  return { column, unread: standard.unread === true };
}

/** A version that is a moment has three digits. */
function withLength(args: PropertyArgs, on: Reading): PropertyArgs {
  if (!versionDefault(args, on).startsWith('current_timestamp(')) return args;
  const { at, scope } = args;
  const length = { expr: { kind: 'number', text: '3', start: at.start, end: at.end }, scope } as const;
  return { ...args, options: new Map([...args.options, ['length', length]]) };
}
