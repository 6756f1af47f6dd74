import { type Cursor, createCursor } from './cursor';
import { scan, type Token } from './scan';
import type { Attribute, Block, BlockKind, Document, Field, Member, Range, Word } from './syntax';
import { readArguments, readValue } from './values';

const KINDS: ReadonlySet<string> = new Set<BlockKind>(['model', 'view', 'type', 'enum', 'datasource', 'generator']);

/**
 * Reads a Prisma schema, block by block and line by line: what is not finished costs its own line and nothing else. A block whose
 * brace is missing ends where the next one starts.
 */
export function parsePrisma(text: string): Document {
  const all = scan(text);
  const comments = all
    .filter(({ kind }) => kind === 'comment')
    .map((token) => ({ start: token.start, end: token.end, text: commentText(token) }));
  const cursor = createCursor(all.filter(({ kind }) => kind !== 'comment'));
  const blocks: Block[] = [];
  const unread: Range[] = [];
  while (!cursor.atEnd()) {
    if (cursor.peek()?.kind === 'newline') cursor.next();
    else if (startsBlock(cursor, text)) blocks.push(readBlock(cursor, text));
    else unread.push(skipLine(cursor));
  }
  return { blocks, comments, unread };
}

function commentText(token: Token): string {
  return token.text.replace(/^\/{2,3}\s?|^\/\*+\s?|\s*\*\/$/g, '').trim();
}

/** `model Name {` at the start of a line. A field may be called `model` or `type`, but no brace follows it. */
function startsBlock(cursor: Cursor, text: string): boolean {
  const [kind, name, brace] = [cursor.peek(), cursor.peek(1), cursor.peek(2)];
  if (kind?.kind !== 'word' || !KINDS.has(kind.text) || name?.kind !== 'word') return false;
  return brace?.text === '{' && /(?:^|[\r\n])[^\S\r\n]*$/.test(text.slice(Math.max(0, kind.start - 200), kind.start));
}

function wordOf(token: Token): Word {
  return { text: token.text, start: token.start, end: token.end };
}

function readBlock(cursor: Cursor, text: string): Block {
  const kind = cursor.next();
  const name = cursor.next();
  const brace = cursor.next();
  const members: Member[] = [];
  let end = brace.end;
  let closed = false;
  while (!cursor.atEnd() && !closed) {
    const token = cursor.peek();
    if (token?.kind === 'newline') cursor.next();
    else if (token?.text === '}') {
      end = cursor.next().end;
      closed = true;
    } else if (startsBlock(cursor, text)) break;
    else {
      const member = readMember(cursor, kind.text as BlockKind);
      members.push(member);
      end = member.end;
    }
  }
  return { kind: kind.text as BlockKind, name: wordOf(name), members, closed, start: kind.start, end };
}

/** One line; what is left of it unread makes the whole line unread. */
function readMember(cursor: Cursor, kind: BlockKind): Member {
  const start = cursor.peek()?.start ?? 0;
  const member = memberOf(cursor, kind);
  const token = cursor.peek();
  if (member && (!token || token.kind === 'newline' || token.text === '}')) return member;
  const { end } = skipLine(cursor);
  return { kind: 'unread', start, end: Math.max(start, end) };
}

function memberOf(cursor: Cursor, kind: BlockKind): Member | undefined {
  const token = cursor.peek();
  if (token?.text === '@@') {
    const attribute = readAttribute(cursor);
    return attribute && { kind: 'attribute', attribute, start: attribute.start, end: attribute.end };
  }
  if (token?.kind !== 'word') return undefined;
  if (kind === 'enum') {
    const name = cursor.next();
    const read = readAttributes(cursor);
    return { kind: 'value', name: wordOf(name), ...read, start: name.start, end: cursor.last()?.end ?? name.end };
  }
  if (kind === 'datasource' || kind === 'generator') {
    const name = cursor.next();
    if (cursor.peek()?.text !== '=') return undefined;
    cursor.next();
    const value = readValue(cursor);
    return value && { kind: 'assignment', name: wordOf(name), value, start: name.start, end: value.end };
  }
  return readField(cursor);
}

function readField(cursor: Cursor): Field | undefined {
  const name = cursor.next();
  const type = cursor.peek();
  // `name: Type` is the old spelling, which the formatter still repairs.
  if (type?.kind !== 'word') return undefined;
  cursor.next();
  let unsupported: string | undefined;
  if (type.text === 'Unsupported' && cursor.peek()?.text === '(') {
    const [argument] = readArguments(cursor)?.args ?? [];
    if (argument?.value.kind !== 'string') return undefined;
    unsupported = argument.value.value;
  }
  const arity = readArity(cursor);
  const read = readAttributes(cursor);
  const last = cursor.last();
  return {
    kind: 'field',
    name: wordOf(name),
    type: wordOf(type),
    ...(unsupported === undefined ? {} : { unsupported }),
    arity,
    ...read,
    start: name.start,
    end: last?.end ?? type.end,
  };
}

function readArity(cursor: Cursor): Field['arity'] {
  if (cursor.peek()?.text === '[' && cursor.peek(1)?.text === ']') {
    cursor.next();
    cursor.next();
    if (cursor.peek()?.text === '?') cursor.next();
    return 'list';
  }
  if (cursor.peek()?.text !== '?') return 'required';
  cursor.next();
  return 'optional';
}

interface Attributes {
  readonly attributes: readonly Attribute[];
  /** An attribute that is being typed, to the end of what there is of it. */
  readonly unfinished?: Range;
}

function readAttributes(cursor: Cursor): Attributes {
  const attributes: Attribute[] = [];
  while (cursor.peek()?.text === '@') {
    const start = cursor.peek()?.start ?? 0;
    const attribute = readAttribute(cursor);
    if (!attribute) return { attributes, unfinished: { start, end: skipLine(cursor).end } };
    attributes.push(attribute);
  }
  return { attributes };
}

/** `@name`, `@group.name(…)`; undefined when only the sign is there yet. */
function readAttribute(cursor: Cursor): Attribute | undefined {
  const sign = cursor.next();
  if (cursor.peek()?.kind !== 'word') return undefined;
  let last = cursor.next();
  let name = last.text;
  if (cursor.peek()?.text === '.') {
    cursor.next();
    if (cursor.peek()?.kind !== 'word') return undefined;
    last = cursor.next();
    name = `${name}.${last.text}`;
  }
  if (cursor.peek()?.text !== '(') return { name, args: [], start: sign.start, end: last.end };
  const list = readArguments(cursor);
  return list && { name, args: list.args, start: sign.start, end: list.end };
}

function skipLine(cursor: Cursor): Range {
  const start = cursor.peek()?.start ?? cursor.last()?.end ?? 0;
  let end = start;
  while (!cursor.atEnd() && cursor.peek()?.kind !== 'newline') end = cursor.next().end;
  return { start, end };
}
