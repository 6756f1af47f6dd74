import type { ChangeData, Ident, Operation, QualifiedName } from '../../model';
import { isBatched } from './batches';
import {
  accept,
  acceptAny,
  atEnd,
  type Cursor,
  enter,
  isMysql,
  isPostgres,
  isWord,
  peek,
  spanFrom,
  step,
} from './cursor';
import { isName, readIdent, readIdentList, readName, readNameList } from './names';
import { readSources } from './sources';

type Draft = { -readonly [K in keyof ChangeData]: ChangeData[K] };

function draftOf(change: ChangeData['change'], tables: readonly QualifiedName[]): Draft {
  return {
    kind: 'changeData',
    change,
    tables,
    sources: [],
    hasWhere: false,
    isBatched: false,
    columns: [],
    span: NOWHERE,
  };
}

const NOWHERE: Operation['span'] = {
  uri: '',
  start: { line: 0, column: 0, offset: 0 },
  end: { line: 0, column: 0, offset: 0 },
};

function finish(c: Cursor, draft: Draft, start: number): readonly Operation[] {
  c.at = c.end;
  draft.span = spanFrom(c, start);
  return [draft];
}

/** Tables that are read and not written. */
function sourcesBut(c: Cursor, from: number, tables: readonly QualifiedName[]): readonly QualifiedName[] {
  const written = new Set(tables.map((table) => `${table.schema ?? ''}.${table.name}`));
  return readSources(c, from, c.end).filter((name) => !written.has(`${name.schema ?? ''}.${name.name}`));
}

const INSERT_WORDS = new Set(['low_priority', 'delayed', 'high_priority', 'ignore']);

/** INSERT and REPLACE, with `c` behind the word. Its rows are never looked at. */
export function readInsert(c: Cursor, start: number): readonly Operation[] | undefined {
  while (acceptAny(c, INSERT_WORDS) !== undefined);
  if (accept(c, 'or')) c.at++;
  accept(c, 'into');
  accept(c, 'table');
  const table = readName(c);
  if (!table) return undefined;
  const draft = draftOf('insert', [table]);
  if (accept(c, 'partition')) step(c);
  if (accept(c, 'as')) readIdent(c);
  if (isWord(c, '(') && peek(c, 1).word !== 'select') draft.columns = readIdentList(c) ?? [];
  draft.sources = sourcesBut(c, c.at, draft.tables);
  return finish(c, draft, start);
}

/** UPDATE, with `c` behind the word. */
export function readUpdate(c: Cursor, start: number): readonly Operation[] | undefined {
  while (acceptAny(c, INSERT_WORDS) !== undefined);
  if (accept(c, 'or')) c.at++;
  accept(c, 'only');
  const first = readName(c);
  if (!first) return undefined;
  const tables: QualifiedName[] = [first];
  // MySQL updates several: UPDATE a JOIN b ON … SET, UPDATE a, b SET.
  while (!atEnd(c) && !isWord(c, 'set')) {
    const joins = isMysql(c) && (isWord(c, ',') || isWord(c, 'join'));
    step(c);
    if (!joins || !isName(c)) continue;
    const table = readName(c);
    if (table) tables.push(table);
  }
  if (!accept(c, 'set')) return undefined;
  const draft = draftOf('update', tables);
  draft.columns = readSetColumns(c);
  const from = c.at;
  readWhere(c, draft, from);
  return finish(c, draft, start);
}

/** Names left of `=` behind SET, up to FROM, WHERE or another clause. */
function readSetColumns(c: Cursor): readonly Ident[] {
  const columns: Ident[] = [];
  do {
    if (isWord(c, '(')) columns.push(...(readIdentList(c) ?? []));
    else {
      let column = readIdent(c);
      while (accept(c, '.')) column = readIdent(c);
      if (column) columns.push(column);
    }
    while (!atEnd(c) && !isWord(c, ',') && !isClause(c)) step(c);
  } while (accept(c, ','));
  return columns;
}

function isClause(c: Cursor): boolean {
  const { word, kind } = peek(c);
  return (
    kind === 'word' &&
    (word === 'from' || word === 'where' || word === 'returning' || word === 'limit' || word === 'order')
  );
}

function readWhere(c: Cursor, draft: Draft, from: number): void {
  const end = c.end;
  while (!atEnd(c) && !isWord(c, 'where')) step(c);
  draft.hasWhere = isWord(c, 'where');
  draft.isBatched = isBatched(c, from, draft.hasWhere ? c.at : end);
  c.at = from;
  draft.sources = sourcesBut(c, from, draft.tables);
}

