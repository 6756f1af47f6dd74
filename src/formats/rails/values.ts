import {
  type Bound,
  type CodeModule,
  type Placed,
  resolve,
  type StringPiece,
  type TextValue,
  textValue,
} from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { quoteText } from '../../sql';
import { compose, itemsOf, made, quoted, slice } from '../code/compose';
import { valueKind } from './types';

/** What every builder knows: the engine, the version whose defaults count, and the file's own text. */
export interface Env {
  readonly dialect: Dialect;
  /** `Migration[7.1]` is 7.01, so that versions compare. */
  readonly version: number;
  readonly module: CodeModule;
  /** A dump drops what it makes only to make it again. */
  readonly kind: 'migration' | 'schema';
}

/** A table's name, which may have a schema before a dot (`quote_table_name`). */
export function tableName(value: TextValue, dialect: Dialect): TextValue {
  const dot = value.text.lastIndexOf('.');
  if (dot <= 0) return quoted(value, dialect);
  const [schema, name] = [slice(value, 0, dot), slice(value, dot + 1)];
  const place: Placed = { start: value.pieces[0]?.start ?? 0, end: value.pieces.at(-1)?.end ?? 0 };
  return compose(place, [quoted(schema, dialect), '.', quoted(name, dialect)]);
}

/** What a lambda or block gives back: its last expression. */
export function resultOf(bound: Bound): Bound | undefined {
  const { expr, scope } = resolve(bound);
  const block = expr.kind === 'call' && expr.block && /^(?:lambda|proc|new)$/.test(nameOf(expr)) ? expr.block : expr;
  if (block.kind !== 'function') return undefined;
  const last = block.body.at(-1);
  return last && (last.kind === 'expression' || last.kind === 'return') && last.value
    ? { expr: last.value, scope }
    : undefined;
}

function nameOf(expr: { readonly callee: { readonly kind: string; readonly name?: string } }): string {
  return expr.callee.name ?? '';
}

/** A default as `quote_default_expression` writes it, by the column's type; undefined when it cannot be told. */
export function defaultSql(bound: Bound, type: string, env: Env): TextValue | undefined {
  const lambda = resultOf(bound);
  if (lambda) {
    const given = textValue(lambda);
    return given && bracketed(given, lambda.expr, env);
  }
  const { expr, scope } = resolve(bound);
  const kind = valueKind(type);
  if (expr.kind === 'map' && expr.entries.length === 0) return made("'{}'", expr);
  if (expr.kind === 'list') return listDefault({ expr, scope }, kind, env);
  if (expr.kind === 'constant') return constantSql(expr.value, kind, expr, env);
  const number = numberText({ expr, scope });
  if (number !== undefined) return plainNumber(fraction(number, type), kind, expr, env);
  const value = textValue({ expr, scope });
  if (!value) return undefined;
  if (kind === 'number' && /^-?\d+(?:\.\d+)?$/.test(value.text)) return made(fraction(value.text, type), expr);
  if (kind === 'boolean') return constantSql(/^(?:t|true|1|on)$/i.test(value.text), kind, expr, env);
  return made(quoteText(value.text, env.dialect), expr);
}

/** MySQL takes expressions in parentheses; CURRENT_TIMESTAMP stands as it is. */
function bracketed(value: TextValue, at: Placed, { dialect }: Env): TextValue {
  const needs = dialect === 'sqlite' && /\(/.test(value.text) && !/^\(/.test(value.text);
  return needs ? compose(at, ['(', value, ')']) : value;
}

function numberText({ expr }: Bound): string | undefined {
  if (expr.kind === 'number') return expr.text;
  if (expr.kind === 'unary' && expr.operator === '-' && expr.operand.kind === 'number') return `-${expr.operand.text}`;
  return undefined;
}

/** Decimals and floats are written with a fraction: `0` as `0.0`, `1.50` as `1.5` (`BigDecimal#to_s("F")`). */
function fraction(number: string, type: string): string {
  if (!/^(?:unsigned_)?(?:decimal|numeric|float|double|real)$/.test(type) || !/^-?\d+(?:\.\d+)?$/.test(number))
    return number;
  return number.includes('.') ? number.replace(/(\.\d+?)0+$/, '$1') : `${number}.0`;
}

function plainNumber(number: string, kind: ReturnType<typeof valueKind>, at: Placed, env: Env): TextValue {
  if (kind === 'boolean') return constantSql(Number(number) !== 0, kind, at, env);
  return made(kind === 'text' ? quoteText(number, env.dialect) : number, at);
}

function constantSql(value: boolean | null, kind: string, at: Placed, { dialect }: Env): TextValue {
  if (value === null) return made('NULL', at);
  if (kind === 'boolean' || kind === 'number') {
    const words = dialect === 'postgresql' && kind === 'boolean' ? ['FALSE', 'TRUE'] : ['0', '1'];
    return made(words[value ? 1 : 0] ?? '0', at);
  }
  return made(quoteText(String(value), dialect), at);
}

/** An array's default: `'{}'` in PostgreSQL, JSON elsewhere. */
function listDefault(bound: Bound, kind: string, env: Env): TextValue | undefined {
  const items = itemsOf(bound).map((item) => ({ text: textValue(item)?.text, isNumber: item.expr.kind === 'number' }));
  if (items.some((item) => item.text === undefined)) return undefined;
  const isArray = env.dialect === 'postgresql' && kind !== 'json';
  const texts = items.map(({ text, isNumber }) =>
    isNumber || (isArray && /^\w+$/.test(text ?? '')) ? (text ?? '') : JSON.stringify(text),
  );
  return made(quoteText(isArray ? `{${texts.join(',')}}` : `[${texts.join(',')}]`, env.dialect), bound.expr);
}

/** A name that ActiveRecord makes, pointing at the words that make it do so. */
export function chosen(name: string, place: Placed): TextValue {
  const pieces: readonly StringPiece[] = [{ start: place.start, end: place.end, text: name }];
  return { text: name, pieces };
}

/** The place that a text covers. */
export function placeOf(value: TextValue, otherwise: Placed): Placed {
  const [first] = value.pieces;
  const last = value.pieces.at(-1);
  return first && last && first.start <= last.end ? { start: first.start, end: last.end } : otherwise;
}

export function isMysql({ dialect }: Env): boolean {
  return isMysqlFamily(dialect);
}
