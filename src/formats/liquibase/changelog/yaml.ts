import { isMap, isScalar, isSeq, type Node, parseDocument, type Scalar } from 'yaml';
import type { Element, Host, Piece, Tree, Value } from './element';
import { plainValue } from './element';

/** Reads a YAML or JSON changelog (JSON is YAML) into the elements that the XML one has. */
export function parseYaml(host: Host): Tree {
  const document = parseDocument(host.text, { keepSourceTokens: false, logLevel: 'silent', uniqueKeys: false });
  const problems = document.errors.slice(0, 5).map(({ pos, message }) => ({
    span: host.lines.span(pos[0], pos[1]),
    message: message.split('\n', 1)[0] ?? message,
  }));
  const contents = document.contents;
  const held = isMap(contents)
    ? contents.items.find(({ key }) => isScalar(key) && key.value === 'databaseChangeLog')
    : undefined;
  const root = held?.value ? elementOf(host, 'databaseChangeLog', 0, held.value as Node) : undefined;
  return { root, problems, comments: commentsIn(host.text) };
}

/** Comments that speak to us; others are not asked for. */
function commentsIn(text: string): Tree['comments'] {
  const found: Tree['comments'][number][] = [];
  for (let at = text.indexOf('architect-ignore'); at >= 0; at = text.indexOf('architect-ignore', at + 1)) {
    const start = text.lastIndexOf('#', at);
    const line = text.lastIndexOf('\n', at);
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    if (start > line) found.push({ start, end: stop, text: text.slice(start + 1, stop).trim() });
  }
  return found;
}

/** Lists of these hold things that stand for themselves: `columns: [{ column: … }]` has the columns as children. */
const WRAPPERS: ReadonlySet<string> = new Set(['changes', 'columns', 'whereParams', 'where params']);

function rangeOf(node: Node | null | undefined, otherwise: number): readonly [number, number] {
  const range = node?.range;
  return range ? [range[0], range[1]] : [otherwise, otherwise];
}

function elementOf(host: Host, name: string, keyStart: number, node: Node): Element {
  const attributes = new Map<string, Value>();
  const children: Element[] = [];
  const [, end] = rangeOf(node, keyStart);
  let text: Value | undefined;
  const take = (part: Node) => {
    if (isMap(part)) {
      for (const { key, value } of part.items) {
        if (!isScalar(key)) continue;
        const word = String(key.value);
        const [start] = rangeOf(key as Node, keyStart);
        if (isScalar(value) || value === null)
          attributes.set(word, scalarValue(host.text, value as Scalar | null, start));
        else if (isSeq(value) && (WRAPPERS.has(word) || isListOfTexts(value.items as Node[])))
          children.push(...wrapped(host, word, start, value.items as Node[]));
        else if (value) children.push(elementOf(host, word, start, value as Node));
      }
    } else if (isSeq(part)) for (const item of part.items) take(item as Node);
    else if (isScalar(part)) text = scalarValue(host.text, part, keyStart);
  };
  take(node);
  return { name, start: keyStart, end, attributes, children, ...(text ? { text } : {}) };
}

function isListOfTexts(items: readonly Node[]): boolean {
  return items.length > 0 && items.every((item) => isScalar(item));
}

/** What a list holds: each entry `name: { … }` an element; an entry with several keys is one that left its name out. */
function wrapped(host: Host, list: string, start: number, items: readonly Node[]): readonly Element[] {
  const own = list === 'whereParams' ? 'param' : list.replace(/s$/, '');
  return items.flatMap((item): readonly Element[] => {
    if (!isMap(item)) return [elementOf(host, own, rangeOf(item, start)[0], item)];
    const entries = item.items.flatMap(({ key, value }) =>
      isScalar(key) ? [{ key: key as Scalar, value: value as Node | null }] : [],
    );
    if (list === 'columns' && !entries.some(({ key }) => key.value === 'column'))
      return [elementOf(host, own, rangeOf(item, start)[0], item)];
    return entries.map(({ key, value }): Element => {
      const [at, after] = rangeOf(key as Node, start);
      if (value) return elementOf(host, String(key.value), at, value);
      return { name: String(key.value), start: at, end: after, attributes: new Map(), children: [] };
    });
  });
}

function scalarValue(source: string, node: Scalar | null, otherwise: number): Value {
  const [start, end] = rangeOf(node, otherwise);
  if (node === null || node.value === null) return plainValue('', start, start);
  const text = typeof node.value === 'string' ? node.value : source.slice(start, end);
  if (node.type === 'PLAIN' || node.type === undefined) {
    if (source.slice(start, end) === text) return plainValue(text, start, end);
    return { text, start, end, pieces: byLines(source, text, start, end) };
  }
  const inside: readonly [number, number] = node.type?.startsWith('QUOTE') ? [start + 1, end - 1] : [start, end];
  if (source.slice(...inside) === text) return plainValue(text, ...inside);
  return { text, start: inside[0], end: inside[1], pieces: byLines(source, text, ...inside) };
}

/** A block or folded text: each of its lines stands somewhere in the source, in order. What is not found stands for the whole. */
function byLines(source: string, text: string, start: number, end: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const line of text.split(/(?<=\n)/)) {
    const words = line.replace(/\n$/, '');
    const found = words.trim() === '' ? -1 : source.indexOf(words, at);
    if (found < 0 || found + words.length > end) {
      pieces.push({ text: line, start: at, end: at });
      continue;
    }
    pieces.push({ text: words, start: found, end: found + words.length });
    at = found + words.length;
    if (words !== line) pieces.push({ text: '\n', start: at, end: Math.min(end, at + 1) });
  }
  return pieces;
}
