import { type Bound, type Placed, resolve, type TextValue, textValue } from '../../code';
import type { Dialect, Expression } from '../../model';
import { quoteName, quoteText } from '../../sql';
import { expressionAt } from '../code/build';
import { compose, itemsOf, literal, made } from '../code/compose';
import { functionOf } from '../code/exported';
import { returned } from '../code/values';
import type { Reading, TableDecl } from './declared';
import { columnRef } from './references';

/** The table whose callback the expression stands in: the callback's parameter means it. */
export interface Inside {
  readonly table?: TableDecl;
  readonly on: Reading;
}

/** `sql\`…\`` with its columns put in, conditions made by functions, plain values; undefined when it cannot be told. */
export function sqlText(bound: Bound, inside: Inside, depth = 0): TextValue | undefined {
  if (depth > 16) return undefined;
  const { dialect } = inside.on;
  const column = columnRef(bound, inside.table, inside.on);
  if (column) return made(quoteName(column.name, dialect), bound.expr);
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'function') {
    const value = returned({ def: expr, scope });
    return value && sqlText(value, inside, depth + 1);
  }
  if (expr.kind !== 'call') return literal({ expr, scope }, dialect);
  const args = expr.args.map(({ value }): Bound => ({ expr: value, scope }));
  const { callee } = expr;
  if (callee.kind === 'name')
    return callee.name === 'sql' ? template(args[0], inside, depth) : condition(callee.name, args, expr, inside, depth);
  if (callee.kind !== 'member') return undefined;
  const isSql = callee.object.kind === 'name' && callee.object.name === 'sql';
  if (isSql && callee.name === 'raw') return args[0] && textValue(args[0]);
  if (isSql && callee.name === 'identifier') {
    const name = args[0] && textValue(args[0]);
    return name && made(quoteName(name.text, dialect), expr);
  }
  // `sql\`…\`.as('x')`, `.inlineParams()`, `.mapWith(…)`
  return /^(?:as|inlineParams|mapWith|getSQL)$/.test(callee.name)
    ? sqlText({ expr: callee.object, scope }, inside, depth + 1)
    : undefined;
}

function template(bound: Bound | undefined, inside: Inside, depth: number): TextValue | undefined {
  if (!bound) return undefined;
  const { expr, scope } = bound;
  if (expr.kind !== 'template') return textValue(bound);
  const parts = expr.parts.map((part) =>
    part.kind === 'string' ? textValue({ expr: part, scope }) : sqlText({ expr: part, scope }, inside, depth + 1),
  );
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? compose(expr, known) : undefined;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  like: 'LIKE',
  ilike: 'ILIKE',
};

/** The conditions of drizzle-orm (sql/expressions/conditions.ts). */
function condition(
  name: string,
  args: readonly Bound[],
  at: Placed,
  inside: Inside,
  depth: number,
): TextValue | undefined {
  const texts = args.map((arg) => sqlText(arg, inside, depth + 1));
  const [left, right] = texts;
  if (name === 'inArray' || name === 'notInArray') {
    const items = itemsOf(args[1]).map((item) => sqlText(item, inside, depth + 1)?.text);
    if (!left || items.includes(undefined)) return undefined;
    return made(`${left.text} ${name === 'inArray' ? 'IN' : 'NOT IN'} (${items.join(', ')})`, at);
  }
  if (!left || texts.includes(undefined)) return undefined;
  if (name === 'isNull' || name === 'isNotNull')
    return made(`${left.text} IS ${name === 'isNull' ? '' : 'NOT '}NULL`, at);
  if (name === 'not') return made(`NOT (${left.text})`, at);
  if (name === 'and' || name === 'or')
    return made(texts.map((text) => `(${text?.text})`).join(` ${name.toUpperCase()} `), at);
  const operator = Object.hasOwn(COMPARISONS, name) ? COMPARISONS[name] : undefined;
  if (operator !== undefined) return right && made(`${left.text} ${operator} ${right.text}`, at);
  // PostgreSQL helpers that wrap a column: `lower(table.email)` of the project's own.
  return /^(?:lower|upper|coalesce)$/.test(name)
    ? made(`${name}(${texts.map((text) => text?.text).join(', ')})`, at)
    : undefined;
}

export function expressionOf(bound: Bound, inside: Inside): Expression | undefined {
  const text = sqlText(bound, inside);
  const { module } = bound.scope;
  return text && expressionAt(module, text.text.trim(), bound.expr, inside.on.dialect);
}

function jsonOf(bound: Bound): unknown {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'list') return expr.items.map((item) => jsonOf({ expr: item, scope }));
  if (expr.kind === 'map')
    return Object.fromEntries(
      expr.entries.map(({ key, value }) => [textValue({ expr: key, scope })?.text, jsonOf({ expr: value, scope })]),
    );
  if (expr.kind === 'constant') return expr.value;
  return expr.kind === 'number' ? Number(expr.text) : textValue({ expr, scope })?.text;
}

/** A default as drizzle-kit prints it; undefined when it cannot be told. */
export function defaultOf(bound: Bound, type: string, inside: Inside): Expression | undefined {
  const { expr, scope } = resolve(bound);
  const { dialect } = inside.on;
  const at = (text: string): Expression => expressionAt(bound.scope.module, text, bound.expr, dialect);
  if (/\[\]$/.test(type) && expr.kind === 'list') return at(quoteText(arrayText({ expr, scope }), dialect));
  const isJson = expr.kind === 'list' || expr.kind === 'map' || (/^jsonb?$/.test(type) && expr.kind !== 'call');
  if (isJson) return at(jsonDefault(JSON.stringify(jsonOf({ expr, scope })), type, dialect));
  if (expr.kind === 'call' && expr.callee.kind === 'name' && expr.callee.name === 'BigInt' && expr.args[0])
    return defaultOf({ expr: expr.args[0].value, scope }, type, inside);
  if (expr.kind === 'number') return at(expr.text.replace(/n$/, ''));
  if (functionOf({ expr, scope })) return undefined;
  return expressionOf(bound, inside);
}

function jsonDefault(text: string, type: string, dialect: Dialect): string {
  const quoted = quoteText(text, dialect);
  if (dialect === 'postgresql') return `${quoted}::${type}`;
  return dialect === 'sqlite' ? quoted : `(${quoted})`;
}

function arrayText(bound: Bound): string {
  return `{${itemsOf(bound)
    .map((item) => {
      const value = jsonOf(item);
      return typeof value === 'string' ? JSON.stringify(value) : String(value);
    })
    .join(',')}}`;
}

/** What `defaultNow`, `defaultRandom` stand for. */
export function namedDefault(step: string, builder: string, dialect: Dialect): string | undefined {
  if (step === 'defaultRandom') return 'gen_random_uuid()';
  if (step !== 'defaultNow') return undefined;
  if (dialect === 'postgresql') return 'now()';
  if (dialect === 'sqlite') return "(cast((julianday('now') - 2440587.5)*86400000 as integer))";
  return builder === 'date' ? '(curdate())' : '(now())';
}
