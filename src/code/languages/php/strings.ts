import { type Converter, characterOf, piecesOf, stringOf, templateOf, textOf } from '../../convert';
import type { SyntaxNode } from '../../node';
import { endBefore, lineAfter, outdented } from '../../outdent';
import type { Expr, StringPiece } from '../../syntax';

type Part = StringPiece | Expr;

/** What lies between the quotes of a string. */
function inside(node: SyntaxNode, on: Converter): { readonly start: number; readonly end: number } {
  const open = /^[bB]?['"]/.exec(textOf(on, node))?.[0].length ?? 0;
  const closed = node.end - node.start > open && /['"]$/.test(textOf(on, node));
  return { start: node.start + open, end: closed ? node.end - 1 : node.end };
}

/** `'it\'s'`: only the quote and the backslash are escapes (PHP manual, "Strings: Single quoted"). */
export function singleQuoted(node: SyntaxNode, on: Converter): Expr {
  const { start, end } = inside(node, on);
  const escapes = node.children.filter(({ type }) => type === 'escape_sequence');
  return stringOf(
    node,
    piecesOf(on, start, end, escapes, (written) => written.slice(1)),
  );
}

/** `"a {$b} \n"` */
export function doubleQuoted(node: SyntaxNode, on: Converter, expression: (node: SyntaxNode) => Expr): Expr {
  const { start, end } = inside(node, on);
  return templateOf(node, partsOf(node.children, start, end, on, expression));
}

/** Pieces between expressions. The braces around an expression are no letters of the string. */
function partsOf(
  nodes: readonly SyntaxNode[],
  start: number,
  end: number,
  on: Converter,
  expression: (node: SyntaxNode) => Expr,
): readonly Part[] {
  const parts: Part[] = [];
  let from = start;
  const plain = (to: number, escapes: readonly SyntaxNode[]) => {
    if (to > from) parts.push(...piecesOf(on, from, to, escapes, escapeOf));
  };
  const escapes: SyntaxNode[] = [];
  for (const one of nodes) {
    if (one.type === 'escape_sequence') escapes.push(one);
    if (one.type === 'string_content' || one.type === 'escape_sequence' || one.type === 'nowdoc_string') continue;
    const braced = on.text[one.start - 1] === '{' && on.text[one.end] === '}';
    plain(one.start - (braced ? 1 : 0), escapes.splice(0));
    parts.push(expression(one));
    from = one.end + (braced ? 1 : 0);
  }
  plain(end, escapes);
  return parts;
}

function escapeOf(written: string): string {
  return written === '\\$' ? '$' : characterOf(written);
}

/**
 * `<<<SQL … SQL` and `<<<'SQL' … SQL`. The indentation of the closing word is taken off every line (PHP 7.3, "Flexible Heredoc"),
 * as pieces that stand for nothing, so that the rest stays letter for letter.
 */
export function heredoc(node: SyntaxNode, on: Converter, expression: (node: SyntaxNode) => Expr): Expr {
  const opening = node.children.find(({ field }) => field === 'identifier');
  const closing = node.children.find(({ field }) => field === 'end_tag');
  const body = node.children.find(({ field }) => field === 'value');
  const start = lineAfter(on.text, opening?.end ?? node.start);
  if (!body || !closing || start > closing.start) return stringOf(node, []);
  const line = on.text.lastIndexOf('\n', closing.start - 1) + 1;
  const indent = closing.start - line;
  const end = Math.max(start, endBefore(on.text, line));
  const parts: readonly Part[] =
    body.type === 'nowdoc_body' ? piecesOf(on, start, end, []) : partsOf(body.children, start, end, on, expression);
  return templateOf(
    node,
    parts.flatMap((part): readonly Part[] => ('kind' in part ? [part] : outdented(part, indent, on.text))),
  );
}
