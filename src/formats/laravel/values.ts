import { type Bound, resolve, type TextValue, textValue, truth } from '../../code';
import { quoteText } from '../../sql';
import { between, compose, made, quoted, slice, textsOf } from '../code/compose';
import type { Attributes, Grammar } from './fluent';

/** A parameter as text: given in the file, or known. */
export function textOf(value: Bound | string | undefined): string | undefined {
  return typeof value === 'string' ? value : value && textValue(value)?.text;
}

/** The first argument of an attribute. */
export function first(attributes: Attributes, name: string): Bound | undefined {
  return attributes.get(name)?.[0];
}

/** True when an attribute was called, and not with `false`. */
export function isOn(attributes: Attributes, name: string): boolean {
  const args = attributes.get(name);
  if (!args) return false;
  return args[0] === undefined || truth(args[0]) !== false;
}

/** A name with its prefix in the dialect's quotes; `schema.table` in parts. */
export function tableName(table: TextValue, { dialect, settings }: Grammar): TextValue {
  const dot = table.text.lastIndexOf('.');
  const place = { start: table.pieces[0]?.start ?? 0, end: table.pieces.at(-1)?.end ?? 0 };
  const own = dot < 0 ? table : slice(table, dot + 1);
  const named = quoted(settings.prefix === '' ? own : made(settings.prefix + own.text, place), dialect);
  return dot < 0 ? named : compose(place, [quoted(slice(table, 0, dot), dialect), '.', named]);
}

/** Names in a list. */
export function columnize(columns: readonly TextValue[], { dialect }: Grammar): TextValue {
  const [only] = columns;
  const place = only?.pieces[0] ?? { start: 0, end: 0 };
  return compose(
    place,
    between(
      columns.map((column) => quoted(column, dialect)),
      ', ',
    ),
  );
}

/** `'it''s'` at the place of what says so. */
export function literal(text: string, { dialect }: Grammar): string {
  return quoteText(text, dialect);
}

const NUMERIC = /integer$|^(?:decimal|float|double|year)$/i;

/**
 * A default as Laravel writes it: every value in quotes, truth as '1' and '0', expressions as they are
 * (Illuminate\Database\Schema\Grammars\Grammar, getDefaultValue). Engines keep numbers and truth as such whatever their quotes,
 * so numeric and boolean columns have them without.
 */
export function defaultValue(bound: Bound, type: string, grammar: Grammar): TextValue | undefined {
  const { expr, scope } = resolve(bound);
  const isNumeric = NUMERIC.test(type);
  if (expr.kind === 'constant') {
    if (expr.value === null) return undefined;
    if (type === 'boolean' && grammar.dialect === 'postgresql') return made(String(expr.value), expr);
    const digit = expr.value ? '1' : '0';
    return made(isNumeric || type === 'boolean' ? digit : `'${digit}'`, expr);
  }
  if (expr.kind === 'call') {
    const { callee } = expr;
    const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
    const [argument] = expr.args;
    if (name !== 'raw' && name !== 'Expression' && name !== 'json_encode') return undefined;
    const text = argument && textValue({ expr: argument.value, scope });
    if (text) return name === 'json_encode' ? made(literal(JSON.stringify(text.text), grammar), expr) : text;
    return name === 'json_encode' && argument?.value.kind === 'list' && argument.value.items.length === 0
      ? made("'[]'", expr)
      : undefined;
  }
  if (expr.kind === 'unary' && expr.operator === '-' && expr.operand.kind === 'number')
    return made(isNumeric ? `-${expr.operand.text}` : `'-${expr.operand.text}'`, expr);
  const text = textValue({ expr, scope });
  if (text && /^(?:\d+|\d*\.\d+)$/.test(text.text)) {
    if (isNumeric) return made(text.text, expr);
    if (type === 'boolean') return made(grammar.dialect === 'postgresql' ? String(text.text !== '0') : text.text, expr);
  }
  return text && made(literal(text.text, grammar), expr);
}

/** An SQL expression given as text or as `DB::raw`. */
export function expressionText(bound: Bound | undefined): TextValue | undefined {
  return bound && textValue(bound);
}

/** One name or a list of names; undefined where they cannot be told. */
export function namesOf(bound: Bound | undefined): readonly TextValue[] | undefined {
  const names = textsOf(bound);
  return names && names.length > 0 ? names : undefined;
}
