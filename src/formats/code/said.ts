import { type Bound, type Expr, type Placed, resolve, type Scope } from '../../code';

/** Options put together from several places of a project, each value with the meaning that its names have there. */
export type Said = ReadonlyMap<string, Bound>;

/** An object that says all of it, standing at a place; what is said in other files stands there too. */
export function saidObject(said: Said, place: Placed, outer: Scope): Bound {
  const scope = outer.child();
  const at = { start: place.start, end: place.end };
  const entries = [...said].map(([key, given]) => {
    // A name that no program can have.
    const name = `= ${key}`;
    const bound = here(given, at, outer);
    scope.set(name, bound);
    const { start, end } = bound.expr;
    return { ...at, key: textAt(key, at), value: { kind: 'name', start, end, name } satisfies Expr };
  });
  return { expr: { kind: 'map', ...at, entries, spreads: [] }, scope };
}

/** A value as it is, or moved to a place of this file where another file says it. */
export function here(bound: Bound, place: Placed, outer: Scope): Bound {
  return bound.scope.module === outer.module && resolve(bound).scope.module === outer.module
    ? bound
    : { expr: moved(bound, place), scope: bound.scope };
}

const DEEPEST = 12;

/** An expression with its names followed, all of it at one place. */
function moved(bound: Bound, { start, end }: Placed, depth = 0): Expr {
  const { expr, scope } = resolve(bound);
  const at = { start, end };
  const inner = (part: Expr): Expr => moved({ expr: part, scope }, at, depth + 1);
  if (depth > DEEPEST) return { ...expr, ...at };
  switch (expr.kind) {
    case 'string':
      return textAt(expr.value, at);
    case 'list':
      return { ...expr, ...at, items: expr.items.map(inner) };
    case 'map': {
      const entries = expr.entries.map(({ key, value }) => ({ ...at, key: inner(key), value: inner(value) }));
      return { ...expr, ...at, entries, spreads: expr.spreads.map(inner) };
    }
    case 'call': {
      const args = expr.args.map((one) => ({ ...one, ...at, value: inner(one.value) }));
      return { ...expr, ...at, callee: inner(expr.callee), args };
    }
    case 'member':
      return { ...expr, ...at, object: inner(expr.object), nameAt: at };
    default:
      return { ...expr, ...at };
  }
}

export function textAt(text: string, { start, end }: Placed): Expr {
  return { kind: 'string', start, end, value: text, pieces: [{ start, end, text }] };
}

export function nameAt(name: string, { start, end }: Placed): Expr {
  return { kind: 'name', start, end, name };
}

export function constantAt(value: boolean | null, { start, end }: Placed): Expr {
  return { kind: 'constant', start, end, value };
}
