import type { Operation, Statement } from '../../model';
import { cursorOver } from '../read/cursor';
import { readOperations } from '../read/statement';
import { type Source, spanOf } from '../text/source';
import type { Token } from '../text/token';
import type { Place } from './context';

const AT_RUN_TIME = 'This SQL is put together when it runs, so what it does cannot be told from the file.';

/** A statement of a block: a range of the block's tokens. */
export function statementBetween(
  source: Source,
  tokens: readonly Token[],
  range: { readonly from: number; readonly to: number },
  place: Place,
): Statement {
  const c = cursorOver(source, tokens, range.from, range.to);
  const start = tokens[range.from]?.start ?? 0;
  const end = tokens[range.to - 1]?.end ?? start;
  const reading = readOperations(c, start);
  const statement = statementOf(spanOf(source, start, end), reading.operations, place.conditional);
  return reading.online ? { ...statement, online: reading.online } : statement;
}

export function statementOf(
  span: Statement['span'],
  operations: readonly Operation[],
  conditional: Statement['conditional'],
): Statement {
  const understood = operations.every((operation) => operation.kind !== 'opaque');
  return { span, operations, ...(conditional ? { conditional } : {}), confidence: understood ? 'reader' : 'none' };
}

/** The opaque statement for SQL that is put together at run time. */
export function atRunTime(
  source: Source,
  range: { readonly start: number; readonly end: number },
  place: Place,
): Statement {
  const span = spanOf(source, range.start, range.end);
  const text = source.text.slice(range.start, range.end);
  return statementOf(span, [{ kind: 'opaque', text, reason: AT_RUN_TIME, span }], place.conditional);
}

/** A line for the command-line client: known, and nothing of the schema. */
export function clientStatement(source: Source, start: number, end: number): Statement {
  const span = spanOf(source, start, end);
  const text = source.text.slice(start, end);
  const name = /^\S+/.exec(text)?.[0].toLowerCase() ?? '';
  return { span, operations: [{ kind: 'call', name, text, span }], confidence: 'reader' };
}
