import type { CheckSpec, ColumnSpec, ConstraintSpec, Ident, Identity, IndexColumn, IndexSpec } from '../../model';
import { readConstraintName, readNullsDistinct, readReferences, readTail } from './constraint';
import {
  accept,
  acceptAny,
  atEnd,
  type Cursor,
  isMysql,
  isOracle,
  isPostgres,
  isSqlServer,
  isWord,
  peek,
  spanFrom,
  startOffset,
  step,
} from './cursor';
import { readExpression, readParenthesised } from './expression';
import { skipIndexOptions } from './key-parts';
import { readIdent, readName, readString } from './names';
import { readOwnPart as readOraclePart } from './oracle/table-parts';
import { readKeyTail, readOwnPart } from './sqlserver/column-parts';
import { readTableIndex } from './sqlserver/indexes';
import { acceptNotForReplication } from './sqlserver/key-options';
import { readCharset, readType } from './type';

type Draft = { -readonly [K in keyof ColumnSpec]: ColumnSpec[K] };

/** A column definition, and what of it was not understood. */
export interface ColumnReading {
  readonly column: ColumnSpec;
  /** SQL Server: indexes declared behind the column. */
  readonly indexes: readonly IndexSpec[];
  /** Words between the parts that we know, as written. */
  readonly unknown: readonly string[];
}

/** Reads `name type options…` up to a comma, the end, or what cannot be part of it; undefined when no name is there. */
export function readColumn(c: Cursor): ColumnReading | undefined {
  const start = startOffset(c);
  const name = readIdent(c);
  if (!name) return undefined;
  const type = readType(c);
  const constraints: ConstraintSpec[] = [];
  const draft: Draft = { name, constraints, span: name.span };
  if (type) draft.type = type;
  const unknown: string[] = [];
  const indexes: IndexSpec[] = [];
  while (!atEnd(c) && !isWord(c, ',') && !isPlace(c) && !startsTableConstraint(c)) {
    if (isSqlServer(c)) {
      const index = readTableIndex(c, name);
      if (index) indexes.push(index);
      if (index || readOwnPart(c, draft)) continue;
    }
    if (isOracle(c) && readOraclePart(c, draft)) continue;
    if (!readPart(c, draft, constraints)) unknown.push(skipUnknown(c));
  }
  draft.span = spanFrom(c, start);
  return { column: draft, indexes, unknown };
}

/** MySQL's FIRST and AFTER end a definition inside ALTER TABLE. */
function isPlace(c: Cursor): boolean {
  return isMysql(c) && (isWord(c, 'first') || isWord(c, 'after'));
}

/** A key with columns of its own: a table constraint whose comma was left out, which SQLite allows. */
function startsTableConstraint(c: Cursor): boolean {
  const ahead = isWord(c, 'constraint') ? 2 : 0;
  const { word } = peek(c, ahead);
  if (word === 'unique') return opensColumns(c, ahead + 1);
  if (word !== 'primary' && word !== 'foreign') return false;
  return peek(c, ahead + 1).word === 'key' && opensColumns(c, ahead + 2);
}

function opensColumns(c: Cursor, ahead: number): boolean {
  const isWordBetween = isSqlServer(c) && /^(?:non)?clustered$/.test(peek(c, ahead).word);
  return peek(c, isWordBetween ? ahead + 1 : ahead).word === '(';
}

function skipUnknown(c: Cursor): string {
  const start = startOffset(c);
  step(c);
  return c.source.text.slice(start, c.tokens[c.at - 1]?.end ?? start);
}

function readPart(c: Cursor, draft: Draft, constraints: ConstraintSpec[]): boolean {
  if (readNullability(c, draft)) return true;
  if (readConstraint(c, draft.name, constraints, draft)) return true;
  if (readValue(c, draft)) return true;
  if (accept(c, 'collate')) {
    accept(c, '=');
    const collation = readName(c)?.name ?? readString(c);
    if (collation !== undefined) draft.collation = collation;
    return true;
  }
  const charset = isMysql(c) ? readCharset(c) : undefined;
  if (charset !== undefined) {
    draft.charset = charset;
    return true;
  }
  return readStorageWords(c, draft);
}

function readNullability(c: Cursor, draft: Draft): boolean {
  const start = startOffset(c);
  if (accept(c, 'not', 'null')) draft.nullable = false;
  else if (accept(c, 'null')) draft.nullable = true;
  else return false;
  draft.nullableSpan = spanFrom(c, start);
  if (c.source.dialect === 'sqlite' && accept(c, 'on', 'conflict')) c.at++;
  if (isPostgres(c) || isOracle(c)) readTail(c);
  return true;
}

/** DEFAULT, GENERATED, AUTO_INCREMENT, ON UPDATE, COMMENT. */
function readValue(c: Cursor, draft: Draft): boolean {
  const start = startOffset(c);
  if (accept(c, 'default')) {
    // Oracle: DEFAULT ON NULL also stands in for an explicit NULL.
    if (isOracle(c) && accept(c, 'on', 'null') && accept(c, 'for', 'insert')) step(c);
    const value = readExpression(c, c.source.columnWords.ends);
    if (value) draft.default = value;
    draft.defaultSpan = spanFrom(c, start);
    return true;
  }
  if (accept(c, 'generated') || (isWord(c, 'as') && (peek(c, 1).word === '(' || peek(c, 1).word === 'identity')))
    return readGenerated(c, draft);
  if (accept(c, 'auto_increment') || accept(c, 'autoincrement')) {
    draft.identity = 'auto increment';
    return true;
  }
  if (isWord(c, 'on', 'update')) {
    c.at += 2;
    const value = readExpression(c, c.source.columnWords.ends);
    if (value) draft.onUpdate = value;
    return true;
  }
  if (accept(c, 'comment')) {
    accept(c, '=');
    const comment = readString(c);
    if (comment !== undefined) draft.comment = comment;
    return true;
  }
  return false;
}

