import { type Converter, piecesOf, stringOf, templateOf, textOf } from '../../convert';
import { childrenOf, type SyntaxNode } from '../../node';
import { endBefore, lineAfter, outdented } from '../../outdent';
import type { Expr, Placed, StringPiece } from '../../syntax';

type Part = StringPiece | Expr;

/** `"a\tb"`, `'c'` */
export function quoted(node: SyntaxNode, on: Converter): Expr {
  const ends = /["'](?:[uU]8)?$/.exec(textOf(on, node).slice(1))?.[0].length ?? 0;
  const end = Math.max(node.start + 1, node.end - ends);
  return stringOf(node, piecesOf(on, node.start + 1, end, childrenOf(node, 'escape_sequence')));
}

/** `@"a ""b"""`: only the quote is written twice. */
export function verbatim(node: SyntaxNode, on: Converter): Expr {
  const start = node.start + 2;
  const closed = node.end > start && on.text[node.end - 1] === '"';
  const end = closed ? node.end - 1 : Math.max(start, node.end);
  return stringOf(node, doubled(on, start, end, '"'));
}

/** Text in which some characters are written twice to stand for themselves. */
function doubled(on: Converter, start: number, end: number, characters: string): readonly StringPiece[] {
  const escapes: Placed[] = [];
  for (let at = start; at < end - 1; at++) {
    const character = on.text.charAt(at);
    if (!characters.includes(character) || on.text[at + 1] !== character) continue;
    escapes.push({ start: at, end: at + 2 });
    at++;
  }
  return piecesOf(on, start, end, escapes, (written) => written.charAt(0));
}

/**
 * `"""…"""`. Over several lines the first and the last line break and the closing line's indent are not of the text (C# reference,
 * "Raw string literals").
 */
export function raw(node: SyntaxNode, on: Converter): Expr {
  const content = node.children.find(({ type }) => type === 'raw_string_content');
  if (!content) return stringOf(node, []);
  const lines = blockOf(content.start, content.end, on.text);
  return stringOf(
    node,
    piecesOf(on, lines.start, lines.end, []).flatMap((piece) => outdented(piece, lines.indent, on.text)),
  );
}

interface Lines extends Placed {
  readonly indent: number;
}

/** Where the text of a raw string stands between its quotes, and how deep. */
function blockOf(start: number, end: number, text: string): Lines {
  const first = lineAfter(text, start);
  if (first > end || text.slice(start, first).trim() !== '') return { start, end, indent: 0 };
  const last = text.lastIndexOf('\n', end - 1) + 1;
  return { start: first, end: Math.max(first, endBefore(text, last)), indent: end - last };
}

/** `$"a {b} {{c}}"`, `$@"…"`, `$"""…"""`: what is in braces is an expression. */
export function interpolated(node: SyntaxNode, on: Converter, expression: (node: SyntaxNode) => Expr): Expr {
  const start = childrenOf(node, 'interpolation_start')[0];
  const quotes = childrenOf(node, 'interpolation_quote');
  const isRaw = quotes.length > 0;
  const isVerbatim = start !== undefined && textOf(on, start).includes('@');
  const inside = { start: quotes[0]?.end ?? node.start, end: quotes[1]?.start ?? node.end };
  const lines = isRaw ? blockOf(inside.start, inside.end, on.text) : undefined;
  const parts = node.children.flatMap((one): readonly Part[] => {
    if (one.type === 'interpolation') {
      const value = one.children.find(({ type }) => !type.startsWith('interpolation_') && type !== 'comment');
      return value ? [expression(value)] : [];
    }
    if (one.type === 'escape_sequence') return piecesOf(on, one.start, one.end, [one]);
    if (one.type !== 'string_content') return [];
    if (!lines) return doubled(on, one.start, one.end, isVerbatim ? '"{}' : '{}');
    const [from, to] = [Math.max(one.start, lines.start), Math.min(one.end, lines.end)];
    return piecesOf(on, from, to, []).flatMap((piece) => outdented(piece, lines.indent, on.text));
  });
  return templateOf(node, parts);
}
