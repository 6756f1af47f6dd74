import type { Conditional } from '../model';
import { resolve, truth } from './evaluate';
import { type Given, givenBy, rebinding } from './given';
import { bindTarget, itemsOf, pairsOf } from './items';
import type { Bound, BoundFunction, Scope } from './scope';
import type { Block, Call, Expr, FunctionExpr, If, Loop, Stmt } from './syntax';

/** Where a call stands when it is met: what its names mean, and what makes it conditional. */
export interface Frame {
  readonly scope: Scope;
  readonly conditional: Conditional | undefined;
  /** Heads of the `with` blocks around it, the innermost last. */
  readonly within?: readonly Expr[];
}

/** Told of every call in the order in which it would run; `true` when it took the call with all that is inside it. */
export type Visit = (call: Call, frame: Frame) => boolean;

/** Says whether a condition holds that the code alone does not tell: the dialect's name, a mode of the tool. */
export type Decide = (test: Bound) => boolean | undefined;

interface Run {
  readonly visit: Visit;
  readonly decide?: Decide;
  /** Statements left: loops in loops over long lists end somewhere. */
  budget: { left: number };
  readonly depth: number;
}

const BUDGET = 100_000;
const DEEPEST = 12;

/**
 * Goes through statements as they would run, without running anything: loops over literal lists are unrolled with their variable
 * bound, conditions that are constant are followed, others make what is in them conditional, functions of the same module (or of
 * imported modules of the project) are entered with their parameters bound.
 */
export function runStatements(body: readonly Stmt[], frame: Frame, visit: Visit, decide?: Decide): void {
  statements(body, frame, { visit, ...(decide ? { decide } : {}), budget: { left: BUDGET }, depth: 0 });
}

/** Goes through a function's body with its parameters bound to the arguments of a call. */
export function runFunction(
  called: BoundFunction,
  args: readonly Bound[],
  conditional: Conditional | undefined,
  visit: Visit,
  decide?: Decide,
): void {
  const run: Run = { visit, ...(decide ? { decide } : {}), budget: { left: BUDGET }, depth: 0 };
  enter(called, { inOrder: args }, { conditional }, run);
}

function enter(called: BoundFunction, given: Given, around: Pick<Frame, 'conditional' | 'within'>, run: Run): void {
  if (run.depth > DEEPEST) return;
  const scope = called.scope.child();
  called.def.params.forEach((param, at) => {
    const standard = param.default && { expr: param.default, scope: called.scope };
    scope.set(param.name, given.byName?.get(param.name) ?? given.inOrder[at] ?? standard);
  });
  const { conditional, within } = around;
  const frame: Frame = { scope, conditional, ...(within ? { within } : {}) };
  statements(called.def.body, frame, { ...run, depth: run.depth + 1 });
}

/** Whether what stands behind it still runs. */
type Flow = 'goes on' | 'ends';

function statements(body: readonly Stmt[], frame: Frame, run: Run): Flow {
  for (const stmt of body) if (stmt.kind === 'function' || stmt.kind === 'class') frame.scope.define(stmt);
  for (const stmt of body) {
    if (run.budget.left-- <= 0) return 'ends';
    if (statement(stmt, frame, run) === 'ends' || stmt.kind === 'return' || stmt.kind === 'throw') return 'ends';
  }
  return 'goes on';
}

function statement(stmt: Stmt, frame: Frame, run: Run): Flow | undefined {
  const { scope } = frame;
  switch (stmt.kind) {
    case 'expression':
      expression(stmt.value, frame, run);
      return undefined;
    case 'assign': {
      if (stmt.value) expression(stmt.value, frame, run);
      if (stmt.target.kind === 'name')
        scope.set(stmt.target.name, assigned(stmt.value, stmt.operator, stmt.target.name, frame));
      return undefined;
    }
    case 'return':
    case 'throw':
      // A function that is given back is there to be called.
      if (stmt.value) inside(stmt.value, frame, run);
      return undefined;
    case 'if':
      return branch(stmt, frame, run);
    case 'loop':
      return loop(stmt, frame, run);
    case 'block':
      for (const head of stmt.heads) {
        expression(head.value, frame, run);
        if (head.as !== undefined) scope.set(head.as, { expr: head.value, scope });
      }
      return statements(stmt.body, withHeads(stmt, frame), run);
    default:
      return undefined;
  }
}

function withHeads({ form, heads }: Block, frame: Frame): Frame {
  if (form !== 'with') return frame;
  return { ...frame, within: [...(frame.within ?? []), ...heads.map(({ value }) => value)] };
}

/** The branch that is taken; both, as conditional, where that cannot be told. Only the end of a branch that is certain ends the rest. */
function branch(stmt: If, frame: Frame, run: Run): Flow | undefined {
  expression(stmt.test, frame, run);
  const test = { expr: stmt.test, scope: frame.scope };
  const holds = run.decide?.(test) ?? truth(test);
  if (holds !== undefined) return statements(holds ? stmt.consequence : stmt.otherwise, frame, run);
  const inside = { ...frame, conditional: guard(stmt, frame) };
  statements(stmt.consequence, inside, run);
  statements(stmt.otherwise, inside, run);
  return undefined;
}

function assigned(
  value: Expr | undefined,
  operator: string | undefined,
  name: string,
  { scope }: Frame,
): Bound | undefined {
  if (!value) return undefined;
  // A name that is given a value made of itself (`sql = sql + …`) means that value with its old meaning inside.
  if (operator === undefined) return { expr: value, scope: rebinding(scope, name) };
  const before = scope.value(name);
  if (!before) return undefined;
  const outer = rebinding(scope, name);
  return {
    expr: {
      kind: 'binary',
      operator: '+',
      start: value.start,
      end: value.end,
      left: { kind: 'name', name, start: value.start, end: value.end },
      right: value,
    },
    scope: outer,
  };
}

