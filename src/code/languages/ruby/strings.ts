import { piecesOf, stringOf, templateOf, textOf } from '../../convert';
import { childrenOf, type SyntaxNode } from '../../node';
import type { Expr, Placed, StringLiteral, StringPiece } from '../../syntax';
import type { Reading } from './reading';

type Part = StringPiece | Expr;

/** `'a'`, `"a#{b}"`, `%q(a)`, `"a" "b"`, and what stands in `%w[]`. */
export function stringExpr(node: SyntaxNode, on: Reading): Expr {
  return templateOf(node, partsOf(node, on));
}

/** `:name`, `:"a b"`, the `name:` of a hash and what stands in `%i[]`: a string that is marked as a symbol. */
export function symbolExpr(node: SyntaxNode, on: Reading): Expr {
  const made =
    node.type === 'simple_symbol' || node.type === 'hash_key_symbol'
      ? stringOf(node, [plain(node.start + (node.type === 'simple_symbol' ? 1 : 0), node.end, on)])
      : stringExpr(node, on);
  return made.kind === 'string' ? ({ ...made, symbol: true } satisfies StringLiteral) : made;
}

function plain(start: number, end: number, on: Reading): StringPiece {
  return { start, end, text: on.text.slice(start, end) };
}

function partsOf(node: SyntaxNode, on: Reading): readonly Part[] {
  if (node.type === 'chained_string') return childrenOf(node, 'string').flatMap((one) => partsOf(one, on));
  const isSingle = on.text.startsWith("'", node.start);
  return node.children.flatMap((one): readonly Part[] => {
    if (one.type === 'interpolation') return [interpolated(one, on)];
    if (one.type === 'escape_sequence') return piecesOf(on, one.start, one.end, [one]);
    return isSingle
      ? piecesOf(on, one.start, one.end, escapesIn(one, on), (text) => text.slice(1))
      : piecesOf(on, one.start, one.end, []);
  });
}

/** In single quotes only the quote and the backslash are escaped, which the grammar does not tell. */
function escapesIn({ start, end }: Placed, on: Reading): readonly Placed[] {
  const found: Placed[] = [];
  for (let at = start; at < end - 1; at++) {
    if (on.text[at] !== '\\' || !/['\\]/.test(on.text[at + 1] ?? '')) continue;
    found.push({ start: at, end: at + 2 });
    at++;
  }
  return found;
}

function interpolated(node: SyntaxNode, on: Reading): Expr {
  const [inner] = node.children;
  return inner ? on.expression(inner) : stringOf(node, []);
}

/** The text behind `<<~SQL`, `<<-SQL` or `<<SQL`, without what `<<~` takes off each line. */
export function heredocExpr(node: SyntaxNode, on: Reading): Expr {
  const body = on.heredocs.get(node.start);
  if (!body) return stringOf(node, []);
  const parts = body.children
    .filter(({ type }) => type !== 'heredoc_end')
    .flatMap((one): readonly Part[] => {
      if (one.type === 'interpolation') return [interpolated(one, on)];
      if (one.type === 'escape_sequence') return piecesOf(on, one.start, one.end, [one]);
      return [plain(one.start, one.end, on)];
    });
  const lines = withoutEdges(parts);
  const made = templateOf(node, textOf(on, node).startsWith('<<~') ? dedented(lines) : lines);
  return made.kind === 'string' ? { ...made, start: node.start, end: node.end } : made;
}

/** The line break before the text belongs to the line that names it, and the spaces before the end word to that. */
function withoutEdges(parts: readonly Part[]): readonly Part[] {
  return parts.map((part, index): Part => {
    if ('kind' in part) return part;
    const from = index === 0 ? (/^[^\n]*\n/.exec(part.text)?.[0].length ?? 0) : 0;
    const ends =
      index === parts.length - 1 ? (/\n[ \t]*$/.exec(part.text)?.index ?? part.text.length - 1) + 1 : part.text.length;
    const to = Math.max(from, ends);
    return { start: part.start + from, end: part.start + to, text: part.text.slice(from, to) };
  });
}

/** Takes off each line what all lines are indented by; lines of nothing but spaces do not count. */
function dedented(parts: readonly Part[]): readonly Part[] {
  const lines = parts.flatMap((part, index): readonly (Line | Expr)[] =>
    'kind' in part ? [part] : split(part, startsLine(parts, index)),
  );
  const indents = lines.flatMap((line) =>
    'kind' in line || !line.first || line.text.trim() === '' ? [] : [indentOf(line.text)],
  );
  const least = Math.min(...indents);
  if (!Number.isFinite(least) || least === 0) return parts;
  return lines.map((line): Part => {
    if ('kind' in line) return line;
    const { start, end, text, first } = line;
    const off = first ? Math.min(least, indentOf(text)) : 0;
    return { start: start + off, end, text: text.slice(off) };
  });
}

interface Line extends StringPiece {
  readonly first: boolean;
}

function startsLine(parts: readonly Part[], index: number): boolean {
  const before = parts[index - 1];
  return (
    before === undefined ||
    (!('kind' in before) && before.end - before.start === before.text.length && before.text.endsWith('\n'))
  );
}

function split(piece: StringPiece, first: boolean): readonly Line[] {
  // An escape is no text of the file and has no lines.
  if (piece.end - piece.start !== piece.text.length) return [{ ...piece, first: false }];
  let start = piece.start;
  return piece.text.split(/(?<=\n)/).map((text, index) => {
    const line = { start, end: start + text.length, text, first: index > 0 || first };
    start = line.end;
    return line;
  });
}

function indentOf(text: string): number {
  return /^[ \t]*/.exec(text)?.[0].length ?? 0;
}
