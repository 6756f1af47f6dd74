import type { Fix, Span, TextEdit } from '../model';
import { findWords, fix, insertAt, isPlain } from './edits';
import type { StepContext } from './rule';

/**
 * The fix that makes a statement CONCURRENTLY by putting the word behind `word`: only where it then really runs outside
 * a transaction, since inside one PostgreSQL refuses it.
 */
export function makeConcurrent(context: StepContext, span: Span, word: string): Fix | undefined {
  const at = findWords(context, span, [word])?.[0];
  return outside(context, 'Make it CONCURRENTLY', [at && insertAt(context, span.uri, at.end, ' CONCURRENTLY')]);
}

/** A fix whose text must run outside a transaction, with the words by which it does; what stands beside it loses its transaction too. */
export function outside(
  context: StepContext,
  title: string,
  edits: readonly (TextEdit | undefined)[],
  statements: 'alone' | 'several' = 'alone',
): Fix | undefined {
  const free = isPlain(context) ? context.leave(statements) : undefined;
  if (!free) return undefined;
  const kind = statements === 'alone' ? 'safe' : 'thoughtful';
  const others = context.script.statements.filter(({ operations }) => operations.length > 0).length > 1;
  return free.length === 0
    ? fix(kind, title, edits)
    : fix(others ? 'thoughtful' : kind, `${title}, outside the transaction`, [...edits, ...free]);
}
