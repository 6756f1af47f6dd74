import type { Call, CodeModule } from '../../../code';

/** The call that a text of one expression is. */
export function moduleScopeCall(module: CodeModule): Call | undefined {
  const [stmt] = module.body;
  return stmt?.kind === 'expression' && stmt.value.kind === 'call' ? stmt.value : undefined;
}
