import type { Call, ClassDef, CodeModule, Decorator, Expr, FunctionExpr, Scope, Stmt } from '../../code';

/** A call wherever it stands in a file, with what its names mean there. */
export interface CallMet {
  readonly call: Call;
  readonly scope: Scope;
  /** The innermost class around it. */
  readonly owner: ClassDef | undefined;
}

/** A class wherever it stands in a file. */
export interface ClassMet {
  readonly def: ClassDef;
  readonly scope: Scope;
}

/** An assignment to something that is no plain name: `db.User = …`. */
export interface AssignedMember {
  readonly target: Expr;
  readonly value: Expr;
  readonly scope: Scope;
}

export interface Met {
  readonly calls: readonly CallMet[];
  readonly classes: readonly ClassMet[];
  readonly assigned: readonly AssignedMember[];
}

interface Walk {
  readonly calls: CallMet[];
  readonly classes: ClassMet[];
  readonly assigned: AssignedMember[];
}

interface Place {
  readonly scope: Scope;
  readonly owner: ClassDef | undefined;
}

/**
 * All calls, classes and assignments of a file, those in functions too, whether anybody calls these or not: models are declared in
 * functions that an ORM's loader calls. A function's parameters mean nothing known; its constants do.
 */
export function metIn(module: CodeModule, scope: Scope): Met {
  const walk: Walk = { calls: [], classes: [], assigned: [] };
  statements(module.body, { scope, owner: undefined }, walk);
  return walk;
}

function statements(body: readonly Stmt[], place: Place, walk: Walk): void {
  for (const stmt of body) statement(stmt, place, walk);
}

/** Names that a function's own statements give, wherever in it they stand. */
function declare(body: readonly Stmt[], scope: Scope): void {
  for (const stmt of body) {
    if (stmt.kind === 'function' || stmt.kind === 'class') scope.define(stmt);
    else if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.value)
      scope.set(stmt.target.name, { expr: stmt.value, scope });
    else if (stmt.kind === 'block' || stmt.kind === 'loop') declare(stmt.body, scope);
    else if (stmt.kind === 'if') declare([...stmt.consequence, ...stmt.otherwise], scope);
  }
}

function enter({ params, body }: Pick<FunctionExpr, 'params' | 'body'>, place: Place, walk: Walk): void {
  const scope = place.scope.child();
  for (const { name } of params) scope.set(name, undefined);
  declare(body, scope);
  statements(body, { ...place, scope }, walk);
}

function statement(stmt: Stmt, place: Place, walk: Walk): void {
  switch (stmt.kind) {
    case 'assign':
      decorated(stmt.decorators, place, walk);
      if (stmt.value && stmt.target.kind !== 'name' && !place.owner)
        walk.assigned.push({ target: stmt.target, value: stmt.value, scope: place.scope });
      if (stmt.value) expression(stmt.value, place, walk);
      return;
    case 'function':
      decorated(stmt.decorators, place, walk);
      enter(stmt, place, walk);
      return;
    case 'class':
      walk.classes.push({ def: stmt, scope: place.scope });
      decorated(stmt.decorators, place, walk);
      for (const base of stmt.bases) expression(base, place, walk);
      statements(stmt.body, { ...place, owner: stmt }, walk);
      return;
    case 'expression':
      expression(stmt.value, place, walk);
      return;
    case 'return':
    case 'throw':
      if (stmt.value) expression(stmt.value, place, walk);
      return;
    case 'if':
      expression(stmt.test, place, walk);
      statements([...stmt.consequence, ...stmt.otherwise], place, walk);
      return;
    case 'loop':
      if (stmt.iterable) expression(stmt.iterable, place, walk);
      statements(stmt.body, place, walk);
      return;
    case 'block':
      for (const { value } of stmt.heads) expression(value, place, walk);
      statements(stmt.body, place, walk);
      return;
    default:
      return;
  }
}

function decorated(decorators: readonly Decorator[], place: Place, walk: Walk): void {
  for (const { args } of decorators) for (const { value } of args) expression(value, place, walk);
}

function expression(expr: Expr, place: Place, walk: Walk): void {
  if (expr.kind === 'function') enter(expr, place, walk);
  else {
    for (const inner of partsOf(expr)) expression(inner, place, walk);
    // Inner calls run first: a chain's root before its links.
    if (expr.kind === 'call') walk.calls.push({ call: expr, ...place });
  }
}

function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'call':
      return [expr.callee, ...expr.args.map(({ value }) => value), ...(expr.block ? [expr.block] : [])];
    case 'member':
      return [expr.object];
    case 'index':
      return [expr.object, expr.index];
    case 'list':
      return expr.items;
    case 'map':
      return [...expr.entries.map(({ value }) => value), ...expr.spreads];
    case 'binary':
      return [expr.left, expr.right];
    case 'unary':
      return [expr.operand];
    case 'conditional':
      return [expr.test, expr.consequence, expr.otherwise];
    case 'spread':
      return [expr.value];
    default:
      return [];
  }
}
