import type { Operation } from '../../../model';
import { readCreateTable, startsCreateTable } from '../create-table';
import { readCreateView, startsCreateView } from '../create-view';
import { accept, atEnd, type Cursor, isWord, peek, restText, spanFrom, startOffset, step, textFrom } from '../cursor';
import { readDelete, readInsert, readMerge, readUpdate } from '../data';
import { isName, readIdent, readName } from '../names';
import { call } from '../session';
import { readAlterTable } from './alter-table';
import { readAlterIndex, readCreateIndex, readDropIndex } from './indexes';
import { readAlterOther, readCreateOther, readDropOther, readRoutine } from './objects';

type Reader = (c: Cursor, start: number) => readonly Operation[] | undefined;

/** Readers by first word of what T-SQL says in its own way; the cursor stands behind the word. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['create', readCreate],
  ['alter', readAlter],
  ['drop', readDrop],
  ['set', readSet],
  ['insert', (c, start) => limited(c, start, readInsert)],
  ['update', readUpdateOrStatistics],
  ['delete', (c, start) => limited(c, start, readDelete)],
  ['merge', (c, start) => limited(c, start, readMerge)],
  ['enable', (c, start) => readSwitch(c, start, true)],
  ['disable', (c, start) => readSwitch(c, start, false)],
  ['exec', readExec],
  ['execute', readExec],
  ['save', (c, start) => transaction(c, start, 'savepoint')],
]);

/** Statements that we know and that change nothing of a schema. */
const KNOWN = new Set(
  'add backup begin break bulk checkpoint close continue dbcc deallocate declare deny end fetch goto kill open print raiserror readtext reconfigure restore return revert send receive get move shutdown throw updatetext waitfor writetext'.split(
    ' ',
  ),
);

/** Reads a T-SQL statement that the common readers do not; undefined leaves it to them. */
export function readOwnStatement(c: Cursor, start: number): readonly Operation[] | undefined {
  const { word, kind } = peek(c);
  const from = c.at;
  const read = READERS.get(word);
  if (read) {
    c.at++;
    const operations = read(c, start);
    if (!operations) c.at = from;
    return operations;
  }
  if (word === 'begin' && /^tran(?:saction)?$/.test(peek(c, 1).word)) return undefined;
  if (kind === 'word' && KNOWN.has(word)) return [call(c, word, start)];
  // The first statement of a batch may call a procedure without EXEC.
  if ((kind === 'word' || kind === 'quoted') && /^\[?(?:sp|xp)_/.test(c.source.text.slice(peek(c).start, peek(c).end)))
    return readExecuted(c, start);
  return undefined;
}

function transaction(c: Cursor, start: number, action: 'savepoint'): readonly Operation[] {
  c.at = c.end;
  return [{ kind: 'transactionControl', action, span: spanFrom(c, start) }];
}

function readCreate(c: Cursor, start: number): readonly Operation[] | undefined {
  const routine = readRoutine(c, start, false);
  if (routine) return routine;
  if (startsCreateTable(c)) return readCreateTable(c, start);
  if (startsCreateView(c)) return readCreateView(c, start, 'asWritten');
  const from = c.at;
  const index = readCreateIndex(c, start);
  if (index) return index;
  c.at = from;
  return readCreateOther(c, start);
}

function readAlter(c: Cursor, start: number): readonly Operation[] | undefined {
  const routine = readRoutine(c, start, true);
  if (routine) return routine;
  if (accept(c, 'table')) return readAlterTable(c);
  if (accept(c, 'index')) return readAlterIndex(c, start);
  if (startsCreateView(c)) return readCreateView(c, start, 'always');
  return readAlterOther(c, start);
}

function readDrop(c: Cursor, start: number): readonly Operation[] | undefined {
  if (accept(c, 'index')) return readDropIndex(c, start);
  return readDropOther(c, start);
}

/** `SET @x = …` changes nothing; `SET NOCOUNT ON` and `SET IDENTITY_INSERT t ON` set an option. */
function readSet(c: Cursor, start: number): readonly Operation[] | undefined {
  if (peek(c).word.startsWith('@')) return [call(c, 'set', start)];
  if (isWord(c, 'transaction')) return [call(c, 'set transaction', start)];
  const name = readIdent(c)?.name.toLowerCase();
  if (name === undefined) return undefined;
  const value = restText(c);
  return [{ kind: 'setParameter', name, value, scope: 'session', span: spanFrom(c, start) }];
}

/** TOP (n) limits the rows: the statement takes them in batches. */
function limited(c: Cursor, start: number, read: Reader): readonly Operation[] | undefined {
  const isTop = accept(c, 'top');
  if (isTop) {
    step(c);
    accept(c, 'percent');
  }
  const operations = read(c, start);
  if (!isTop) return operations;
  return operations?.map((one) => (one.kind === 'changeData' ? { ...one, isBatched: true } : one));
}

function readUpdateOrStatistics(c: Cursor, start: number): readonly Operation[] | undefined {
  if (!accept(c, 'statistics')) return limited(c, start, readUpdate);
  const table = readName(c);
  c.at = c.end;
  return [{ kind: 'maintenance', action: 'analyze', tables: table ? [table] : [], span: spanFrom(c, start) }];
}

/** ENABLE TRIGGER x ON t. */
function readSwitch(c: Cursor, start: number, enabled: boolean): readonly Operation[] | undefined {
  if (!accept(c, 'trigger')) return undefined;
  const name = isName(c) ? readName(c)?.name : undefined;
  while (!atEnd(c) && !isWord(c, 'on')) c.at++;
  accept(c, 'on');
  if (isWord(c, 'database') || isWord(c, 'all', 'server')) return [call(c, 'trigger', start)];
  const table = readName(c);
  if (!table || name === undefined) return undefined;
  return [{ kind: 'alterTable', table, change: { kind: 'trigger', enabled, name }, span: spanFrom(c, start) }];
}

function readExec(c: Cursor, start: number): readonly Operation[] | undefined {
  if (isWord(c, 'as')) return [call(c, 'execute as', start)];
  if (peek(c, 1).word === '=') c.at += 2;
  return readExecuted(c, start);
}

function readExecuted(c: Cursor, start: number): readonly Operation[] {
  const from = startOffset(c);
  const name = readName(c)?.name ?? textFrom(c, from);
  return [call(c, name, start)];
}
