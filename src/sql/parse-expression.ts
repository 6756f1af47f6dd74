import type { Dialect, Expression, Span } from '../model';
import { cursorOver } from './read/cursor';
import { expressionBetween } from './read/expression';
import { SILENT } from './script/context';
import { createSource } from './text/source';
import { tokenize } from './text/statements';

/** What a rule needs to know of an expression that stands alone: a default in a model, a value in a migration's call. */
export function parseExpression(text: string, span: Span, dialect: Dialect): Expression {
  const source = createSource(span.uri, text, dialect);
  const tokens = tokenize(source, SILENT, 0, text.length);
  const read = expressionBetween(cursorOver(source, tokens), 0, tokens.length);
  return {
    text: text.trim(),
    span,
    kind: read?.kind ?? 'other',
    calls: read?.calls ?? [],
    columns: read?.columns ?? [],
  };
}
