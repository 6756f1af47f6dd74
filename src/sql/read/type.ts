import type { SqlType } from '../../model';
import { parseType } from '../types';
import { accept, atEnd, type Cursor, isMysql, isOneOf, peek, spanFrom, startOffset, step, textFrom } from './cursor';

/** MySQL's attributes that belong to a type though words of the column's definition stand near. */
const TYPE_WORDS = new Set(['unsigned', 'signed', 'zerofill']);

/** Reads a column's type up to the word that starts the next part of the definition. Undefined when none is written. */
export function readType(c: Cursor): SqlType | undefined {
  const start = startOffset(c);
  const from = c.at;
  while (!atEnd(c)) {
    const token = peek(c);
    if (token.word === ',' || token.word === ')' || token.word === '=' || token.word === ';') break;
    if (c.at > from || c.source.dialect === 'sqlite') {
      if (isOneOf(c, c.source.columnWords.ends)) break;
      if (token.kind === 'string') break;
      if (isMysql(c) && startsCharset(c)) break;
    } else if (isOneOf(c, c.source.columnWords.ends) && peek(c, 1).word !== '.') break;
    step(c);
  }
  if (c.at === from) return undefined;
  while (isOneOf(c, TYPE_WORDS)) c.at++;
  return parseType(textFrom(c, start), spanFrom(c, start), c.source.dialect);
}

/** `CHARACTER SET x`, not the type CHARACTER. */
function startsCharset(c: Cursor): boolean {
  return peek(c).word === 'character' && peek(c, 1).word === 'set';
}

/** Reads `CHARACTER SET x`, `CHARSET x` (with or without `=`); undefined when none is next. */
export function readCharset(c: Cursor): string | undefined {
  if (!accept(c, 'character', 'set') && !accept(c, 'charset')) return undefined;
  accept(c, '=');
  const token = peek(c);
  c.at++;
  return c.source.text
    .slice(token.start, token.end)
    .replace(/^["'`]|["'`]$/g, '')
    .toLowerCase();
}
