import type { Cursor } from './cursor';
import { stringValue } from './scan';
import type { Argument, Value } from './syntax';

/** An argument list in parentheses, with where it ends; undefined when it is not closed. */
export function readArguments(
  cursor: Cursor,
): { readonly args: readonly Argument[]; readonly end: number } | undefined {
  cursor.next();
  return readList(cursor, ')', readArgument);
}

function readList<T>(
  cursor: Cursor,
  close: string,
  read: (cursor: Cursor) => T | undefined,
): { readonly args: readonly T[]; readonly end: number } | undefined {
  const args: T[] = [];
  for (;;) {
    cursor.skipLines();
    const token = cursor.peek();
    if (!token || token.kind === 'newline') return undefined;
    if (token.text === close) return { args, end: cursor.next().end };
    if (token.text === ',') {
      cursor.next();
      continue;
    }
    const item = read(cursor);
    if (item === undefined) return undefined;
    args.push(item);
  }
}

function readArgument(cursor: Cursor): Argument | undefined {
  const first = cursor.peek();
  if (first?.kind === 'word' && cursor.peek(1)?.text === ':') {
    cursor.next();
    cursor.next();
    cursor.skipLines();
    const value = readValue(cursor);
    return value && { key: first.text, value, start: first.start, end: value.end };
  }
  const value = readValue(cursor);
  return value && { value, start: value.start, end: value.end };
}

/** One value; undefined when none is there or it is not closed. */
export function readValue(cursor: Cursor): Value | undefined {
  const token = cursor.peek();
  if (!token || token.kind === 'newline') return undefined;
  const { start } = token;
  if (token.text === '[') {
    cursor.next();
    const list = readList(cursor, ']', readValue);
    return list && { kind: 'list', items: list.args, start, end: list.end };
  }
  if (token.text === '{') {
    cursor.next();
    const list = readList(cursor, '}', readArgument);
    return list && { kind: 'object', entries: list.args, start, end: list.end };
  }
  if (token.kind === 'string') {
    cursor.next();
    if (token.text.length < 2 || !token.text.endsWith('"')) return undefined;
    return {
      kind: 'string',
      value: stringValue(token),
      inner: { start: start + 1, end: token.end - 1 },
      start,
      end: token.end,
    };
  }
  if (token.kind === 'number') {
    cursor.next();
    return { kind: 'number', text: token.text, start, end: token.end };
  }
  return token.kind === 'word' ? readWord(cursor) : undefined;
}

/** `name`, `group.name`, `name(…)`. */
function readWord(cursor: Cursor): Value | undefined {
  const first = cursor.next();
  let text = first.text;
  let { end } = first;
  while (cursor.peek()?.text === '.' && cursor.peek(1)?.kind === 'word') {
    cursor.next();
    const more = cursor.next();
    text += `.${more.text}`;
    end = more.end;
  }
  if (cursor.peek()?.text !== '(') return { kind: 'word', text, start: first.start, end };
  const list = readArguments(cursor);
  return list && { kind: 'call', name: text, args: list.args, start: first.start, end: list.end };
}
