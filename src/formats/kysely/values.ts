import { type Bound, type Expr, resolve, type TextValue, textValue } from '../../code';
import type { Dialect } from '../../model';
import { compose, literal, made, type Part, quoted, slice } from '../code/compose';

/** A table's or column's name that may be qualified: `audit.events`. */
export function nameSql(value: TextValue, dialect: Dialect): TextValue {
  const dot = value.text.indexOf('.');
  if (dot <= 0) return quoted(value, dialect);
  const place = { start: value.pieces[0]?.start ?? 0, end: value.pieces.at(-1)?.end ?? 0 };
  return compose(place, [quoted(slice(value, 0, dot), dialect), '.', quoted(slice(value, dot + 1), dialect)]);
}

/** SQL of a template: sql`now()`, sql.raw('…'), sql.ref('a.b'), sql.lit(1); undefined when part of it cannot be told. */
export function sqlOf(bound: Bound, dialect: Dialect): TextValue | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call') return undefined;
  const { callee, args } = expr;
  const [first] = args;
  const value = first && { expr: first.value, scope };
  if (callee.kind === 'name' && callee.name === 'sql') return value && template(value, dialect);
  if (callee.kind !== 'member' || callee.object.kind !== 'name' || callee.object.name !== 'sql' || !value)
    return undefined;
  const text = textValue(value);
  if (callee.name === 'raw') return text;
  if (/^(?:ref|table|id)$/.test(callee.name)) return text && nameSql(text, dialect);
  return callee.name === 'lit' || callee.name === 'val' ? literal(value, dialect) : undefined;
}

function template(bound: Bound, dialect: Dialect): TextValue | undefined {
  const { expr, scope } = bound;
  if (expr.kind !== 'template') return textValue(bound);
  const parts = expr.parts.map((part: Expr): Part => {
    const inner = { expr: part, scope };
    if (part.kind === 'string') return textValue(inner);
    return sqlOf(inner, dialect) ?? literal(inner, dialect);
  });
  return parts.every((part) => part !== undefined) ? compose(expr, parts) : undefined;
}

/** A value or SQL. */
export function valueSql(bound: Bound, dialect: Dialect): TextValue | undefined {
  const text = sqlOf(bound, dialect);
  if (text) return text;
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'list' && expr.items.length === 0) return made("'[]'", expr);
  return literal({ expr, scope }, dialect);
}
