import { spanOf } from '../text/source';
import { accept, type Cursor, isMysql, isWord, peek, spanFrom, startOffset } from './cursor';

/** Reads MySQL's `ALGORITHM [=] x` or `LOCK [=] x` into the statement's online clauses. */
export function readOnlineClause(c: Cursor): boolean {
  if (!isMysql(c) || (!isWord(c, 'algorithm') && !isWord(c, 'lock'))) return false;
  const start = startOffset(c);
  const key = peek(c).word === 'algorithm' ? 'algorithm' : 'lock';
  c.at++;
  accept(c, '=');
  const value = peek(c).word;
  c.at++;
  const first = c.online?.span.start.offset ?? start;
  const { end } = spanFrom(c, start);
  c.online = { ...c.online, [key]: value, span: spanOf(c.source, first, end.offset) };
  return true;
}
