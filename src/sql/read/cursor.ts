import { isMysqlFamily, type OnlineClauses, type Span } from '../../model';
import type { Source } from '../text/source';
import { spanOf } from '../text/source';
import type { Token } from '../text/token';

/** A reader's place in the tokens of one statement (or of a part of it: `end`). */
export interface Cursor {
  readonly source: Source;
  readonly tokens: readonly Token[];
  at: number;
  end: number;
  /** MySQL's ALGORITHM and LOCK, put here by whoever reads them. */
  online: OnlineClauses | undefined;
}

const NOTHING: Token = { kind: 'symbol', start: 0, end: 0, word: '', pair: -1 };

export function cursorOver(source: Source, tokens: readonly Token[], at = 0, end = tokens.length): Cursor {
  return { source, tokens, at, end, online: undefined };
}

/** The token `ahead` of the cursor's; behind the end an empty symbol that matches nothing. */
export function peek(c: Cursor, ahead = 0): Token {
  const i = c.at + ahead;
  return i < c.end ? (c.tokens[i] ?? NOTHING) : NOTHING;
}

export function atEnd(c: Cursor): boolean {
  return c.at >= c.end;
}

export function isWord(c: Cursor, word: string, next?: string, third?: string): boolean {
  if (peek(c).word !== word) return false;
  if (next !== undefined && peek(c, 1).word !== next) return false;
  return third === undefined || peek(c, 2).word === third;
}

export function isOneOf(c: Cursor, words: ReadonlySet<string>): boolean {
  const token = peek(c);
  return token.kind === 'word' && words.has(token.word);
}

/** Steps over the words when they are next. */
export function accept(c: Cursor, word: string, next?: string, third?: string): boolean {
  if (!isWord(c, word, next, third)) return false;
  c.at += third !== undefined ? 3 : next !== undefined ? 2 : 1;
  return true;
}

export function acceptAny(c: Cursor, words: ReadonlySet<string>): string | undefined {
  if (!isOneOf(c, words)) return undefined;
  const { word } = peek(c);
  c.at++;
  return word;
}

export function acceptIfExists(c: Cursor): boolean {
  return accept(c, 'if', 'exists');
}

export function acceptIfNotExists(c: Cursor): boolean {
  return accept(c, 'if', 'not', 'exists');
}

/** Steps over one token, or over everything between a pair of parentheses. */
export function step(c: Cursor): void {
  const { pair } = peek(c);
  c.at = pair > c.at ? Math.min(c.end, pair + 1) : c.at + 1;
}

/** Steps on until one of `words` or a comma or closing parenthesis outside of parentheses. */
export function skipTo(c: Cursor, words?: ReadonlySet<string>): void {
  while (!atEnd(c)) {
    const token = peek(c);
    if (token.word === ',' || token.word === ')' || (token.kind === 'word' && words?.has(token.word))) return;
    step(c);
  }
}

/** A cursor over what stands between the parentheses at hand, with `c` behind them; undefined when none open here. */
export function enter(c: Cursor): Cursor | undefined {
  const open = peek(c);
  if (open.word !== '(') return undefined;
  const close = Math.min(c.end, open.pair < 0 ? c.end : open.pair);
  const inner = cursorOver(c.source, c.tokens, c.at + 1, close);
  c.at = Math.min(c.end, close + 1);
  return inner;
}

/** Cursors over the items of a list, parted by commas outside of parentheses. */
export function items(c: Cursor): readonly Cursor[] {
  const found: Cursor[] = [];
  let from = c.at;
  while (!atEnd(c)) {
    if (peek(c).word === ',') {
      found.push(cursorOver(c.source, c.tokens, from, c.at));
      c.at++;
      from = c.at;
    } else step(c);
  }
  c.at = c.end;
  if (from < c.end) found.push(cursorOver(c.source, c.tokens, from, c.end));
  return found.filter((item) => !atEnd(item));
}

/** Offset where the token at hand starts; behind the end, where the last token ends. */
export function startOffset(c: Cursor): number {
  return c.at < c.end ? peek(c).start : endOffset(c);
}

/** Offset where the token before the cursor ends. */
export function endOffset(c: Cursor): number {
  return c.tokens[Math.min(c.at, c.tokens.length) - 1]?.end ?? 0;
}

/** From `start` to the token before the cursor. */
export function spanFrom(c: Cursor, start: number): Span {
  return spanOf(c.source, start, Math.max(start, endOffset(c)));
}

/** Text from `start` to the token before the cursor, as written. */
export function textFrom(c: Cursor, start: number): string {
  return c.source.text.slice(start, Math.max(start, endOffset(c)));
}

export function tokenSpan(c: Cursor, token: Token): Span {
  return spanOf(c.source, token.start, token.end);
}

/** The text of all tokens that are left; the cursor moves to its end. */
export function restText(c: Cursor): string {
  const start = startOffset(c);
  c.at = c.end;
  return textFrom(c, start);
}

export function isMysql(c: Cursor): boolean {
  return isMysqlFamily(c.source.dialect);
}

export function isPostgres(c: Cursor): boolean {
  return c.source.dialect === 'postgresql';
}

export function isSqlServer(c: Cursor): boolean {
  return c.source.dialect === 'sqlserver';
}

export function isOracle(c: Cursor): boolean {
  return c.source.dialect === 'oracle';
}
