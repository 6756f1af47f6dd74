import type {
  ColumnSpec,
  ConstraintSpec,
  CreateTable,
  IndexSpec,
  Operation,
  QualifiedName,
  TableOption,
} from '../../model';
import { readColumn } from './column';
import { readTableConstraint, startsConstraint } from './constraint';
import { readOption } from './create-table-options';
import {
  accept,
  acceptIfNotExists,
  atEnd,
  type Cursor,
  enter,
  isMysql,
  isOracle,
  isPostgres,
  isSqlServer,
  isWord,
  peek,
  restText,
  skipTo,
  spanFrom,
  startOffset,
  step,
  textFrom,
} from './cursor';
import { readInlineIndex, startsInlineIndex } from './index-spec';
import { readIdent, readName, readNameList } from './names';
import { opaqueFrom } from './opaque';
import { skipSupplementalLog } from './oracle/table-parts';
import { readPartitionBy } from './partition';
import { readSources } from './sources';
import { skipPeriod } from './sqlserver/column-parts';
import { readTableIndex } from './sqlserver/indexes';
import { isGraph } from './sqlserver/table-parts';

type Draft = { -readonly [K in keyof CreateTable]: CreateTable[K] };

/** The parts of a table that are lists, while they are read. */
export interface Body {
  readonly columns: ColumnSpec[];
  readonly constraints: ConstraintSpec[];
  readonly indexes: IndexSpec[];
  readonly like: { readonly table: QualifiedName; readonly including: readonly string[] }[];
  readonly unknown: Operation[];
}

const BEFORE_TABLE = new Set([
  'or',
  'replace',
  'global',
  'local',
  'temp',
  'temporary',
  'unlogged',
  'foreign',
  'virtual',
  'external',
  'private',
  'sharded',
  'duplicated',
  'immutable',
  'blockchain',
]);

/** True behind CREATE when a table is made. */
export function startsCreateTable(c: Cursor): boolean {
  let ahead = 0;
  while (BEFORE_TABLE.has(peek(c, ahead).word)) ahead++;
  return peek(c, ahead).word === 'table';
}

/** Reads CREATE TABLE of every dialect, with `c` behind CREATE. */
export function readCreateTable(c: Cursor, statementStart: number): readonly Operation[] | undefined {
  const head = readHead(c);
  if (!head) return undefined;
  const body: Body = { columns: [], constraints: [], indexes: [], like: [], unknown: [] };
  const options: TableOption[] = [];
  const draft: Draft = {
    kind: 'createTable',
    ...head,
    columns: [],
    constraints: [],
    indexes: [],
    options,
    span: head.table.span,
  };
  if (head.tableKind === 'virtual table') readVirtual(c, options);
  else {
    readBeforeBody(c, draft, body, options);
    if (isWord(c, '(') && !startsQuery(c)) readBody(c, body);
    readAfterBody(c, draft, options);
  }
  if (!atEnd(c)) body.unknown.push(opaqueFrom(c, 'The end of this CREATE TABLE was not understood.'));
  const { columns, constraints, indexes, like, unknown } = body;
  const span = spanFrom(c, statementStart);
  return [{ ...draft, columns, constraints, indexes, ...(like.length > 0 ? { like } : {}), span }, ...unknown];
}

type Head = Pick<CreateTable, 'table' | 'ifNotExists' | 'temporary' | 'unlogged' | 'tableKind'>;

function readHead(c: Cursor): Head | undefined {
  const flags: { temporary?: boolean; unlogged?: boolean; tableKind?: CreateTable['tableKind'] } = {};
  while (!atEnd(c) && !isWord(c, 'table')) {
    if (isWord(c, 'temp') || isWord(c, 'temporary')) flags.temporary = true;
    else if (isWord(c, 'unlogged')) flags.unlogged = true;
    else if (isWord(c, 'foreign')) flags.tableKind = 'foreign table';
    else if (isWord(c, 'virtual')) flags.tableKind = 'virtual table';
    c.at++;
  }
  c.at++;
  const ifNotExists = acceptIfNotExists(c);
  const table = readName(c);
  if (!table) return undefined;
  // SQL Server: `#name` lives as long as its session.
  if (isSqlServer(c) && table.name.startsWith('#')) flags.temporary = true;
  return { table, ...(ifNotExists ? { ifNotExists } : {}), ...flags };
}

/** PARTITION OF, OF type, MySQL's LIKE without parentheses. */
function readBeforeBody(c: Cursor, draft: Draft, body: Body, options: TableOption[]): void {
  if (accept(c, 'partition', 'of')) {
    const parent = readName(c);
    if (!parent) return;
    if (isWord(c, '(')) readBody(c, body);
    draft.partitionOf = { parent, bound: readBound(c) };
  } else if (accept(c, 'of')) {
    const type = readName(c);
    if (type) options.push({ name: 'of', value: type.name, span: type.span });
  } else if (isMysql(c) && accept(c, 'like')) {
    const table = readName(c);
    if (table) body.like.push({ table, including: ['all'] });
  } else if (isMysql(c) && isWord(c, '(', 'like')) {
    const inner = enter(c);
    const table = inner && accept(inner, 'like') ? readName(inner) : undefined;
    if (table) body.like.push({ table, including: ['all'] });
  }
}

const AFTER_BOUND = new Set(['partition', 'with', 'tablespace', 'using', 'server', 'options']);