/** DELETE, with `c` behind the word. */
export function readDelete(c: Cursor, start: number): readonly Operation[] | undefined {
  while (acceptAny(c, DELETE_WORDS) !== undefined);
  const from = c.at;
  const listed = isWord(c, 'from') ? [] : readNameList(c);
  if (!accept(c, 'from') && listed.length === 0) return undefined;
  accept(c, 'only');
  const table = readName(c);
  const tables = listed.length > 0 ? listed : table ? [table] : [];
  if (tables.length === 0) return undefined;
  const draft = draftOf('delete', tables);
  readWhere(c, draft, from);
  return finish(c, draft, start);
}

const DELETE_WORDS = new Set(['low_priority', 'quick', 'ignore']);

/** MERGE INTO t USING s ON …, with `c` behind MERGE. */
export function readMerge(c: Cursor, start: number): readonly Operation[] | undefined {
  accept(c, 'into');
  accept(c, 'only');
  const table = readName(c);
  if (!table) return undefined;
  const draft = draftOf('merge', [table]);
  while (!atEnd(c) && !isWord(c, 'using')) c.at++;
  c.at++;
  const source = isName(c) ? readName(c) : undefined;
  draft.sources = source ? [source] : sourcesBut(c, c.at, draft.tables);
  return finish(c, draft, start);
}

/** COPY t (columns) FROM …; COPY t TO … and COPY (query) TO … only read. */
export function readCopy(c: Cursor, start: number): readonly Operation[] | undefined {
  accept(c, 'binary');
  const query = enter(c);
  if (query) {
    const draft = draftOf('select', []);
    draft.sources = readSources(c, query.at, query.end);
    return finish(c, draft, start);
  }
  const table = readName(c);
  if (!table) return undefined;
  const columns = readIdentList(c) ?? [];
  const reads = isWord(c, 'to');
  const draft = reads ? { ...draftOf('select', []), sources: [table] } : draftOf('copy', [table]);
  draft.columns = columns;
  return finish(c, draft, start);
}

/** TRUNCATE [TABLE] a, b [RESTART IDENTITY] [CASCADE]. */
export function readTruncate(c: Cursor, start: number): readonly Operation[] | undefined {
  accept(c, 'table');
  const tables = readNameList(c);
  if (tables.length === 0) return undefined;
  const draft = draftOf('truncate', tables);
  if (!accept(c, 'restart', 'identity')) accept(c, 'continue', 'identity');
  if (accept(c, 'cascade')) draft.cascade = true;
  return finish(c, draft, start);
}

/** MySQL: LOAD DATA … INTO TABLE t. */
export function readLoad(c: Cursor, start: number): readonly Operation[] | undefined {
  while (!atEnd(c) && !isWord(c, 'into', 'table')) c.at++;
  c.at += 2;
  const table = readName(c);
  return table && finish(c, draftOf('copy', [table]), start);
}

/** A query that changes nothing; its sources are kept. */
export function queryOnly(c: Cursor, from: number, start: number): readonly Operation[] {
  const draft = draftOf('select', []);
  draft.sources = readSources(c, from, c.end);
  return finish(c, draft, start);
}

/** WITH … followed by INSERT, UPDATE, DELETE, MERGE or SELECT. Data-changing parts of the WITH list come first. */
export function readWith(
  c: Cursor,
  start: number,
  read: (c: Cursor, start: number) => readonly Operation[] | undefined,
): readonly Operation[] | undefined {
  const from = c.at;
  accept(c, 'recursive');
  const operations: Operation[] = [];
  do {
    const named = readIdent(c);
    if (!named) return undefined;
    readIdentList(c);
    if (!accept(c, 'as')) return undefined;
    accept(c, 'not');
    accept(c, 'materialized');
    const inner = enter(c);
    if (inner && isPostgres(c) && /^(?:insert|update|delete|merge)$/.test(peek(inner).word)) {
      operations.push(...(read(inner, peek(inner).start) ?? []));
    }
    skipSearchClauses(c);
  } while (accept(c, ','));
  if (isWord(c, 'select') || isWord(c, '(') || isWord(c, 'values'))
    return [...operations, ...queryOnly(c, from, start)];
  const main = read(c, start);
  return main && [...operations, ...main];
}

/** PostgreSQL 14+: SEARCH … SET, CYCLE … SET … USING. */
function skipSearchClauses(c: Cursor): void {
  while (isWord(c, 'search') || isWord(c, 'cycle')) {
    while (!atEnd(c) && !isWord(c, 'set')) step(c);
    c.at += 2;
    if (accept(c, 'using')) c.at++;
  }
}
