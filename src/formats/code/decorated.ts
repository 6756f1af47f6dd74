import { type Bound, type ClassDef, type Decorator, type Expr, type Placed, resolve, type Scope } from '../../code';
import { itemsOf } from './compose';
import { boundArgs, functionNamed, returned } from './values';

/** Classes, and decorators of them and of their members, with the project's own helpers followed. */

export interface ClassRef {
  readonly def: ClassDef;
  readonly scope: Scope;
}

/** A decorator as it is called in the end: behind helpers that only return another. */
export interface Called {
  /** Without what stands before a dot. */
  readonly name: string;
  readonly args: readonly Bound[];
  /** Where the decorator stands. */
  readonly at: Placed;
  readonly nameAt: Placed;
}

const DEEPEST = 8;

/** The decorators of a class or member, in the order in which they are written. */
export function decoratorsOf(decorators: readonly Decorator[], scope: Scope): readonly Called[] {
  return decorators.flatMap((one) => {
    const [head = '', ...rest] = one.name.split('.');
    const called: Called = {
      name: rest.at(-1) ?? head,
      args: boundArgs(one.args, scope),
      at: { start: one.start, end: one.end },
      nameAt: one.nameAt,
    };
    return rest.length > 0 ? [called] : opened(called, scope, 0);
  });
}

/** `@Id()` of the project's own that returns `PrimaryColumn({…})`, or `applyDecorators(A(), B())`. */
function opened(called: Called, scope: Scope, depth: number): readonly Called[] {
  const own = depth > DEEPEST ? undefined : functionNamed(called.name, scope);
  const value = own && returned(own, called.args);
  if (!value) return [called];
  const inside = callsIn(value, called, depth + 1);
  return inside.length > 0 ? inside : [called];
}

function callsIn(bound: Bound, called: Called, depth: number): readonly Called[] {
  const { expr, scope } = bound;
  // A decorator written out as a function that calls others: `(target, key) => { Column({…})(target, key); }`.
  if (expr.kind === 'function')
    return expr.body.flatMap((stmt) =>
      (stmt.kind === 'expression' || stmt.kind === 'return') && stmt.value
        ? callsIn({ expr: stmt.value, scope }, called, depth)
        : [],
    );
  if (expr.kind !== 'call') return [];
  const { callee } = expr;
  if (callee.kind === 'call') return callsIn({ expr: callee, scope }, called, depth);
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.name : '';
  const args = boundArgs(expr.args, scope);
  if (/^(?:applyDecorators|compose|applyDecorator)$/.test(name))
    return args.flatMap((arg) => itemsOf(arg)).flatMap((arg) => callsIn(arg, called, depth));
  if (name === '') return [];
  return opened({ ...called, name, args }, scope, depth);
}

/** The class that a value is: by its name, or what a mixin of the project returns. */
export function classOf(bound: Bound, depth = 0): ClassRef | undefined {
  if (depth > DEEPEST) return undefined;
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'name') return scope.class(expr.name);
  if (expr.kind === 'function') {
    const value = returned({ def: expr, scope });
    return value && classOf(value, depth + 1);
  }
  if (expr.kind !== 'call' || expr.callee.kind !== 'name') return undefined;
  const mixin = functionNamed(expr.callee.name, scope);
  const value = mixin && returned(mixin, boundArgs(expr.args, scope));
  return value && classOf(value, depth + 1);
}

/** A class and those it extends, itself first. */
export function lineOf(own: ClassRef): readonly ClassRef[] {
  const found: ClassRef[] = [];
  for (let at: ClassRef | undefined = own; at && found.length <= 32; ) {
    found.push(at);
    const [base]: readonly Expr[] = at.def.bases;
    const next: ClassRef | undefined = base && classOf({ expr: base, scope: at.scope });
    at = next && found.every(({ def }) => def !== next.def) ? next : undefined;
  }
  return found;
}

/** What `() => User`, `User` or `'User'` means: the class, or its name where the class cannot be found. */
export interface Target {
  readonly ref: ClassRef | undefined;
  readonly name: string;
  readonly place: Placed;
}

export function targetOf(bound: Bound | undefined): Target | undefined {
  if (!bound) return undefined;
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'function') return targetOf(returned({ def: expr, scope }));
  if (expr.kind === 'string') return { ref: undefined, name: expr.value, place: expr.pieces[0] ?? expr };
  if (expr.kind === 'list') return expr.items[0] && targetOf({ expr: expr.items[0], scope });
  if (expr.kind === 'member') return { ref: undefined, name: expr.name, place: expr.nameAt };
  if (expr.kind !== 'name') return undefined;
  const ref = scope.class(expr.name);
  return { ref, name: ref?.def.name ?? expr.name, place: bound.expr.kind === 'name' ? bound.expr : expr };
}