function guard(stmt: Stmt, { scope, conditional }: Frame): Conditional {
  return conditional ?? { kind: 'guard', span: scope.module.lines.span(stmt.start, stmt.end) };
}

/** Of a loop whose turns are known, a turn that surely returns is the last, and ends what is behind the loop with it. */
function loop(stmt: Loop, frame: Frame, run: Run): Flow | undefined {
  if (stmt.iterable) expression(stmt.iterable, frame, run);
  const over = stmt.iterable && { expr: stmt.iterable, scope: frame.scope };
  const items = over && (stmt.over ? pairsOf(over, stmt.over) : itemsOf(over));
  if (!items) {
    const conditional = frame.conditional ?? {
      kind: 'loop',
      span: frame.scope.module.lines.span(stmt.start, stmt.end),
    };
    const scope = frame.scope.child();
    if (stmt.target) bindTarget(stmt.target, undefined, scope);
    statements(stmt.body, { ...frame, scope, conditional }, run);
    return undefined;
  }
  for (const item of items) {
    if (run.budget.left <= 0) return 'ends';
    if (stmt.target) bindTarget(stmt.target, item, frame.scope);
    if (statements(stmt.body, frame, run) === 'ends') return 'ends';
  }
  return undefined;
}

function expression(expr: Expr, frame: Frame, run: Run): void {
  switch (expr.kind) {
    case 'call':
      call(expr, frame, run);
      return;
    case 'list':
      for (const item of expr.items) expression(item, frame, run);
      return;
    case 'member':
      expression(expr.object, frame, run);
      return;
    case 'binary': {
      expression(expr.left, frame, run);
      // The right side of `a && b()` runs only if the left one lets it.
      const conditional = /^(?:&&|\|\||and|or|\?\?)$/.test(expr.operator)
        ? (frame.conditional ?? { kind: 'guard', span: frame.scope.module.lines.span(expr.start, expr.end) })
        : frame.conditional;
      expression(expr.right, { ...frame, conditional }, run);
      return;
    }
    case 'conditional': {
      const conditional = frame.conditional ?? {
        kind: 'guard',
        span: frame.scope.module.lines.span(expr.start, expr.end),
      };
      expression(expr.consequence, { ...frame, conditional }, run);
      expression(expr.otherwise, { ...frame, conditional }, run);
      return;
    }
    case 'spread':
      expression(expr.value, frame, run);
      return;
    case 'comprehension': {
      const { target, iterable, value, start, end } = expr;
      loop(
        { kind: 'loop', start, end, target, iterable, body: [{ kind: 'expression', start, end, value }] },
        frame,
        run,
      );
      return;
    }
    default:
      return;
  }
}

function call(expr: Call, frame: Frame, run: Run): void {
  if (run.budget.left-- <= 0) return;
  if (run.visit(expr, frame)) return;
  const { callee } = expr;
  const called = functionOf(callee, frame.scope);
  if (called) {
    enter(called, givenBy(expr, frame.scope), frame, run);
    return;
  }
  if (callee.kind === 'member') {
    if (iterates(expr, frame, run)) return;
    expression(callee.object, frame, run);
  } else if (callee.kind !== 'name') expression(callee, frame, run);
  for (const { value } of expr.args) inside(value, frame, run);
  if (expr.block) inside(expr.block, frame, run);
}

/** A callback runs with parameters that nobody knows. */
function inside(value: Expr, frame: Frame, run: Run): void {
  if (value.kind === 'function') enter({ def: value, scope: frame.scope }, { inOrder: [] }, frame, run);
  else expression(value, frame, run);
}

/** A function of the module by its name: called plainly, or as a method of the same object or class. */
function functionOf(callee: Expr, scope: Scope): BoundFunction | undefined {
  if (callee.kind === 'function') return { def: callee, scope };
  if (callee.kind === 'name') {
    const known = scope.function(callee.name);
    if (known) return known;
    const value = scope.value(callee.name);
    return value?.expr.kind === 'function' ? { def: value.expr, scope: value.scope } : undefined;
  }
  if (
    callee.kind === 'member' &&
    callee.object.kind === 'name' &&
    /^(?:this|self|cls|static)$/.test(callee.object.name)
  )
    return scope.function(callee.name);
  return undefined;
}

/** `[…].forEach((x) => …)`, `%w[a b].each do |x|`: a loop in the shape of a call. */
function iterates(expr: Call, frame: Frame, run: Run): boolean {
  const { callee } = expr;
  if (callee.kind !== 'member' || !/^(?:forEach|each|map|each_pair|each_with_index|flatMap)$/.test(callee.name))
    return false;
  const callback: FunctionExpr | undefined = expr.block ?? functionArgument(expr);
  const items = itemsOf({ expr: callee.object, scope: frame.scope });
  if (!callback || !items) return false;
  items.forEach((item, index) => {
    enter({ def: callback, scope: frame.scope }, { inOrder: argumentsFor(callback, item, index, expr) }, frame, run);
  });
  return true;
}

function functionArgument(expr: Call): FunctionExpr | undefined {
  const [first] = expr.args;
  return first?.value.kind === 'function' ? first.value : undefined;
}

/** A block with several parameters over lists takes them apart; otherwise the second is the index. */
function argumentsFor(callback: FunctionExpr, item: Bound, index: number, at: Call): readonly Bound[] {
  const pair = resolve(item);
  if (callback.params.length >= 2 && pair.expr.kind === 'list')
    return pair.expr.items.map((expr) => ({ expr, scope: pair.scope }));
  const number: Expr = { kind: 'number', start: at.start, end: at.start, text: String(index) };
  return [item, { expr: number, scope: item.scope }];
}
