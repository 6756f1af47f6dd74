import { resolve } from './evaluate';
import type { Bound, Scope } from './scope';
import type { Comprehension, Expr } from './syntax';

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
  if (expr.kind === 'comprehension') return mapped(expr, scope);
  // Lists behind each other: `Base.Meta.indexes + [Index(…)]`.
  if (expr.kind === 'binary' && expr.operator === '+') {
    const [left, right] = [itemsOf({ expr: expr.left, scope }), itemsOf({ expr: expr.right, scope })];
    return left && right && [...left, ...right];
  }
  // Laravel's `collect([…])` is the list.
  if (expr.kind === 'call' && expr.callee.kind === 'name' && expr.callee.name === 'collect' && expr.args[0])
    return itemsOf({ expr: expr.args[0].value, scope });
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

/** `[f(x) for x in items]` over items that can be told: as many values, each with its own variable. */
function mapped({ target, iterable, value, condition }: Comprehension, scope: Scope): readonly Bound[] | undefined {
  const items = itemsOf({ expr: iterable, scope });
  if (!items || condition) return undefined;
  return items.map((item) => {
    const inner = scope.child();
    bindTarget(target, item, inner);
    return { expr: value, scope: inner };
  });
}

/** What PHP's `foreach` goes over: values alone, or each with its key (a list's are numbers) before it. */
export function pairsOf(bound: Bound, over: 'values' | 'entries' | 'keys'): readonly Bound[] | undefined {
  const { expr, scope } = resolve(bound);
  if (over === 'keys')
    return expr.kind === 'map' && expr.spreads.length === 0
      ? expr.entries.map(({ key }) => ({ expr: key, scope }))
      : itemsOf({ expr, scope });
  if (expr.kind === 'map' && expr.spreads.length === 0)
    return over === 'entries' ? itemsOf({ expr, scope }) : expr.entries.map(({ value }) => ({ expr: value, scope }));
  const items = itemsOf({ expr, scope });
  if (over === 'values') return items;
  return items?.map((item, at) => {
    const place = { start: item.expr.start, end: item.expr.end };
    // A pair made here lives in the item's own scope: names in the item mean what they meant.
    return {
      expr: { kind: 'list', ...place, items: [{ kind: 'number', ...place, text: String(at) }, item.expr] },
      scope: item.scope,
    };
  });
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
