import type { Operation, Routine, SetParameter, TransactionControl } from '../../model';
import {
  accept,
  atEnd,
  type Cursor,
  isMysql,
  isWord,
  items,
  peek,
  restText,
  spanFrom,
  startOffset,
  step,
  textFrom,
} from './cursor';
import { nameOf, readIdent, readName, readNameList, stringValue } from './names';

/** A statement that we know and whose effect on the schema is nothing: all of it is its text. */
export function call(c: Cursor, name: string, start: number): Routine {
  c.at = c.end;
  return { kind: 'call', name, text: textFrom(c, start), span: spanFrom(c, start) };
}

type Scope = SetParameter['scope'];

/** Reads SET, with `c` behind it. */
export function readSet(c: Cursor, start: number): readonly Operation[] | undefined {
  if (isWord(c, 'transaction') || isWord(c, 'constraints') || isWord(c, 'password') || isWord(c, 'characteristics')) {
    return [call(c, `set ${peek(c).word}`, start)];
  }
  if (
    isWord(c, 'session', 'characteristics') ||
    isWord(c, 'session', 'transaction') ||
    isWord(c, 'global', 'transaction')
  ) {
    return [call(c, 'set transaction', start)];
  }
  if (isMysql(c) && (isWord(c, 'default', 'role') || isWord(c, 'resource'))) return [call(c, 'set', start)];
  const assignments = isMysql(c) ? items(c) : [c];
  const operations = assignments.flatMap((item, i) => {
    const operation = readAssignment(item, i === 0 ? start : startOffset(item));
    return operation ? [operation] : [];
  });
  c.at = c.end;
  return operations.length > 0 ? operations : undefined;
}

function readScope(c: Cursor): Scope {
  if (isWord(c, 'session') && peek(c, 1).kind !== 'symbol') {
    c.at++;
    return 'session';
  }
  if (isWord(c, 'local') && peek(c, 1).kind !== 'symbol') {
    c.at++;
    return 'local';
  }
  if ((isWord(c, 'global') || isWord(c, 'persist')) && peek(c, 1).kind !== 'symbol') {
    c.at++;
    return 'global';
  }
  return 'session';
}

function readAssignment(c: Cursor, start: number): SetParameter | undefined {
  let scope = readScope(c);
  if (accept(c, 'time', 'zone')) return parameter(c, 'timezone', scope, start);
  if (accept(c, 'schema')) return parameter(c, 'search_path', scope, start);
  if (accept(c, 'names')) return parameter(c, 'names', scope, start);
  if (accept(c, 'role') || accept(c, 'authorization')) return parameter(c, 'role', scope, start);
  if (accept(c, 'character', 'set') || accept(c, 'charset')) return parameter(c, 'character set', scope, start);
  const parts: string[] = [];
  do {
    const token = peek(c);
    const part = readIdent(c);
    if (!part) return undefined;
    parts.push(token.kind === 'word' ? token.word : part.name);
  } while (accept(c, '.'));
  const written = parts[0] ?? '';
  if (/^@@(global|persist)$/.test(written)) scope = 'global';
  const name = (/^@@(session|local|global|persist)$/.test(written) ? parts.slice(1) : parts)
    .join('.')
    .replace(/^@@/, '')
    .toLowerCase();
  if (!accept(c, '=') && !accept(c, ':=')) accept(c, 'to');
  return parameter(c, name, scope, start);
}

/** The rest is the value, as written; the quotes of a single string go. */
function parameter(c: Cursor, name: string, scope: Scope, start: number): SetParameter {
  const token = peek(c);
  const single = token.kind === 'string' && c.at + 1 >= c.end;
  const value = single ? stringValue(c.source, token) : restText(c);
  c.at = c.end;
  return { kind: 'setParameter', name, value, scope, span: spanFrom(c, start) };
}

/** RESET name, RESET ALL. */
export function readReset(c: Cursor, start: number): readonly Operation[] {
  if (isMysql(c)) return [call(c, 'reset', start)];
  const name = restText(c).toLowerCase();
  return [{ kind: 'setParameter', name, value: 'default', scope: 'session', span: spanFrom(c, start) }];
}

