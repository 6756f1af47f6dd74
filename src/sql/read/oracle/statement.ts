import type { ChangeData, Operation, QualifiedName } from '../../../model';
import { readCreateTable, startsCreateTable } from '../create-table';
import { readCreateView, startsCreateView } from '../create-view';
import { accept, atEnd, type Cursor, isWord, peek, restText, spanFrom, step } from '../cursor';
import { isName, readIdent, readName } from '../names';
import { call } from '../session';
import { readSources } from '../sources';
import { readAlterTable } from './alter-table';
import { readAlterIndex, readCreateIndex, readDropIndex } from './indexes';
import { readDropObject, readOther, readUnit } from './objects';

type Reader = (c: Cursor, start: number) => readonly Operation[] | undefined;

/** Readers by first word of what Oracle says in its own way; the cursor stands behind the word. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['create', readCreate],
  ['alter', readAlter],
  ['drop', readDrop],
  ['rename', readRename],
  ['truncate', readTruncate],
  ['insert', readInsertAll],
  ['set', readSet],
]);

/** Statements that we know and that change nothing of a schema. */
const KNOWN = new Set('administer analyze associate audit disassociate explain flashback noaudit purge'.split(' '));

/** Reads an Oracle statement that the common readers do not; undefined leaves it to them. */
export function readOwnStatement(c: Cursor, start: number): readonly Operation[] | undefined {
  const { word, kind } = peek(c);
  if (kind !== 'word') return undefined;
  const from = c.at;
  const read = READERS.get(word);
  if (read) {
    c.at++;
    const operations = read(c, start);
    if (!operations) c.at = from;
    return operations;
  }
  if (word === 'analyze') return readAnalyze(c, start);
  return KNOWN.has(word) ? [call(c, word, start)] : undefined;
}

function readCreate(c: Cursor, start: number): readonly Operation[] | undefined {
  const unit = readUnit(c, start);
  if (unit) return unit;
  if (startsCreateTable(c)) return readCreateTable(c, start);
  const other = readOther(c, start, 'create');
  if (other) return other;
  if (startsCreateView(c)) return readCreateView(c, start, 'asWritten');
  const from = c.at;
  const index = readCreateIndex(c, start);
  if (!index) c.at = from;
  return index;
}

/** Objects whose ALTER recompiles, turns on or off, or changes what is no part of the schema. */
const ALTERED = new Set('view materialized type trigger procedure function package session system'.split(' '));

function readAlter(c: Cursor, start: number): readonly Operation[] | undefined {
  if (accept(c, 'table')) return readAlterTable(c);
  if (accept(c, 'index')) return readAlterIndex(c, start);
  if (accept(c, 'session', 'set')) {
    const name = readIdent(c)?.name.toLowerCase();
    accept(c, '=');
    const value = restText(c).replace(/^'|'$/g, '');
    if (name === undefined) return undefined;
    return [{ kind: 'setParameter', name, value, scope: 'session', span: spanFrom(c, start) }];
  }
  const { word } = peek(c);
  if (ALTERED.has(word)) return [call(c, `alter ${word}`, start)];
  return readOther(c, start, 'alter');
}

function readDrop(c: Cursor, start: number): readonly Operation[] | undefined {
  if (accept(c, 'index')) return readDropIndex(c, start);
  return readOther(c, start, 'drop') ?? readDropObject(c, start);
}

/** RENAME a TO b: a table, view, sequence or synonym of one's own. */
function readRename(c: Cursor, start: number): readonly Operation[] | undefined {
  const table = readName(c);
  const to = accept(c, 'to') ? readName(c) : undefined;
  return table && to && [{ kind: 'renameTable', table, to, span: spanFrom(c, start) }];
}

function readTruncate(c: Cursor, start: number): readonly Operation[] | undefined {
  if (accept(c, 'cluster')) return [call(c, 'truncate cluster', start)];
  accept(c, 'table');
  const table = readName(c);
  if (!table) return undefined;
  const cascade = /\bcascade\b/i.test(restText(c));
  return [{ ...written(c, 'truncate', [table], start), ...(cascade ? { cascade } : {}) }];
}

/** INSERT ALL and INSERT FIRST put rows into several tables. */
function readInsertAll(c: Cursor, start: number): readonly Operation[] | undefined {
  if (!isWord(c, 'all') && !isWord(c, 'first')) return undefined;
  const from = c.at;
  const tables: QualifiedName[] = [];
  while (!atEnd(c)) {
    if (!accept(c, 'into') || !isName(c)) {
      step(c);
      continue;
    }
    const table = readName(c);
    if (table && !tables.some(({ name, schema }) => name === table.name && schema === table.schema)) tables.push(table);
  }
  return [{ ...written(c, 'insert', tables, start), sources: readSources(c, from, c.end) }];
}

function written(c: Cursor, change: ChangeData['change'], tables: readonly QualifiedName[], start: number): ChangeData {
  const span = spanFrom(c, start);
  return { kind: 'changeData', change, tables, sources: [], hasWhere: false, isBatched: false, columns: [], span };
}

function readSet(c: Cursor, start: number): readonly Operation[] | undefined {
  return isWord(c, 'role') || isWord(c, 'constraint') ? [call(c, `set ${peek(c).word}`, start)] : undefined;
}

function readAnalyze(c: Cursor, start: number): readonly Operation[] {
  c.at++;
  const table = accept(c, 'table') ? readName(c) : undefined;
  if (!table) return [call(c, 'analyze', start)];
  c.at = c.end;
  return [{ kind: 'maintenance', action: 'analyze', tables: [table], span: spanFrom(c, start) }];
}
