import { type Dialect, isMysqlFamily } from '../../model';
import { LEXIS } from '../dialects';
import { lineEnd } from './chars';
import { commentEnd, dollarTag, quotedEnd } from './quotes';

/** The offset behind the string or comment at `at`, or the next character's when none opens there. */
export function skipNonCode(text: string, at: number, dialect: Dialect): number {
  const lexis = LEXIS[dialect];
  const c = text.charCodeAt(at);
  const end = text.length;
  if (c === 39) {
    const escapes = isMysqlFamily(dialect) ? 'backslash' : 'doubling';
    const close = quotedEnd(text, at, end, "'", escapes);
    return close < 0 ? at + 1 : close;
  }
  if (c === 45 && text.charCodeAt(at + 1) === 45) return lineEnd(text, at, end);
  if (c === 47 && text.charCodeAt(at + 1) === 42) return commentEnd(text, at, end, lexis).end;
  if (c === 36 && lexis.dollarQuotes) {
    const tag = dollarTag(text, at, end);
    // Templates inside a dollar-quoted body are code: only the tag is stepped over.
    return tag === undefined ? at + 1 : at + tag.length;
  }
  return at + 1;
}
