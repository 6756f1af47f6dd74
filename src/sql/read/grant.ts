import type { Operation, QualifiedName } from '../../model';
import { accept, atEnd, type Cursor, cursorOver, isWord, items, peek, spanFrom, step, textFrom } from './cursor';
import { isName, nameOf, readName, stringValue } from './names';

const OBJECT_WORDS = new Set(
  'table tables sequence sequences function functions procedure procedures routine routines schema database type domain language tablespace foreign data wrapper server large object parameter all in view'.split(
    ' ',
  ),
);

/** Reads GRANT or REVOKE, with `c` behind the word. */
export function readGrant(c: Cursor, start: number, revoke: boolean): readonly Operation[] {
  const head = part(c, 'on', revoke ? 'from' : 'to');
  const privileges = items(head).map((item) => textOf(item).toLowerCase());
  const object = accept(c, 'on') ? part(c, revoke ? 'from' : 'to', undefined) : undefined;
  const { objectType, on } = object ? readObjects(object) : { objectType: 'role', on: [] };
  if (!accept(c, 'to')) accept(c, 'from');
  const roles = items(part(c, 'with', 'granted')).map(roleOf);
  // WITH GRANT OPTION, GRANTED BY, CASCADE.
  c.at = c.end;
  return [
    { kind: 'grant', ...(revoke ? { revoke } : {}), privileges, on, objectType, roles, span: spanFrom(c, start) },
  ];
}

/** A cursor up to one of two words outside of parentheses; `c` moves to the word. */
function part(c: Cursor, word: string, other: string | undefined): Cursor {
  const from = c.at;
  while (!atEnd(c) && !(peek(c).kind === 'word' && (isWord(c, word) || (other !== undefined && isWord(c, other)))))
    step(c);
  return cursorOver(c.source, c.tokens, from, c.at);
}

function textOf(c: Cursor): string {
  const start = peek(c).start;
  c.at = c.end;
  return textFrom(c, start);
}

function roleOf(c: Cursor): string {
  accept(c, 'group');
  const token = peek(c);
  if (token.kind === 'string') {
    const value = stringValue(c.source, token);
    return peek(c, 1).kind === 'symbol' && peek(c, 1).word === '' ? value : textOf(c);
  }
  return token.kind === 'word' || token.kind === 'quoted' ? nameOf(c.source, token) : textOf(c);
}

function readObjects(c: Cursor): { readonly objectType: string; readonly on: readonly QualifiedName[] } {
  const words: string[] = [];
  // SQL Server: `ON SCHEMA::dbo`, `ON OBJECT::dbo.t`.
  if (peek(c, 1).word === '::') {
    if (peek(c).word !== 'object') words.push(peek(c).word);
    c.at += 2;
  }
  while (OBJECT_WORDS.has(peek(c).word) && isName(c, 1) && peek(c, 1).word !== '.') {
    words.push(peek(c).word);
    c.at++;
  }
  const on = items(c).flatMap((item) => {
    const name = readName(item);
    return name ? [name] : [];
  });
  return { objectType: words.join(' ') || 'table', on };
}
