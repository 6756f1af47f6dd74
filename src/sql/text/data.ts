import { lineEnd } from './chars';
import type { Lexer } from './lexer';
import { commentEnd, dollarTag, quotedEnd } from './quotes';

/** Moves to the statement's end without making tokens: rows are data, and a dump holds millions of them. */
export function skipData(lexer: Lexer, delimiter: string): void {
  const { code, end, lexis } = lexer;
  const escapes = lexis.backslashEscapes ? 'backslash' : 'doubling';
  const first = delimiter.charCodeAt(0);
  let i = lexer.pos;
  while (i < end) {
    const c = code.charCodeAt(i);
    if (c === first && (delimiter.length === 1 || code.startsWith(delimiter, i))) break;
    if (c === 39) {
      const prefix = code.charCodeAt(i - 1) | 32;
      const escaped = lexis.dollarQuotes && prefix === 101 ? 'backslash' : escapes;
      i = closed(quotedEnd(code, i, end, "'", escaped), end);
    } else if (c === 34) i = closed(quotedEnd(code, i, end, '"', escapes), end);
    else if (c === 96 && lexis.backtickNames) i = closed(quotedEnd(code, i, end, '`', 'doubling'), end);
    else if (c === 45 && code.charCodeAt(i + 1) === 45) i = lineEnd(code, i, end);
    else if (c === 35 && lexis.hashComments) i = lineEnd(code, i, end);
    else if (c === 47 && code.charCodeAt(i + 1) === 42) i = commentEnd(code, i, end, lexis).end;
    else if (c === 42 && lexer.execOpen >= 0 && code.charCodeAt(i + 1) === 47) break;
    else if (c === 36 && lexis.dollarQuotes) i = dollarEnd(lexer, i);
    else i++;
  }
  lexer.pos = i;
}

function closed(at: number, end: number): number {
  return at < 0 ? end : at;
}

function dollarEnd(lexer: Lexer, at: number): number {
  const tag = dollarTag(lexer.code, at, lexer.end);
  if (tag === undefined) return at + 1;
  const close = lexer.code.indexOf(tag, at + tag.length);
  return close < 0 ? lexer.end : Math.min(lexer.end, close + tag.length);
}
