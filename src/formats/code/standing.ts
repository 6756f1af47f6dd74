import type { Call, Expr, Scope } from '../../code';

/** Values that stand for what a tool hands to a migration, so that what is asked of them is told. */
const PLACE = { start: 0, end: 0 };

export function textExpr(value: string): Expr {
  return { kind: 'string', ...PLACE, value, pieces: [{ ...PLACE, text: value }] };
}

export function nameExpr(name: string): Expr {
  return { kind: 'name', ...PLACE, name };
}

/** A function that only returns something. */
export function returning(value: Expr): Expr {
  return { kind: 'function', ...PLACE, params: [], body: [{ kind: 'return', ...PLACE, value }] };
}

export function mapExpr(entries: Readonly<Record<string, Expr>>): Expr {
  return {
    kind: 'map',
    ...PLACE,
    entries: Object.entries(entries).map(([key, value]) => ({ ...PLACE, key: textExpr(key), value })),
    spreads: [],
  };
}

/** True when a value is one that stands for something, by the mark in it. */
export function isStanding(expr: Expr, mark: string): boolean {
  return expr.kind === 'map' && expr.entries.some(({ key }) => key.kind === 'string' && key.value === mark);
}

/** A function that the runner enters. */
export function isFollowed({ callee }: Call, scope: Scope): boolean {
  if (callee.kind === 'function') return true;
  if (callee.kind === 'member')
    return callee.object.kind === 'name' && callee.object.name === 'this' && scope.function(callee.name) !== undefined;
  if (callee.kind !== 'name') return false;
  return scope.function(callee.name) !== undefined || scope.value(callee.name)?.expr.kind === 'function';
}
