/** A place in a text: line and column are 0-based and count UTF-16 code units, as VS Code does; offset counts from the file's start. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of one file. `end` is exclusive. */
export interface Span {
  readonly uri: string;
  readonly start: Position;
  readonly end: Position;
}

/** Turns offsets of one text into positions in O(log lines). */
export interface LineIndex {
  position(offset: number): Position;
  span(start: number, end: number): Span;
}

/** Builds the line index of a text. Lines end at LF, CRLF or a lone CR, as in the Language Server Protocol. */
export function lineIndex(uri: string, text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  const position = (offset: number): Position => {
    const at = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: at - (starts[low] ?? 0), offset: at };
  };
  return { position, span: (start, end) => ({ uri, start: position(start), end: position(end) }) };
}

/** True when `outer` covers `inner` in the same file. */
export function spanContains(outer: Span, inner: Span): boolean {
  return outer.uri === inner.uri && outer.start.offset <= inner.start.offset && inner.end.offset <= outer.end.offset;
}
