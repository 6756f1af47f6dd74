import type { Lexis } from '../dialects';
import { continuesName, startsName } from './chars';

const BACKSLASH = 92;

/**
 * The offset behind the quoted text that opens at `open`, or -1 when it is not closed before `end`. A doubled quote
 * is part of it; so is anything behind a backslash when `escapes` says that backslashes escape here.
 */
export function quotedEnd(
  code: string,
  open: number,
  end: number,
  close: string,
  escapes: 'backslash' | 'doubling',
): number {
  const quote = close.charCodeAt(0);
  if (escapes === 'doubling') {
    let i = open + 1;
    for (;;) {
      const at = code.indexOf(close, i);
      if (at < 0 || at >= end) return -1;
      if (code.charCodeAt(at + 1) !== quote || at + 1 >= end) return at + 1;
      i = at + 2;
    }
  }
  for (let i = open + 1; i < end; i++) {
    const c = code.charCodeAt(i);
    if (c === BACKSLASH) i++;
    else if (c === quote) {
      if (i + 1 < end && code.charCodeAt(i + 1) === quote) i++;
      else return i + 1;
    }
  }
  return -1;
}

/** The dollar quote's tag that opens at `at` (`$$`, `$body$`), or undefined when there is none. */
export function dollarTag(code: string, at: number, end: number): string | undefined {
  let i = at + 1;
  if (i < end && startsName(code.charCodeAt(i))) {
    while (i < end && code.charCodeAt(i) !== 36 && continuesName(code.charCodeAt(i))) i++;
  }
  return i < end && code.charCodeAt(i) === 36 ? code.slice(at, i + 1) : undefined;
}

/** Offset behind a block comment that opens at `at`; the end of the text when it is not closed. */
export function commentEnd(
  code: string,
  at: number,
  end: number,
  lexis: Lexis,
): { readonly end: number; readonly closed: boolean } {
  if (!lexis.nestedComments) {
    const close = code.indexOf('*/', at + 2);
    return close < 0 || close + 2 > end ? { end, closed: false } : { end: close + 2, closed: true };
  }
  let depth = 1;
  let i = at + 2;
  while (i < end) {
    const c = code.charCodeAt(i);
    if (c === 42 && code.charCodeAt(i + 1) === 47) {
      i += 2;
      depth--;
      if (depth === 0) return i <= end ? { end: i, closed: true } : { end, closed: false };
    } else if (c === 47 && code.charCodeAt(i + 1) === 42) {
      i += 2;
      depth++;
    } else i++;
  }
  return { end, closed: false };
}

/** What closes an Oracle `q'` string whose sign stands at `at`: the same sign, or a bracket's brother. */
export function closingOf(code: string, at: number): string {
  const sign = String.fromCodePoint(code.codePointAt(at) ?? 0);
  const bracket = '[{(<'.indexOf(sign);
  return bracket < 0 ? sign : ']})>'.charAt(bracket);
}
