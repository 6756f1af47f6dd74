import type { Bound, Call, CodeModule, Expr, Scope, Stmt } from '../../code';

/** A call, with what its names mean there. */
export interface FoundCall {
  readonly call: Call;
  readonly scope: Scope;
  readonly module: CodeModule;
}

type Node = { readonly kind?: string };

/** Every call of a file in the order in which its parts run: what a call is made on before the call itself. */
export function callsOf(module: CodeModule, scope: Scope): readonly FoundCall[] {
  return callsIn(module.body, scope);
}

/** Every call of some statements. */
export function callsIn(body: readonly Stmt[], scope: Scope): readonly FoundCall[] {
  const { module } = scope;
  const found: FoundCall[] = [];
  const visit = (value: unknown, inside: Scope): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, inside);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node & Record<string, unknown>;
    const own = node.kind === 'function' ? bodyScope(node as unknown as Body, inside) : inside;
    for (const part of Object.values(node)) if (typeof part === 'object') visit(part, own);
    if (node.kind === 'call') found.push({ call: node as unknown as Call, scope: own, module });
  };
  visit(body, scope);
  return found;
}

interface Body {
  readonly params: readonly { readonly name: string }[];
  readonly body: readonly Stmt[];
}

/** What names mean in a function: its parameters what is given (nothing that is known), its own constants their values. */
export function bodyScope({ params, body }: Body, outer: Scope, args: readonly Bound[] = []): Scope {
  const scope = outer.child();
  params.forEach(({ name }, at) => {
    scope.set(name, args[at]);
  });
  define(body, scope);
  return scope;
}

function define(body: readonly Stmt[], scope: Scope): void {
  for (const stmt of body) {
    if (stmt.kind === 'function' || stmt.kind === 'class') scope.define(stmt);
    if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.value)
      scope.set(stmt.target.name, { expr: stmt.value as Expr, scope });
    if (stmt.kind === 'block') define(stmt.body, scope);
    if (stmt.kind === 'if') define([...stmt.consequence, ...stmt.otherwise], scope);
  }
}
