import { type Converter, characterOf, piecesOf, stringOf, textOf } from '../../convert';
import { childrenOf, type SyntaxNode } from '../../node';
import type { StringLiteral, StringPiece } from '../../syntax';

/** `"a\tb"`, `'c'` and text blocks. */
export function stringLiteral(node: SyntaxNode, on: Converter): StringLiteral {
  const escapes = childrenOf(node, 'escape_sequence');
  if (textOf(on, node).startsWith('"""')) return stringOf(node, textBlock(node, escapes, on));
  const closed = node.end - node.start > 1 && /["']$/.test(textOf(on, node));
  return stringOf(node, piecesOf(on, node.start + 1, closed ? node.end - 1 : node.end, escapes, meaningOf));
}

/** `\s` is a space (JLS 3.10.7). */
function meaningOf(written: string): string {
  return written === '\\s' ? ' ' : characterOf(written);
}

interface Line {
  readonly start: number;
  /** Before the line's end and the white space that stands before that. */
  readonly end: number;
  readonly isLast: boolean;
}

/**
 * A text block, line by line: without the indentation that all lines share, the closing quotes' own among them, and without white
 * space at a line's end (JLS 3.10.6); a line that ends in a backslash goes on in the next one.
 */
function textBlock(node: SyntaxNode, escapes: readonly SyntaxNode[], on: Converter): readonly StringPiece[] {
  const lines = linesOf(node, on);
  const indents = lines
    .filter(({ start, end, isLast }) => isLast || end > start)
    .map(({ start, end }) => /^[ \t]*/.exec(on.text.slice(start, end))?.[0].length ?? 0);
  const indent = Math.min(...indents);
  return lines.flatMap(({ start, end, isLast }): readonly StringPiece[] => {
    const from = Math.min(start + indent, end);
    const continues = /(?:^|[^\\])(?:\\\\)*\\$/.test(on.text.slice(from, end));
    const inside = escapes.filter((one) => one.start >= from && one.end <= end);
    const pieces = piecesOf(on, from, continues ? end - 1 : end, inside, meaningOf);
    return isLast || continues ? pieces : [...pieces, { start: end, end: end + 1, text: '\n' }];
  });
}

function linesOf(node: SyntaxNode, on: Converter): readonly Line[] {
  const end = /"""$/.test(on.text.slice(node.start + 3, node.end)) ? node.end - 3 : node.end;
  const first = on.text.indexOf('\n', node.start) + 1;
  const lines: Line[] = [];
  let start = first === 0 ? end : Math.min(first, end);
  for (;;) {
    const newline = on.text.indexOf('\n', start);
    const isLast = newline < 0 || newline >= end;
    const stop = isLast ? end : newline;
    const kept = isLast ? on.text.slice(start, stop) : on.text.slice(start, stop).trimEnd();
    lines.push({ start, end: start + kept.length, isLast });
    if (isLast) return lines;
    start = newline + 1;
  }
}
