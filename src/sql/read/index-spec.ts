import type { CreateIndex, IndexSpec } from '../../model';
import { readNullsDistinct } from './constraint';
import {
  accept,
  acceptIfNotExists,
  atEnd,
  type Cursor,
  isMysql,
  isWord,
  peek,
  spanFrom,
  startOffset,
  step,
  textFrom,
} from './cursor';
import { readExpression } from './expression';
import { readKeyParts } from './key-parts';
import { readIdent, readIdentList, readName, readString } from './names';
import { readOnlineClause } from './online';

type Draft = { -readonly [K in keyof IndexSpec]: IndexSpec[K] };

const METHODS = new Set(['unique', 'fulltext', 'spatial', 'vector']);

/** True when an index is declared here: MySQL's KEY, INDEX, UNIQUE KEY (a constraint, read elsewhere), FULLTEXT, SPATIAL. */
export function startsInlineIndex(c: Cursor): boolean {
  if (!isMysql(c)) return false;
  const { word } = peek(c);
  const next = peek(c, 1);
  if (word === 'key' || word === 'index') {
    return (
      next.word === '(' ||
      next.word === 'using' ||
      next.word === 'if' ||
      peek(c, 2).word === '(' ||
      peek(c, 2).word === 'using'
    );
  }
  if (word !== 'fulltext' && word !== 'spatial' && word !== 'vector') return false;
  return next.word === 'key' || next.word === 'index' || next.word === '(' || peek(c, 2).word === '(';
}

/** Reads an index declared inside CREATE TABLE's parentheses or behind ADD. */
export function readInlineIndex(c: Cursor): { readonly index: IndexSpec; readonly ifNotExists: boolean } | undefined {
  const start = startOffset(c);
  const draft: Draft = { columns: [], span: spanFrom(c, start) };
  const { word } = peek(c);
  if (METHODS.has(word)) {
    draft.method = word;
    c.at++;
  }
  if (!accept(c, 'key')) accept(c, 'index');
  const ifNotExists = acceptIfNotExists(c);
  if (!isWord(c, '(') && !isWord(c, 'using')) {
    const name = readIdent(c);
    if (name) draft.name = name;
  }
  readMethod(c, draft);
  const columns = readKeyParts(c);
  if (!columns) return undefined;
  draft.columns = columns;
  readIndexOptions(c, draft);
  return { index: { ...draft, span: spanFrom(c, start) }, ifNotExists };
}

function readMethod(c: Cursor, draft: Draft): void {
  if (!accept(c, 'using')) return;
  const method = readIdent(c)?.name.toLowerCase();
  if (method !== undefined) draft.method = method;
}

/** Reads CREATE INDEX, with `c` behind CREATE. */
export function readCreateIndex(c: Cursor, statementStart: number): CreateIndex | undefined {
  const draft: Draft = { columns: [], span: spanFrom(c, statementStart) };
  accept(c, 'or', 'replace');
  for (;;) {
    if (accept(c, 'unique')) draft.unique = true;
    else if (isWord(c, 'fulltext') || isWord(c, 'spatial') || isWord(c, 'vector')) {
      draft.method = peek(c).word;
      c.at++;
    } else if (!accept(c, 'online') && !accept(c, 'offline')) break;
  }
  if (!accept(c, 'index')) return undefined;
  const concurrently = accept(c, 'concurrently') || accept(c, 'async');
  // YugabyteDB builds indexes concurrently unless told not to.
  accept(c, 'nonconcurrently');
  const ifNotExists = acceptIfNotExists(c);
  if (!isWord(c, 'on') || peek(c, 1).word === 'on') {
    const name = readName(c);
    if (name) draft.name = name;
  }
  if (isMysql(c)) readMethod(c, draft);
  if (!accept(c, 'on')) return undefined;
  const only = accept(c, 'only');
  const table = readName(c);
  if (!table) return undefined;
  readMethod(c, draft);
  const columns = readKeyParts(c);
  if (!columns) return undefined;
  draft.columns = columns;
  readIndexOptions(c, draft);
  draft.span = spanFrom(c, statementStart);
  return {
    kind: 'createIndex',
    table,
    index: draft,
    ...(concurrently ? { concurrently } : {}),
    ...(ifNotExists ? { ifNotExists } : {}),
    ...(only ? { only } : {}),
    span: draft.span,
  };
}

const STORAGE = new Set(['key_block_size', 'parser', 'engine_attribute', 'secondary_engine_attribute', 'clustering']);

/** INCLUDE, NULLS NOT DISTINCT, WITH, TABLESPACE, WHERE; in MySQL USING, COMMENT, VISIBLE, KEY_BLOCK_SIZE, WITH PARSER, ALGORITHM, LOCK. */
function readIndexOptions(c: Cursor, draft: Draft): void {
  while (!atEnd(c)) {
    const start = startOffset(c);
    const { word } = peek(c);
    if (accept(c, 'include')) {
      const include = readIdentList(c);
      if (include) draft.include = include;
    } else if (isWord(c, 'nulls')) {
      const from = c.at;
      if (readNullsDistinct(c)) draft.nullsNotDistinct = true;
      if (c.at === from) return;
    } else if (accept(c, 'where')) {
      const where = readExpression(c);
      if (where) draft.where = where;
    } else if (word === 'using') readMethod(c, draft);
    else if (accept(c, 'comment')) {
      accept(c, '=');
      const comment = readString(c);
      if (comment !== undefined) draft.comment = comment;
    } else if (accept(c, 'invisible') || accept(c, 'ignored')) draft.invisible = true;
    else if (accept(c, 'visible') || accept(c, 'not', 'ignored')) continue;
    else if (accept(c, 'with', '(')) {
      c.at--;
      step(c);
      draft.storage = textFrom(c, start)
        .replace(/^with\s*\(|\)$/gi, '')
        .trim();
    } else if (accept(c, 'with', 'parser') || accept(c, 'tablespace')) c.at++;
    else if (STORAGE.has(word)) {
      c.at++;
      accept(c, '=');
      c.at++;
    } else if (!readOnlineClause(c)) return;
  }
}
