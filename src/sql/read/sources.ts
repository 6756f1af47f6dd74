import type { QualifiedName } from '../../model';
import { accept, type Cursor, cursorOver, isWord, peek } from './cursor';
import { isName, readName } from './names';

const NO_TABLE = new Set(['select', 'lateral', 'unnest', 'values', 'only', 'with']);
/** `FROM` inside these calls names no table: extract(year from x), trim(both from x), substring(x from 1). */
const FROM_CALLS = new Set(['extract', 'trim', 'substring', 'overlay', 'position']);

/** Tables that a query names behind FROM and JOIN, its own WITH names left out; each once. */
export function readSources(outer: Cursor, from: number, to: number): readonly QualifiedName[] {
  const c = cursorOver(outer.source, outer.tokens, from, to);
  const found = new Map<string, QualifiedName>();
  const withNames = new Set<string>();
  const openCalls: boolean[] = [];
  while (c.at < to) {
    const { word } = peek(c);
    if (word === '(') openCalls.push(FROM_CALLS.has(c.tokens[c.at - 1]?.word ?? ''));
    else if (word === ')') openCalls.pop();
    if (peek(c, 1).word === 'as' && isName(c) && (peek(c, 2).word === '(' || peek(c, 3).word === '('))
      noteWith(c, withNames);
    c.at++;
    if (word === 'join' || (word === 'from' && !openCalls[openCalls.length - 1])) readTables(c, found);
  }
  return [...found.values()].filter((name) => name.schema !== undefined || !withNames.has(name.name.toLowerCase()));
}

function noteWith(c: Cursor, withNames: Set<string>): void {
  const mark = c.at;
  const name = readName(c);
  accept(c, 'as');
  accept(c, 'not');
  accept(c, 'materialized');
  if (name && isWord(c, '(') && /^(?:select|with|insert|update|delete|values)$/.test(peek(c, 1).word)) {
    withNames.add(name.name.toLowerCase());
  }
  c.at = mark;
}

/** `a AS x, b y` behind FROM; stops at what is no table name. */
function readTables(c: Cursor, found: Map<string, QualifiedName>): void {
  do {
    accept(c, 'only');
    if (!isName(c) || NO_TABLE.has(peek(c).word)) return;
    const name = readName(c);
    if (!name) return;
    // A function in FROM is no table.
    if (!isWord(c, '(')) {
      const key = `${name.schema ?? ''}.${name.name}`;
      if (!found.has(key)) found.set(key, name);
    } else return;
    accept(c, '*');
    accept(c, 'as');
    if (isName(c) && peek(c, 1).word === ',') c.at++;
  } while (accept(c, ','));
}
