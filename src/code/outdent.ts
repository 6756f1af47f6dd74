import type { StringPiece } from './syntax';

/** The start of the next line, or the text's end. */
export function lineAfter(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline + 1;
}

/** The end of the line before the one that begins at `line`, its line break left out. */
export function endBefore(text: string, line: number): number {
  return text[line - 2] === '\r' ? line - 2 : line - 1;
}

/**
 * A piece without the first `indent` blanks of each of its lines, in as many pieces as lines, so that what is left stands letter
 * for letter where it stood.
 */
export function outdented(piece: StringPiece, indent: number, text: string): readonly StringPiece[] {
  if (indent === 0 || piece.text.length !== piece.end - piece.start) return [piece];
  const pieces: StringPiece[] = [];
  let at = piece.start;
  while (at < piece.end) {
    const next = Math.min(piece.end, lineAfter(text, at));
    let from = at;
    if (text[at - 1] === '\n') while (from < next && from - at < indent && /[ \t]/.test(text[from] ?? '')) from++;
    if (next > from) pieces.push({ start: from, end: next, text: text.slice(from, next) });
    at = next;
  }
  return pieces;
}
