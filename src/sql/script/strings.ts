import type { Source } from '../text/source';
import type { Token } from '../text/token';

/** SQL that stands in a string: a source of its own whose spans are those of the file, and the stretch to read. */
export interface InnerSql {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** Opens a string token as SQL. Doubled quotes and backslashes are masked at equal length, so that spans stay true. */
export function sqlInString(source: Source, token: Token): InnerSql {
  const written = source.code.slice(token.start, token.end);
  const dollar = /^\$[^$]*\$/.exec(written)?.[0];
  if (dollar !== undefined) {
    const closed = written.length >= dollar.length * 2 && written.endsWith(dollar);
    return { source, start: token.start + dollar.length, end: closed ? token.end - dollar.length : token.end };
  }
  const isQ = source.lexis.quotedByQ && /^n?q'/i.test(written);
  if (isQ) return { source, start: token.start + written.indexOf("'") + 2, end: Math.max(token.start, token.end - 2) };
  const open = written.search(/["']/);
  const quote = written.charAt(open);
  const closed = written.length > open + 1 && written.endsWith(quote);
  const start = token.start + open + 1;
  const end = Math.max(start, closed ? token.end - 1 : token.end);
  const inner = source.code.slice(start, end);
  const escapes = source.lexis.backslashEscapes || source.lexis.dollarQuotes;
  if (!inner.includes(quote) && !(escapes && inner.includes('\\'))) return { source, start, end };
  return {
    source: childSource(source, start, unescaped(inner, quote, escapes ? ESCAPED : DOUBLED)),
    start: 0,
    end: inner.length,
  };
}

function childSource(source: Source, base: number, code: string): Source {
  const { lines } = source;
  return {
    ...source,
    text: code,
    code,
    lines: {
      position: (offset) => lines.position(base + offset),
      span: (start, end) => lines.span(base + start, base + end),
    },
  };
}

/** `''` opening a string becomes ` '`, `''` closing it `' `; other escapes become blanks. */
const ESCAPED = /\\[\s\S]|''|""/g;
const DOUBLED = /''|""/g;

function unescaped(inner: string, quote: string, pairs: RegExp): string {
  let open = false;
  return inner.replace(pairs, (pair) => {
    if (pair.charAt(0) === '\\' ? pair.charAt(1) !== quote : pair.charAt(0) !== quote)
      return pair.charAt(0) === '\\' ? '  ' : pair;
    open = !open;
    return open ? ` ${quote}` : `${quote} `;
  });
}