/** `FOR VALUES FROM (…) TO (…)`, `FOR VALUES IN (…)`, `DEFAULT`: as written. */
export function readBound(c: Cursor): string {
  const start = startOffset(c);
  if (accept(c, 'default')) return textFrom(c, start);
  if (!accept(c, 'for', 'values')) return '';
  if (accept(c, 'with')) step(c);
  skipTo(c, AFTER_BOUND);
  return textFrom(c, start);
}

/** `(SELECT …)`: a query in parentheses and no list of columns. */
function startsQuery(c: Cursor): boolean {
  const { word } = peek(c, 1);
  return word === 'select' || (word === 'with' && peek(c, 3).word === 'as');
}

/** Reads the columns, constraints and indexes in the parentheses at hand. */
export function readBody(c: Cursor, body: Body): void {
  const inner = enter(c);
  if (!inner) return;
  while (!atEnd(inner)) {
    const from = inner.at;
    readItem(inner, body);
    if (accept(inner, ',')) continue;
    // SQLite and the files met in the wild let the comma before a table constraint out.
    if (inner.at === from) inner.at++;
    else if (!atEnd(inner) && !startsConstraint(inner)) {
      const start = startOffset(inner);
      skipTo(inner);
      if (inner.at < inner.end && !isWord(inner, ',')) inner.at++;
      body.unknown.push(opaqueFrom(inner, 'Part of this definition was not understood.', start));
      accept(inner, ',');
    }
  }
}

function readItem(c: Cursor, body: Body): void {
  const start = startOffset(c);
  if (startsInlineIndex(c)) {
    const read = readInlineIndex(c);
    if (read) body.indexes.push(read.index);
    else body.unknown.push(opaqueFrom(c, 'This index definition was not understood.', start));
    return;
  }
  if (startsConstraint(c)) {
    const constraint = readTableConstraint(c);
    if (constraint) body.constraints.push(constraint);
    else {
      skipTo(c);
      body.unknown.push(opaqueFrom(c, 'This constraint was not understood.', start));
    }
    return;
  }
  if (isPostgres(c) && isWord(c, 'like') && readLike(c, body)) return;
  // MariaDB: PERIOD FOR SYSTEM_TIME (a, b).
  if (isMysql(c) && accept(c, 'period', 'for')) {
    c.at++;
    step(c);
    return;
  }
  if (isSqlServer(c)) {
    const index = readTableIndex(c, undefined);
    if (index) body.indexes.push(index);
    if (index || skipPeriod(c)) return;
  }
  if (isOracle(c) && skipSupplementalLog(c)) return;
  const reading = readColumn(c);
  if (!reading) return;
  body.columns.push(reading.column);
  body.indexes.push(...reading.indexes);
  if (reading.unknown.length > 0) {
    const words = reading.unknown.slice(0, 4).join(' ');
    body.unknown.push(opaqueFrom(c, `Part of this column was not understood: ${words}.`, start));
  }
}

function readLike(c: Cursor, body: Body): boolean {
  const from = c.at;
  c.at++;
  const table = readName(c);
  if (!table) {
    c.at = from;
    return false;
  }
  const including: string[] = [];
  for (;;) {
    if (accept(c, 'including')) including.push(peek(c).word);
    else if (!accept(c, 'excluding')) break;
    c.at++;
  }
  body.like.push({ table, including });
  return true;
}

/** INHERITS, PARTITION BY, WITH (…), ON COMMIT, TABLESPACE, USING, SERVER, options and AS query, in any order. */
function readAfterBody(c: Cursor, draft: Draft, options: TableOption[]): void {
  while (!atEnd(c)) {
    const from = c.at;
    if (accept(c, 'inherits')) {
      const inner = enter(c);
      if (inner) draft.inherits = readNameList(inner);
    } else if (isWord(c, 'partition', 'by')) {
      const partitionBy = readPartitionBy(c);
      if (partitionBy) draft.partitionBy = partitionBy;
    } else if (startsAsQuery(c)) readAsQuery(c, draft);
    else readOption(c, options);
    if (c.at === from) return;
  }
}

function startsAsQuery(c: Cursor): boolean {
  const { word } = peek(c);
  if (isSqlServer(c) && isGraph(c)) return false;
  if (word === 'as' || word === 'select' || word === 'ignore' || word === 'replace') return true;
  return word === '(' || (word === 'with' && peek(c, 2).word === 'as');
}

function readAsQuery(c: Cursor, draft: Draft): void {
  if (!accept(c, 'ignore')) accept(c, 'replace');
  accept(c, 'as');
  const start = startOffset(c);
  const from = c.at;
  const text = restText(c);
  draft.asQuery = { text, span: spanFrom(c, start), sources: readSources(c, from, c.end) };
}

/** SQLite: CREATE VIRTUAL TABLE name USING module(arguments). */
function readVirtual(c: Cursor, options: TableOption[]): void {
  const start = startOffset(c);
  if (!accept(c, 'using')) return;
  const module = readIdent(c)?.name ?? '';
  options.push({ name: 'module', value: module, span: spanFrom(c, start) });
  const inner = enter(c);
  if (!inner) return;
  const argumentsStart = startOffset(inner);
  const value = restText(inner);
  options.push({ name: 'arguments', value, span: spanFrom(inner, argumentsStart) });
}
