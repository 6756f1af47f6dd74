import type { Element, Host, Tree, Value } from './element';
import { plainValue } from './element';

const HEAD = /^\s*--\s*liquibase\s+formatted\s+sql\b/i;
const CHANGE_SET = /^[ \t]*--[ \t]*changeset[ \t]+("[^"]*"|[^\s:"]+):("[^"]*"|\S+)(.*)$/i;
const SETTING = /(\w+):("[^"]*"|[^\s"]*)/g;
const ROLLBACK = /^[ \t]*--[ \t]*rollback\b[ \t]?(.*)$/i;
const BLOCK_ROLLBACK = /^[ \t]*\/\*[ \t]*(?:liquibase[ \t]+)?rollback\b/i;
const PRECONDITIONS = /^[ \t]*--[ \t]*preconditions?\b(.*)$/i;
const PRECONDITION = /^[ \t]*--[ \t]*precondition-([\w-]+)[ \t]*(.*)$/i;
const PROPERTY = /^[ \t]*--[ \t]*property\b(.*)$/i;
const MARKER = /^[ \t]*--[ \t]*(?:validchecksum|ignorelines|comment:|labels?:|ignore\b)/i;

/** True for a changelog written as SQL with comments that part it (docs.liquibase.com, "Formatted SQL"). */
export function isFormattedSql(text: string): boolean {
  return HEAD.test(text.slice(0, 2000).replace(/^\uFEFF/, ''));
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline + 1;
    lines.push({ text: text.slice(at, end).replace(/\r?\n$/, ''), start: at, end });
    at = end;
  }
  return lines;
}

const bare = (word: string) => word.replace(/^"|"$/g, '');

function settings(line: Line, words: string): Map<string, Value> {
  const attributes = new Map<string, Value>();
  const offset = line.start + line.text.length - words.length;
  for (const found of words.matchAll(SETTING)) {
    const [whole, name = '', raw = ''] = found;
    const start = offset + found.index + whole.length - raw.length;
    attributes.set(name, plainValue(bare(raw), start, start + raw.length));
  }
  return attributes;
}

/** The lines that are SQL, as one value. */
function textFrom(lines: readonly Line[], host: Host): Value | undefined {
  const [first] = lines;
  if (!first) return undefined;
  const pieces = lines.map(({ start, end }) => ({ text: host.text.slice(start, end), start, end }));
  const end = lines.at(-1)?.end ?? first.end;
  return { text: pieces.map(({ text }) => text).join(''), start: first.start, end, pieces };
}

interface Body {
  readonly sql: Line[];
  readonly rollback: { readonly start: number; readonly end: number; readonly value: Value }[];
  readonly conditions: Element[];
  conditionsHead?: Map<string, Value>;
}

function conditionOf(line: Line, [whole, name = '', rest = '']: RegExpExecArray): Element {
  const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const attributes = new Map(settings(line, rest));
  return { name: camel, start: line.start, end: line.start + whole.length, attributes, children: [] };
}

function bodyOf(host: Host, lines: readonly Line[]): Body {
  const body: Body = { sql: [], rollback: [], conditions: [] };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    const back = ROLLBACK.exec(line.text);
    const head = PRECONDITIONS.exec(line.text);
    const condition = PRECONDITION.exec(line.text);
    if (back) {
      const words = back[1] ?? '';
      const start = line.start + line.text.length - words.length;
      body.rollback.push({ start: line.start, end: line.end, value: plainValue(words, start, start + words.length) });
    } else if (BLOCK_ROLLBACK.test(line.text)) {
      const from = line.start + (BLOCK_ROLLBACK.exec(line.text)?.[0].length ?? 0);
      const close = host.text.indexOf('*/', from);
      const to = close < 0 ? host.text.length : close;
      body.rollback.push({ start: line.start, end: to, value: plainValue(host.text.slice(from, to), from, to) });
      while (at + 1 < lines.length && (lines[at + 1]?.start ?? 0) < to) at++;
    } else if (condition) body.conditions.push(conditionOf(line, condition));
    else if (head) body.conditionsHead = settings(line, head[1] ?? '');
    else if (!MARKER.test(line.text)) body.sql.push(line);
  }
  return body;
}

