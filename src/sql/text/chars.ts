/** True for white space; a byte order mark and the no-break space count, because files have them between statements. */
export function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13) || c === 0xa0 || c === 0xfeff || c === 0x3000 || c === 0x2028 || c === 0x2029;
}

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

/** Letters, underscore and everything beyond ASCII start a name. */
export function startsName(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || (c >= 0x80 && !isSpace(c));
}

/** `$` may be inside a name in PostgreSQL and MySQL, and is harmless in SQLite. */
export function continuesName(c: number): boolean {
  return startsName(c) || isDigit(c) || c === 36;
}

/** The offset where the line that holds `at` ends: before LF, CRLF or CR, or the text's end. */
export function lineEnd(code: string, at: number, end: number): number {
  let i = at;
  while (i < end) {
    const c = code.charCodeAt(i);
    if (c === 10 || c === 13) return i;
    i++;
  }
  return end;
}

/** True when only blanks stand before `at` on its line. */
export function startsLine(code: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0) {
    const c = code.charCodeAt(i);
    if (c === 10 || c === 13) return true;
    if (!isSpace(c)) return false;
    i--;
  }
  return true;
}
