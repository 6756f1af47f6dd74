import type { Bound, Expr, FunctionExpr, Scope, Stmt } from '../../code';

/** What a lambda gives back: its expression, or its last `return`, with the constants before it known. */
export function lastReturn(lambda: FunctionExpr, scope: Scope): Bound | undefined {
  const inside = scope.child();
  for (const stmt of lambda.body) {
    if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.value)
      inside.set(stmt.target.name, { expr: stmt.value, scope: inside });
    if (stmt.kind === 'return' && stmt.value) return { expr: stmt.value, scope: inside };
  }
  return undefined;
}

/** The expressions that a lambda is made of, in order, blocks opened. */
export function statementsIn(lambda: Pick<FunctionExpr, 'body'>): readonly Expr[] {
  const open = (stmt: Stmt): readonly Expr[] => {
    if (stmt.kind === 'block') return stmt.body.flatMap(open);
    if (stmt.kind === 'expression') return [stmt.value];
    return stmt.kind === 'return' && stmt.value ? [stmt.value] : [];
  };
  return lambda.body.flatMap(open);
}
