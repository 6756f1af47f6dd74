import { SaxesParser } from 'saxes';
import type { ReadProblem } from '../../../model';
import type { Element, Host, Piece, Tree, Value } from './element';
import { plainValue } from './element';

interface Open {
  readonly name: string;
  readonly start: number;
  readonly attributes: Map<string, Value>;
  readonly children: Element[];
  readonly pieces: Piece[];
}

/** Reads an XML changelog; what is not well formed is told, and what stands before and behind it is read all the same. */
export function parseXml(host: Host): Tree {
  const { text } = host;
  const problems: ReadProblem[] = [];
  const comments: Tree['comments'][number][] = [];
  const stack: Open[] = [];
  let root: Element | undefined;
  let attributes = new Map<string, Value>();
  let opened = 0;
  let markup = 0;
  const parser = new SaxesParser({ position: true });
  const close = (end: number) => {
    const open = stack.pop();
    if (!open) return;
    const element = finished(open, end);
    const parent = stack.at(-1);
    if (parent) parent.children.push(element);
    else root ??= element;
  };
  parser.on('error', (error) => {
    const at = Math.min(parser.position, text.length);
    if (problems.length < 5) problems.push({ span: host.lines.span(Math.max(0, at - 1), at), message: error.message });
  });
  parser.on('opentagstart', () => {
    opened = text.lastIndexOf('<', parser.position - 1);
    attributes = new Map();
  });
  parser.on('attribute', ({ name, value }) => attributes.set(local(name), attributeAt(text, value, parser.position)));
  parser.on('opentag', ({ name }) => {
    markup = parser.position;
    stack.push({ name: local(name), start: Math.max(0, opened), attributes, children: [], pieces: [] });
  });
  parser.on('closetag', () => {
    markup = parser.position;
    close(parser.position);
  });
  parser.on('text', () => {
    const end = text.charCodeAt(parser.position - 1) === 60 ? parser.position - 1 : parser.position;
    // A text may have a `>` of its own: it begins where the last markup ended.
    const from = text.charCodeAt(markup) === 62 ? markup + 1 : markup;
    stack.at(-1)?.pieces.push(...decoded(text, from, end));
  });
  parser.on('cdata', (value) => {
    markup = parser.position;
    const start = parser.position - 3 - value.length;
    const raw = text.slice(start, parser.position - 3);
    // Line ends are normalised by XML; the raw text is as good, and its places are right.
    stack.at(-1)?.pieces.push({ text: raw, start, end: start + raw.length });
  });
  parser.on('comment', (value) => {
    const end = parser.position;
    markup = end;
    const start = text.lastIndexOf('<!--', end);
    if (start >= 0) comments.push({ start, end: Math.min(text.length, end + 1), text: value.trim() });
  });
  try {
    parser.write(text).close();
  } catch {
    // Only a stream that was closed throws; what was read until then stands.
  }
  while (stack.length > 0) close(text.length);
  return { root, problems, comments };
}

/** Names come with a prefix for extensions: `ext:createTable`. */
function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function finished({ name, start, attributes, children, pieces }: Open, end: number): Element {
  const text = pieces.map((piece) => piece.text).join('');
  if (text.trim() === '') return { name, start, end, attributes, children };
  const value = { text, start: pieces[0]?.start ?? start, end: pieces.at(-1)?.end ?? end, pieces };
  return { name, start, end, attributes, children, text: value };
}

function attributeAt(text: string, value: string, position: number): Value {
  const end = position - 1;
  const quote = text[end];
  const start = quote === '"' || quote === "'" ? text.lastIndexOf(quote, end - 1) + 1 : end;
  const raw = text.slice(start, end);
  if (!raw.includes('&')) return plainValue(raw === value ? value : raw, start, end);
  return { text: value, start, end, pieces: decoded(text, start, end) };
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Raw text as pieces, each entity one of its own. */
function decoded(text: string, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (let amp = text.indexOf('&', from); amp >= 0 && amp < to; amp = text.indexOf('&', at)) {
    const end = text.indexOf(';', amp);
    if (end < 0 || end >= to || end - amp > 12) break;
    if (amp > at) pieces.push({ text: text.slice(at, amp), start: at, end: amp });
    pieces.push({ text: entity(text.slice(amp + 1, end)), start: amp, end: end + 1 });
    at = end + 1;
  }
  if (at < to) pieces.push({ text: text.slice(at, to), start: at, end: to });
  return pieces;
}

function entity(name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? `&${name};`;
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
