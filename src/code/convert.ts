import { type LineIndex, lineIndex, type ReadProblem } from '../model';
import type { SyntaxNode } from './node';
import type { CodeType, Expr, Placed, Stmt, StringLiteral, StringPiece, Template } from './syntax';

/** What a language's front end works with: the text, and where problems go. */
export interface Converter {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly problems: ReadProblem[];
}

export function createConverter(uri: string, text: string): Converter {
  return { uri, text, lines: lineIndex(uri, text), problems: [] };
}

/** A language's front end: from the grammar's nodes to the common shape. Never throws. */
export type FrontEnd = (root: SyntaxNode, on: Converter) => readonly Stmt[];

export function textOf(on: Converter, node: Placed): string {
  return on.text.slice(node.start, node.end);
}

export function unknown(node: Placed): Expr {
  return { kind: 'unknown', start: node.start, end: node.end };
}

/** Where a node is. Nodes are made by the million: there the two fields are written out, for spreading them takes most of the time. */
export function at(node: Placed): Placed {
  return { start: node.start, end: node.end };
}

/** A string literal from its pieces. */
export function stringOf(node: Placed, pieces: readonly StringPiece[]): StringLiteral {
  return { kind: 'string', start: node.start, end: node.end, value: pieces.map(({ text }) => text).join(''), pieces };
}

/** A string of pieces and expressions: a plain literal where there is no expression. */
export function templateOf(node: Placed, parts: readonly (StringPiece | Expr)[]): StringLiteral | Template {
  const joined: (StringLiteral | Expr)[] = [];
  let run: StringPiece[] = [];
  const flush = () => {
    const [first] = run;
    const last = run.at(-1);
    if (first && last) joined.push(stringOf({ start: first.start, end: last.end }, run));
    run = [];
  };
  for (const part of parts) {
    if (!('kind' in part)) run.push(part);
    else {
      flush();
      joined.push(part);
    }
  }
  flush();
  if (joined.length === 0) return stringOf(node, []);
  const [only] = joined;
  return joined.length === 1 && only?.kind === 'string'
    ? { ...only, start: node.start, end: node.end }
    : { kind: 'template', start: node.start, end: node.end, parts: joined };
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  a: '\x07',
  e: '\x1b',
  '\n': '',
};

/** The character that a C-like escape stands for: `\n`, `\x41`, `\u00e9`, `\u{1F600}`, `\\`. */
export function characterOf(written: string): string {
  const body = written.slice(1).replace(/^\r\n/, '\n');
  const hex = /^(?:[xu]\{?|U)([0-9a-fA-F]+)\}?$/.exec(body)?.[1];
  if (hex !== undefined) {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }
  return Object.hasOwn(SIMPLE_ESCAPES, body) ? (SIMPLE_ESCAPES[body] ?? '') : body;
}

/**
 * The pieces of a string's inside from `start` to `end`, where `escapes` are the grammar's escape nodes in it: what lies between
 * them stands for itself.
 */
export function piecesOf(
  on: Converter,
  start: number,
  end: number,
  escapes: readonly Placed[],
  meaning: (written: string) => string = characterOf,
): readonly StringPiece[] {
  const pieces: StringPiece[] = [];
  let from = start;
  const plain = (to: number) => {
    if (to > from) pieces.push({ start: from, end: to, text: on.text.slice(from, to) });
  };
  for (const one of escapes) {
    if (one.start < from) continue;
    plain(one.start);
    pieces.push({ start: one.start, end: one.end, text: meaning(textOf(on, one)) });
    from = one.end;
  }
  plain(end);
  return pieces;
}

/** Numbers without what languages allow inside and behind them: `1_000`, `10L`, `1.5m`. */
export function numberText(text: string): string {
  const plain = text.replace(/_/g, '');
  return /^0[xob]/i.test(plain) ? plain : plain.replace(/[a-zA-Z]+$/, (suffix) => (/^e/i.test(suffix) ? suffix : ''));
}

/** A type of which only the text is known. */
export function plainType(on: Converter, node: Placed): CodeType {
  const text = textOf(on, node);
  return { start: node.start, end: node.end, name: text, args: [], text };
}