/** MySQL's USE: the database that bare names mean from here on. */
export function readUse(c: Cursor, start: number): readonly Operation[] | undefined {
  const name = readIdent(c);
  return name && [{ kind: 'setParameter', name: 'use', value: name.name, scope: 'session', span: spanFrom(c, start) }];
}

/** SQLite's PRAGMA: one with a value sets it, one without asks. */
export function readPragma(c: Cursor, start: number): readonly Operation[] | undefined {
  const name = readName(c)?.name.toLowerCase();
  if (name === undefined) return undefined;
  if (atEnd(c)) return [call(c, `pragma ${name}`, start)];
  const inParentheses = isWord(c, '(');
  c.at++;
  const from = startOffset(c);
  c.at = inParentheses ? c.end - 1 : c.end;
  const value = textFrom(c, from).replace(/^['"]|['"]$/g, '');
  c.at = c.end;
  return [{ kind: 'setParameter', name: `pragma ${name}`, value, scope: 'session', span: spanFrom(c, start) }];
}

const CONTROL: ReadonlyMap<string, TransactionControl['action']> = new Map<string, TransactionControl['action']>([
  ['begin', 'begin'],
  ['start', 'begin'],
  ['commit', 'commit'],
  ['end', 'commit'],
  ['rollback', 'rollback'],
  ['abort', 'rollback'],
  ['savepoint', 'savepoint'],
  ['release', 'release'],
]);
const AFTER_CONTROL =
  /^(?:|work|transaction|tran|immediate|deferred|exclusive|concurrent|isolation|read|and|to|prepared|not|with|savepoint)$/;

/** BEGIN, START TRANSACTION, COMMIT, END, ROLLBACK, SAVEPOINT…, with `c` at the word. */
export function readTransaction(c: Cursor, start: number): readonly Operation[] | undefined {
  const { word } = peek(c);
  const action = CONTROL.get(word);
  if (!action) return undefined;
  const next = peek(c, 1);
  if (word === 'start' && next.word !== 'transaction') return [call(c, `start ${next.word}`, start)];
  const named = word === 'savepoint' || word === 'release';
  if (!named && !AFTER_CONTROL.test(next.word)) return undefined;
  c.at = c.end;
  return [{ kind: 'transactionControl', action, span: spanFrom(c, start) }];
}

/** LOCK TABLE a IN SHARE MODE; MySQL's LOCK TABLES a WRITE, b READ. */
export function readLock(c: Cursor, start: number): readonly Operation[] | undefined {
  if (isMysql(c)) return readMysqlLock(c, start);
  accept(c, 'table');
  const tables = readNameList(c);
  let mode = 'access exclusive';
  if (accept(c, 'in')) {
    const from = startOffset(c);
    while (!atEnd(c) && !isWord(c, 'mode')) c.at++;
    mode = textFrom(c, from).toLowerCase().replace(/\s+/g, ' ');
    accept(c, 'mode');
  }
  accept(c, 'nowait');
  return tables.length > 0 ? [{ kind: 'lockTable', tables, mode, span: spanFrom(c, start) }] : undefined;
}

function readMysqlLock(c: Cursor, start: number): readonly Operation[] | undefined {
  if (!accept(c, 'tables') && !accept(c, 'table')) return [call(c, 'lock', start)];
  const modes = new Set<string>();
  const tables = items(c).flatMap((item) => {
    const name = readName(item);
    while (!atEnd(item) && !isWord(item, 'read') && !isWord(item, 'write')) step(item);
    modes.add(peek(item).word);
    return name ? [name] : [];
  });
  const mode = modes.has('write') ? 'write' : 'read';
  return tables.length > 0 ? [{ kind: 'lockTable', tables, mode, span: spanFrom(c, start) }] : undefined;
}

/** The function that a token names, schema left out, lower case. */
export function functionName(c: Cursor): string | undefined {
  let ahead = 0;
  while (peek(c, ahead + 1).word === '.') ahead += 2;
  const token = peek(c, ahead);
  if (token.kind !== 'word' && token.kind !== 'quoted') return undefined;
  return peek(c, ahead + 1).word === '(' ? nameOf(c.source, token).toLowerCase() : undefined;
}
