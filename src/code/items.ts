import { resolve } from './evaluate';
import type { Bound, Scope } from './scope';
import type { Expr } from './syntax';

/** The items of a literal list, or the entries of a literal map as pairs; undefined when they cannot be told. */
export function itemsOf(bound: Bound): readonly Bound[] | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'list') {
    const items = expr.items.map((item) =>
      item.kind === 'spread' ? itemsOf({ expr: item.value, scope }) : [{ expr: item, scope }],
    );
    return items.every((item) => item !== undefined) ? items.flat() : undefined;
  }
  if (expr.kind === 'map' && expr.spreads.length === 0)
    return expr.entries.map(({ key, value, start, end }) => ({
      expr: { kind: 'list', start, end, items: [key, value] },
      scope,
    }));
  // Object.entries(x), x.items(), x.each, x.entries(): the map's own entries; Object.keys and values, x.keys() and x.values().
  if (expr.kind !== 'call' || expr.callee.kind !== 'member') return undefined;
  const { name, object } = expr.callee;
  const source = object.kind === 'name' && object.name === 'Object' ? expr.args[0]?.value : object;
  if (!source || !/^(?:entries|items|keys|values|each|to_a)$/.test(name)) return undefined;
  const pairs = itemsOf({ expr: source, scope });
  const side = name === 'keys' ? 0 : name === 'values' ? 1 : undefined;
  if (side === undefined || !pairs) return pairs;
  return pairs.flatMap((pair) =>
    pair.expr.kind === 'list' && pair.expr.items[side] ? [{ expr: pair.expr.items[side], scope: pair.scope }] : [],
  );
}

/** Binds a loop's variable, or the parts of a pattern (`for name, size in …`). */
export function bindTarget(target: Expr, item: Bound | undefined, scope: Scope): void {
  if (target.kind === 'name') {
    scope.set(target.name, item);
    return;
  }
  if (target.kind !== 'list') return;
  const value = item && resolve(item);
  target.items.forEach((part, at) => {
    const inner = value?.expr.kind === 'list' ? value.expr.items[at] : undefined;
    bindTarget(part, inner && value ? { expr: inner, scope: value.scope } : undefined, scope);
  });
}
