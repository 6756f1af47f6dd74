import type { CreateIndex, Ident, IndexColumn, IndexSpec, Operation, QualifiedName } from '../../../model';
import { accept, acceptIfExists, atEnd, type Cursor, isWord, peek, spanFrom, startOffset, step } from '../cursor';
import { readExpression } from '../expression';
import { readKeyParts } from '../key-parts';
import { isName, readIdent, readIdentList, readName } from '../names';
import { call } from '../session';
import { readClustered, readStorageClauses } from './key-options';

type Draft = { -readonly [K in keyof IndexSpec]: IndexSpec[K] };

/** Reads CREATE INDEX of every kind, with `c` behind CREATE; undefined when no index is made. */
export function readCreateIndex(c: Cursor, start: number): readonly Operation[] | undefined {
  const draft: Draft = { columns: [], span: spanFrom(c, start) };
  const method = readKind(c, draft);
  if (!accept(c, 'index')) return undefined;
  const name = isWord(c, 'on') ? undefined : readIdent(c);
  if (name) draft.name = name;
  if (!accept(c, 'on')) return undefined;
  const table = readName(c);
  if (!table) return undefined;
  if (method !== undefined) draft.method = method;
  draft.columns = readKeyParts(c) ?? [];
  readTail(c, draft);
  draft.span = spanFrom(c, start);
  const operation: CreateIndex = { kind: 'createIndex', table, index: draft, span: draft.span };
  return [operation];
}

const OTHER_KINDS = new Set(['xml', 'spatial', 'fulltext', 'json', 'vector']);

/** The words before INDEX, as the index's method. */
function readKind(c: Cursor, draft: Draft): string | undefined {
  if (accept(c, 'unique')) draft.unique = true;
  const clustered = readClustered(c);
  if (accept(c, 'columnstore')) return clustered ? 'clustered columnstore' : 'columnstore';
  if (clustered) return 'clustered';
  if (accept(c, 'primary', 'xml')) return 'primary xml';
  accept(c, 'selective');
  const { word } = peek(c);
  if (!OTHER_KINDS.has(word) || peek(c, 1).word !== 'index') return undefined;
  c.at++;
  return word;
}

/** INCLUDE, WHERE, WITH, ON; what XML, spatial and full-text indexes add changes no column and is stepped over. */
function readTail(c: Cursor, draft: Draft): void {
  while (!atEnd(c)) {
    const from = c.at;
    const storage = readStorageClauses(c);
    if (storage !== undefined) draft.storage = storage;
    if (accept(c, 'include')) {
      const include = readIdentList(c);
      if (include) draft.include = include;
    } else if (accept(c, 'where')) {
      const where = readExpression(c, AFTER_WHERE);
      if (where) draft.where = where;
    } else if (accept(c, 'order')) step(c);
    else if (isWord(c, 'using') || isWord(c, 'key', 'index') || isWord(c, 'for')) {
      while (!atEnd(c) && !isWord(c, 'with', '(')) step(c);
      if (draft.method === 'fulltext') c.at = c.end;
    } else if (c.at === from) return;
  }
}

const AFTER_WHERE = new Set(['with', 'on']);

/** An index inside CREATE TABLE's parentheses or behind a column: `INDEX name [UNIQUE] [CLUSTERED] (columns) …`. */
export function readTableIndex(c: Cursor, own: Ident | undefined): IndexSpec | undefined {
  const start = startOffset(c);
  if (!accept(c, 'index')) return undefined;
  const name = readIdent(c);
  if (!name) return undefined;
  const draft: Draft = { name, columns: [], span: name.span };
  if (accept(c, 'unique')) draft.unique = true;
  const clustered = readClustered(c);
  const columnstore = accept(c, 'columnstore');
  if (columnstore) draft.method = clustered ? 'clustered columnstore' : 'columnstore';
  else if (clustered) draft.method = 'clustered';
  const columns: readonly IndexColumn[] | undefined = isWord(c, '(') ? readKeyParts(c) : undefined;
  draft.columns = columns ?? (own && !columnstore ? [{ column: own, span: own.span }] : []);
  while (!atEnd(c)) {
    const storage = readStorageClauses(c);
    if (storage !== undefined) draft.storage = storage;
    if (accept(c, 'include')) draft.include = readIdentList(c) ?? [];
    else if (accept(c, 'where')) {
      const where = readExpression(c, AFTER_WHERE);
      if (where) draft.where = where;
    } else break;
  }
  draft.span = spanFrom(c, start);
  return draft;
}

/** DROP INDEX i ON t, j ON u; and the old form `DROP INDEX t.i`. With `c` behind INDEX. */
export function readDropIndex(c: Cursor, start: number): readonly Operation[] | undefined {
  const ifExists = acceptIfExists(c);
  const found: { index: QualifiedName; table?: QualifiedName; span: Operation['span'] }[] = [];
  do {
    const at = startOffset(c);
    const parts = readParts(c);
    const name = parts[parts.length - 1];
    if (!name) return undefined;
    const table = accept(c, 'on') ? readName(c) : ownerIn(parts);
    readStorageClauses(c);
    found.push({ index: name, ...(table ? { table } : {}), span: spanFrom(c, at) });
  } while (accept(c, ','));
  const whole = spanFrom(c, start);
  return found.map((one) => ({
    kind: 'dropIndex',
    ...one,
    ...(ifExists ? { ifExists } : {}),
    span: found.length === 1 ? whole : one.span,
  }));
}

function readParts(c: Cursor): readonly Ident[] {
  const parts: Ident[] = [];
  do {
    const part = readIdent(c);
    if (!part) break;
    parts.push(part);
  } while (accept(c, '.'));
  return parts;
}

/** `schema.table.index` */
function ownerIn(parts: readonly Ident[]): QualifiedName | undefined {
  const table = parts[parts.length - 2];
  const schema = parts[parts.length - 3];
  return table && (schema ? { ...table, schema: schema.name } : table);
}

/** ALTER INDEX i ON t REBUILD | REORGANIZE | DISABLE | SET (…), with `c` behind INDEX. */
export function readAlterIndex(c: Cursor, start: number): readonly Operation[] | undefined {
  const isAll = isWord(c, 'all', 'on');
  const index = isName(c) ? readIdent(c) : undefined;
  if (!index || !accept(c, 'on')) return undefined;
  const table = readName(c);
  if (!table) return undefined;
  const action = peek(c).word;
  const from = startOffset(c);
  c.at++;
  if (action === 'rebuild' && accept(c, 'partition')) c.at += 2;
  readStorageClauses(c);
  c.at = c.end;
  const text = c.source.text.slice(from, spanFrom(c, from).end.offset);
  if (action === 'rebuild' && isAll)
    return [{ kind: 'reindex', target: 'table', name: table, span: spanFrom(c, start) }];
  if (action === 'rebuild') return [{ kind: 'reindex', target: 'index', name: index, span: spanFrom(c, start) }];
  if (isAll) return [call(c, `alter index ${action}`, start)];
  return [{ kind: 'alterIndex', index, table, change: { kind: 'setOptions', text }, span: spanFrom(c, start) }];
}
