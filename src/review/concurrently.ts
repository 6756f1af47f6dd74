import type { Fix, Span } from '../model';
import { findWords, fix, insertAt, isPlain } from './edits';
import type { StepContext } from './rule';
import { wouldEscape } from './runner';

/**
 * The fix that makes a statement CONCURRENTLY by putting the word behind `word`: only where it then really runs outside
 * a transaction, since inside one PostgreSQL refuses it.
 */
export function makeConcurrent(context: StepContext, span: Span, word: string): Fix | undefined {
  if (!canBeConcurrent(context)) return undefined;
  const at = findWords(context, span, [word])?.[0];
  return fix('safe', 'Make it CONCURRENTLY', [at && insertAt(context, span.uri, at.end, ' CONCURRENTLY')]);
}

/** True when this statement, made CONCURRENTLY, would run outside a transaction. */
export function canBeConcurrent(context: StepContext): boolean {
  const { transaction, wrapped } = context;
  if (!isPlain(context) || (transaction !== undefined && !wrapped)) return false;
  return wouldEscape(context.script, context.migration.transaction, context.statement);
}
