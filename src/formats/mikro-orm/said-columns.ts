import { type Bound, resolve, textValue } from '../../code';
import { textAt } from '../code/said';
import { returned } from '../code/values';
import type { Reading } from './reading';

/** SQL that a project writes as a text, or as a function of the columns' names: `(columns) => `${columns.price} >= 0``. */
export function columnsGiven(
  bound: Bound,
  { settings }: Pick<Reading, 'settings'>,
  names?: ReadonlyMap<string, string>,
) {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'function') return sqlText({ expr, scope });
  const place = { start: expr.start, end: expr.end };
  // Every property that the function names, with its column's name.
  const words = new Set(scope.module.text.slice(expr.start, expr.end).match(/\w+/g) ?? []);
  const entries = [...words].map((word) => ({
    ...place,
    key: textAt(word, place),
    value: textAt(names?.get(word) ?? settings.naming.columnName(word), place),
  }));
  const value = returned({ def: expr, scope }, [{ expr: { kind: 'map', ...place, entries, spreads: [] }, scope }]);
  return value && sqlText(value);
}

/** A text, also in a call of `raw` or `sql`. */
function sqlText(bound: Bound): string | undefined {
  const { expr, scope } = resolve(bound);
  const [first] = expr.kind === 'call' ? expr.args : [];
  return textValue(first ? { expr: first.value, scope } : { expr, scope })?.text;
}
