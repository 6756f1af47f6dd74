import { type Bound, resolve, type TextValue, textValue } from '../../code';
import { compose, entry, literal, quoted as quotedIn } from '../code/compose';

/** A name as PostgreSQL has it. */
export function quoted(value: TextValue): TextValue {
  return quotedIn(value, 'postgresql');
}

/** A table's or type's name: `'users'`, `{ schema: 'audit', name: 'events' }`. */
export function nameOf(bound: Bound | undefined): TextValue | undefined {
  if (!bound) return undefined;
  const text = textValue(bound);
  if (text) return quoted(text);
  const [schema, name] = [entry(bound, 'schema'), entry(bound, 'name')];
  const last = name && textValue(name);
  const first = schema && textValue(schema);
  if (!last) return undefined;
  return first ? compose(bound.expr, [quoted(first), '.', quoted(last)]) : quoted(last);
}

/** A value as the builder writes it: strings in quotes, `pgm.func('…')` as it is (utils, escapeValue). */
export function literalOf(bound: Bound): TextValue | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call') return literal(bound, 'postgresql');
  const name = expr.callee.kind === 'member' ? expr.callee.name : '';
  const [first] = expr.args;
  return name === 'func' && first ? textValue({ expr: first.value, scope }) : undefined;
}