const KEPT = new Set(['stored', 'persistent', 'virtual']);

/** Behind GENERATED: `ALWAYS AS IDENTITY (…)`, `BY DEFAULT [ON NULL] AS IDENTITY`, `ALWAYS AS (expr) STORED`, row start and end. */
function readGenerated(c: Cursor, draft: Draft): boolean {
  let identity: Identity = 'always';
  if (!accept(c, 'always') && accept(c, 'by', 'default')) identity = 'by default';
  accept(c, 'on', 'null');
  accept(c, 'as');
  if (accept(c, 'identity')) {
    draft.identity = identity;
    if (isWord(c, '(')) step(c);
    return true;
  }
  // MariaDB's system-versioned tables.
  if (accept(c, 'row', 'start') || accept(c, 'row', 'end')) return true;
  const expression = readParenthesised(c);
  if (!expression) return false;
  const kept = acceptAny(c, KEPT);
  draft.generated = { expression, stored: kept === 'stored' || kept === 'persistent' };
  return true;
}

/** An inline PRIMARY KEY, UNIQUE, CHECK, REFERENCES or named NOT NULL. */
function readConstraint(c: Cursor, name: Ident, constraints: ConstraintSpec[], draft: Draft): boolean {
  const start = startOffset(c);
  const from = c.at;
  const constraintName = readConstraintName(c);
  const named = constraintName ? { name: { name: constraintName.name, span: constraintName.span } } : {};
  const spec = readInline(c, name, draft);
  if (!spec) {
    if (constraintName && accept(c, 'not', 'null')) {
      draft.nullable = false;
      const tail = readTail(c);
      draft.nullableSpan = spanFrom(c, start);
      constraints.push({ kind: 'notNull', ...named, column: name, inline: true, ...tail, span: spanFrom(c, start) });
      return true;
    }
    // `CONSTRAINT name NULL`, `CONSTRAINT name DEFAULT x`: the name is kept by no engine that we read.
    if (constraintName && (isWord(c, 'null') || isWord(c, 'default') || isWord(c, 'generated'))) return true;
    c.at = from;
    return false;
  }
  const tail = readTail(c);
  constraints.push({ ...spec, ...named, inline: true, ...tail, span: spanFrom(c, start) } as ConstraintSpec);
  return true;
}

type Unplaced = ConstraintSpec extends infer T
  ? T extends ConstraintSpec
    ? Omit<T, 'span' | 'name' | 'inline'>
    : never
  : never;

function readInline(c: Cursor, name: Ident, draft: Draft): Unplaced | undefined {
  const own: readonly IndexColumn[] = [{ column: name, span: name.span }];
  if (accept(c, 'primary', 'key') || (isMysql(c) && accept(c, 'key'))) {
    accept(c, 'asc');
    accept(c, 'desc');
    if (c.source.dialect === 'sqlite') {
      readTail(c);
      if (accept(c, 'autoincrement') || accept(c, 'auto_increment')) draft.identity = 'auto increment';
    }
    if (isSqlServer(c)) return { kind: 'primaryKey', columns: own, ...readKeyTail(c) };
    if (!isOracle(c)) skipIndexOptions(c);
    return { kind: 'primaryKey', columns: own };
  }
  if (accept(c, 'unique')) {
    if (isMysql(c)) accept(c, 'key');
    const nullsNotDistinct = readNullsDistinct(c);
    if (isSqlServer(c)) return { kind: 'unique', columns: own, ...readKeyTail(c) };
    if (!isOracle(c)) skipIndexOptions(c);
    return { kind: 'unique', columns: own, ...(nullsNotDistinct ? { nullsNotDistinct: true } : {}) };
  }
  if (isWord(c, 'check', '(') || isWord(c, 'check', 'not', 'for')) {
    c.at++;
    acceptNotForReplication(c);
    const expression = readParenthesised(c);
    if (!expression) return undefined;
    const check: Omit<CheckSpec, 'span' | 'name' | 'inline'> = { kind: 'check', expression };
    return check;
  }
  if (isWord(c, 'references') || (isSqlServer(c) && accept(c, 'foreign', 'key'))) {
    const reference = readReferences(c);
    return reference && { kind: 'foreignKey', columns: [name], ...reference };
  }
  return undefined;
}

/** Words with a value that change storage and no meaning. */
const STORAGE = new Set([
  'storage',
  'compression',
  'column_format',
  'srid',
  'ref_system_id',
  'engine_attribute',
  'secondary_engine_attribute',
]);

function readStorageWords(c: Cursor, draft: Draft): boolean {
  if (acceptAny(c, STORAGE)) {
    accept(c, '=');
    step(c);
    return true;
  }
  const kept = acceptAny(c, KEPT);
  if (kept !== undefined) {
    if (draft.generated) draft.generated = { ...draft.generated, stored: kept !== 'virtual' };
    return true;
  }
  if (accept(c, 'visible') || accept(c, 'invisible') || accept(c, 'compressed')) {
    if (isWord(c, '=')) c.at += 2;
    return true;
  }
  if (accept(c, 'with', 'system', 'versioning') || accept(c, 'without', 'system', 'versioning')) return true;
  if (isPostgres(c) && accept(c, 'options')) {
    step(c);
    return true;
  }
  return readTailWords(c);
}

/** DEFERRABLE and the like met apart from their constraint. */
function readTailWords(c: Cursor): boolean {
  const from = c.at;
  readTail(c);
  return c.at > from;
}
