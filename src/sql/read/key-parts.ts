import type { IndexColumn } from '../../model';
import { accept, atEnd, type Cursor, enter, isMysql, isWord, items, peek, spanFrom, startOffset, step } from './cursor';
import { expressionBetween, readParenthesised } from './expression';
import { isName, readIdent, readName } from './names';

/** Reads the key parts of an index or key in parentheses; undefined when none open here. */
export function readKeyParts(c: Cursor): readonly IndexColumn[] | undefined {
  const inner = enter(c);
  if (!inner) return undefined;
  return items(inner).map(readKeyPart);
}

/** One key part: a column or an expression, then prefix, collation, operator class, order and nulls. */
function readKeyPart(c: Cursor): IndexColumn {
  const start = startOffset(c);
  const from = c.at;
  const part: { -readonly [K in keyof IndexColumn]?: IndexColumn[K] } = {};
  if (isWord(c, '(')) {
    const expression = readParenthesised(c);
    if (expression) part.expression = expression;
    if (!endsKeyPart(c)) return expressionPart(c, from, start);
  } else if (isName(c) && isPrefixOrPlain(c)) {
    const column = readIdent(c);
    if (column) part.column = column;
    if (isMysql(c) && isWord(c, '(')) {
      part.prefix = Number(c.source.text.slice(peek(c, 1).start, peek(c, 1).end));
      step(c);
    }
    if (!endsKeyPart(c)) return expressionPart(c, from, start);
  } else return expressionPart(c, from, start);
  readOptions(c, part);
  return { ...part, span: spanFrom(c, start) };
}

/** A column, or MySQL's column with a prefix length; `lower(x)` is an expression. */
function isPrefixOrPlain(c: Cursor): boolean {
  if (peek(c, 1).word !== '(') return peek(c, 1).word !== '.';
  return isMysql(c) && peek(c, 2).kind === 'number' && peek(c, 3).word === ')';
}

const AFTER_PART = new Set(['asc', 'desc', 'nulls', 'collate', 'with', 'without']);

/** True when what follows a column or expression is an option and not the rest of a larger expression. */
function endsKeyPart(c: Cursor): boolean {
  if (atEnd(c)) return true;
  const token = peek(c);
  return token.kind === 'quoted' || (token.kind === 'word' && (AFTER_PART.has(token.word) || isOperatorClass(c)));
}

/** A bare name behind a key part is its operator class, with parameters perhaps. */
function isOperatorClass(c: Cursor): boolean {
  return (
    peek(c).kind === 'word' &&
    !isMysql(c) &&
    c.source.dialect !== 'sqlite' &&
    !/^(?:and|or|is|in|like|between|at|not)$/.test(peek(c).word)
  );
}

/** An expression without parentheses of its own (a call, or SQLite's free expressions), with its options. */
function expressionPart(c: Cursor, from: number, start: number): IndexColumn {
  c.at = from;
  while (!atEnd(c)) {
    const before = c.tokens[c.at - 1];
    const joins = before?.kind === 'symbol' && before.word !== ')' && before.word !== ']';
    if (c.at > from && !joins && endsKeyPart(c)) break;
    step(c);
  }
  const expression = expressionBetween(c, from, c.at);
  const part: { -readonly [K in keyof IndexColumn]?: IndexColumn[K] } = expression ? { expression } : {};
  readOptions(c, part);
  return { ...part, span: spanFrom(c, start) };
}

function readOptions(c: Cursor, part: { -readonly [K in keyof IndexColumn]?: IndexColumn[K] }): void {
  while (!atEnd(c)) {
    if (accept(c, 'collate')) {
      const collation = readName(c)?.name;
      if (collation !== undefined) part.collation = collation;
    } else if (accept(c, 'asc')) part.order = 'asc';
    else if (accept(c, 'desc')) part.order = 'desc';
    else if (accept(c, 'nulls', 'first')) part.nulls = 'first';
    else if (accept(c, 'nulls', 'last')) part.nulls = 'last';
    else if (isName(c) && part.operatorClass === undefined && !isWord(c, 'with') && !isWord(c, 'without')) {
      const operatorClass = readName(c)?.name;
      if (operatorClass !== undefined) part.operatorClass = operatorClass;
      if (isWord(c, '(')) step(c);
    } else {
      // EXCLUDE's WITH operator, PERIOD's WITHOUT OVERLAPS.
      c.at = c.end;
    }
  }
}

const VALUE_OPTIONS = new Set([
  'comment',
  'key_block_size',
  'parser',
  'using',
  'engine_attribute',
  'secondary_engine_attribute',
]);

/** Steps over what may follow a key's columns: USING, WITH (…), TABLESPACE, COMMENT, KEY_BLOCK_SIZE, VISIBLE, ON CONFLICT. */
export function skipIndexOptions(c: Cursor): void {
  for (;;) {
    const { word } = peek(c);
    if (word === 'with' && peek(c, 1).word === '(') {
      c.at++;
      step(c);
    } else if (word === 'with' && peek(c, 1).word === 'parser') c.at += 3;
    else if (word === 'using' && peek(c, 1).word === 'index' && peek(c, 2).word === 'tablespace') c.at += 4;
    else if (VALUE_OPTIONS.has(word)) {
      c.at++;
      accept(c, '=');
      c.at++;
    } else if (
      !accept(c, 'visible') &&
      !accept(c, 'invisible') &&
      !accept(c, 'ignored') &&
      !accept(c, 'not', 'ignored')
    )
      return;
  }
}