function rollbackOf({ rollback }: Body): readonly Element[] {
  const [first] = rollback;
  if (!first) return [];
  const end = rollback.at(-1)?.end ?? first.end;
  const none = rollback.every(({ value }) => /^(?:empty|not required)?$/i.test(value.text.trim()));
  const reference = /^changesetId:/i.test(first.value.text.trim());
  if (none) return [{ name: 'rollback', start: first.start, end, attributes: new Map(), children: [] }];
  if (reference) {
    const words = Object.fromEntries(
      [...first.value.text.matchAll(SETTING)].map(([, key = '', value = '']) => [key.toLowerCase(), bare(value)]),
    );
    const at = (text = '') => plainValue(text, first.value.start, first.value.end);
    const attributes = new Map([
      ['changeSetId', at(words.changesetid)],
      ['changeSetAuthor', at(words.changesetauthor)],
    ]);
    return [{ name: 'rollback', start: first.start, end, attributes, children: [] }];
  }
  const pieces = rollback.flatMap(({ value }) => [...value.pieces, { text: '\n', start: value.end, end: value.end }]);
  const text = pieces.map((piece) => piece.text).join('');
  return [
    {
      name: 'rollback',
      start: first.start,
      end,
      attributes: new Map(),
      children: [],
      text: { text, start: first.value.start, end, pieces },
    },
  ];
}

function changeSetOf(host: Host, head: Line, words: RegExpExecArray, lines: readonly Line[]): Element {
  const [, author = '', id = '', rest = ''] = words;
  const attributes = settings(head, rest);
  const idAt = head.start + head.text.indexOf(id, head.text.indexOf(author) + author.length);
  attributes.set('author', plainValue(bare(author), head.start, head.start));
  attributes.set('id', plainValue(bare(id), idAt, idAt + id.length));
  const body = bodyOf(host, lines);
  const text = textFrom(body.sql, host);
  const own = new Map(
    [...attributes].filter(([name]) => /^(?:splitStatements|endDelimiter|stripComments)$/i.test(name)),
  );
  const end = lines.at(-1)?.end ?? head.end;
  const sql: Element = {
    name: 'sql',
    start: text?.start ?? head.end,
    end,
    attributes: own,
    children: [],
    ...(text ? { text } : {}),
  };
  const conditions: readonly Element[] =
    body.conditionsHead || body.conditions.length > 0
      ? [
          {
            name: 'preConditions',
            start: head.start,
            end: head.end,
            attributes: body.conditionsHead ?? new Map(),
            children: body.conditions,
          },
        ]
      : [];
  return { name: 'changeSet', start: head.start, end, attributes, children: [...conditions, sql, ...rollbackOf(body)] };
}

/** Reads formatted SQL into the elements that an XML changelog has. */
export function parseFormattedSql(host: Host): Tree {
  const children: Element[] = [];
  let open: { readonly head: Line; readonly words: RegExpExecArray; readonly lines: Line[] } | undefined;
  const close = () => {
    if (open) children.push(changeSetOf(host, open.head, open.words, open.lines));
  };
  for (const line of linesOf(host.text)) {
    const words = CHANGE_SET.exec(line.text);
    const property = open ? null : PROPERTY.exec(line.text);
    if (words) {
      close();
      open = { head: line, words, lines: [] };
    } else if (property) {
      children.push({
        name: 'property',
        start: line.start,
        end: line.end,
        attributes: settings(line, property[1] ?? ''),
        children: [],
      });
    } else open?.lines.push(line);
  }
  close();
  const root: Element = { name: 'databaseChangeLog', start: 0, end: host.text.length, attributes: new Map(), children };
  return { root, problems: [], comments: [] };
}

/** A script without the header, included as it is: one change set (docs.liquibase.com, "includeAll"). */
export function rawSql(host: Host): Tree {
  const whole = plainValue(host.text, 0, host.text.length);
  const sql: Element = {
    name: 'sql',
    start: 0,
    end: host.text.length,
    attributes: new Map(),
    children: [],
    text: whole,
  };
  const attributes = new Map([
    ['id', plainValue('raw', 0, 0)],
    ['author', plainValue('includeAll', 0, 0)],
  ]);
  const set: Element = { name: 'changeSet', start: 0, end: host.text.length, attributes, children: [sql] };
  return {
    root: { name: 'databaseChangeLog', start: 0, end: host.text.length, attributes: new Map(), children: [set] },
    problems: [],
    comments: [],
  };
}
