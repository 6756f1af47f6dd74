import { type Bound, chainOf, type Expr, resolve, type TextValue, textValue } from '../../code';
import type { Dialect } from '../../model';
import { quoteText } from '../../sql';
import { between, compose, entry, itemsOf, literal, made, type Part, quoted, slice } from '../code/compose';

/** `knex.raw('… ?? = ?', ['t', 1])`: SQL with its bindings put in; undefined when it cannot be told. */
export function rawSql(args: readonly Bound[], dialect: Dialect): TextValue | undefined {
  const [first, second] = args;
  const text = first && textValue(first);
  if (!text) return undefined;
  const given = itemsOf(second);
  const parts: Part[] = [];
  let from = 0;
  let next = 0;
  for (let at = text.text.indexOf('?'); at >= 0; at = text.text.indexOf('?', from)) {
    const isName = text.text[at + 1] === '?';
    // Without bindings a question mark is one, but for `\\?`, which always is.
    const isEscaped = !second || text.text[at - 1] === '\\';
    const value = isEscaped ? made('?', first.expr) : binding(given[next], isName ? 'name' : 'value', dialect);
    if (!value) return undefined;
    if (!isEscaped) next++;
    parts.push(slice(text, from, text.text[at - 1] === '\\' ? at - 1 : at), value);
    from = at + (isName ? 2 : 1);
  }
  return from === 0 ? text : compose(first.expr, [...parts, slice(text, from)]);
}

function binding(bound: Bound | undefined, kind: 'name' | 'value', dialect: Dialect): TextValue | undefined {
  if (!bound) return undefined;
  if (kind === 'value') return rawOf(bound, dialect) ?? literal(bound, dialect);
  const name = textValue(bound);
  return name && quoted(name, dialect);
}

const UUIDS: Readonly<Record<Dialect, string>> = {
  postgresql: '(gen_random_uuid())',
  mysql: '(UUID())',
  mariadb: '(UUID())',
  sqlite: '(lower(hex(randomblob(16))))',
  sqlserver: '(NEWID())',
  oracle: '(random_uuid())',
  mongodb: '',
};

/** `knex.raw('…')`, `knex.fn.now()`, `knex.fn.uuid()`: SQL that stands for a value. */
export function rawOf(bound: Bound, dialect: Dialect): TextValue | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call') return undefined;
  const name = expr.callee.kind === 'member' ? expr.callee.name : expr.callee.kind === 'name' ? expr.callee.name : '';
  const args = expr.args.map(({ value }): Bound => ({ expr: value, scope }));
  if (name === 'raw') return rawSql(args, dialect);
  if (name === 'uuid') return made(UUIDS[dialect], expr);
  if (name !== 'now') return undefined;
  const precision = args[0] && literal(args[0], dialect)?.text;
  return made(precision === undefined ? 'CURRENT_TIMESTAMP' : `CURRENT_TIMESTAMP(${precision})`, expr);
}

/** The JSON of a literal value, or what `JSON.stringify` makes of one. */
function jsonOf(bound: Bound): unknown {
  const { expr, scope } = resolve(bound);
  const inner = (value: Expr): unknown => jsonOf({ expr: value, scope });
  if (expr.kind === 'list') return expr.items.map(inner);
  if (expr.kind === 'map')
    return Object.fromEntries(
      expr.entries.map(({ key, value }) => [textValue({ expr: key, scope })?.text, inner(value)]),
    );
  if (expr.kind === 'constant') return expr.value;
  return expr.kind === 'number' ? Number(expr.text) : textValue({ expr, scope })?.text;
}

/** A default as knex prints it (formatter/formatterUtils.js, formatDefault); undefined when it cannot be told. */
export function defaultOf(bound: Bound, type: string, dialect: Dialect): TextValue | undefined {
  const raw = rawOf(bound, dialect);
  if (raw) return raw;
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'constant' && expr.value === null) return made('NULL', expr);
  if (type === 'bool') return booleanOf({ expr, scope }, dialect);
  if (expr.kind === 'list' || expr.kind === 'map')
    return made(quoteText(JSON.stringify(jsonOf({ expr, scope })), dialect), expr);
  if (expr.kind === 'call' && expr.callee.kind === 'member' && expr.callee.name === 'stringify' && expr.args[0])
    return made(quoteText(JSON.stringify(jsonOf({ expr: expr.args[0].value, scope })), dialect), expr);
  const value = literal({ expr, scope }, dialect);
  // PostgreSQL's and MySQL's catalogues show the number; SQLite keeps the text as it stands.
  return value && dialect === 'sqlite' && /^[-\d]/.test(value.text) ? made(`'${value.text}'`, expr) : value;
}

function booleanOf(bound: Bound, dialect: Dialect): TextValue | undefined {
  const text = literal(bound, dialect)?.text;
  if (text === undefined) return undefined;
  const isTrue = !/^(?:false|0|'false'|'0'|'')$/.test(text);
  const word = dialect === 'postgresql' ? String(isTrue) : isTrue ? "'1'" : "'0'";
  return made(word, bound.expr);
}

/** The condition of a builder that is given as a predicate: `knex.whereNull('deleted_at')`. */
export function conditionOf(bound: Bound, dialect: Dialect): TextValue | undefined {
  const { expr, scope } = resolve(bound);
  const { links } = chainOf(expr);
  const conditions = links.map(({ name, call }): TextValue | undefined => {
    const args = call.args.map(({ value }): Bound => ({ expr: value, scope }));
    const column = args[0] && textValue(args[0]);
    if (/^(?:and)?whereraw$/i.test(name)) return rawSql(args, dialect);
    if (!column) return undefined;
    const own = quoted(column, dialect);
    if (/^(?:and)?wherenotnull$/i.test(name)) return compose(call, [own, ' IS NOT NULL']);
    if (/^(?:and)?wherenull$/i.test(name)) return compose(call, [own, ' IS NULL']);
    if (!/^(?:and)?where$/i.test(name)) return undefined;
    const value = args.at(-1) && literal(args.at(-1) as Bound, dialect);
    const operator = args.length === 3 && args[1] ? (textValue(args[1])?.text ?? '=') : '=';
    return value && compose(call, [own, ` ${operator} `, value]);
  });
  const known = conditions.filter((one) => one !== undefined);
  return known.length === conditions.length && known.length > 0 ? compose(expr, between(known, ' AND ')) : undefined;
}

/** An option of a call: in an object, or the plain string that stands for it. */
export function optionOf(bound: Bound | undefined, name: string): TextValue | undefined {
  if (!bound) return undefined;
  const given = entry(bound, name);
  return given ? textValue(given) : textValue(bound);
}
