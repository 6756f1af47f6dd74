import { continuesName, lineEnd, startsLine } from './chars';
import { skipData } from './data';
import { createLexer, type Lexer, type LexerSink, readToken, skipTrivia } from './lexer';
import { createShape, heldOpen, type Shape, watch } from './shape';
import type { Source } from './source';
import type { Token } from './token';

/** A statement as the splitter cuts it, its tokens with it. */
export interface RawStatement {
  /** `client` is a line for the command-line client: psql's `\`, SQLite's `.`, MySQL's DELIMITER. */
  readonly kind: 'sql' | 'client';
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
  /** Rows stand in its text (INSERT … VALUES, COPY … FROM stdin) and were skipped. */
  readonly isData: boolean;
  /** The executable comment that all of it stands in. */
  readonly versionComment: { readonly start: number; readonly end: number } | undefined;
}

/** Cuts a text into statements. */
export interface Splitter {
  readonly source: Source;
  readonly lexer: Lexer;
  delimiter: string;
}

export function createSplitter(source: Source, sink: LexerSink, start = 0, end = source.code.length): Splitter {
  return { source, lexer: createLexer(source.code, source.lexis, sink, start, end), delimiter: ';' };
}

/** The next statement, or undefined at the end of the text. */
export function nextStatement(splitter: Splitter): RawStatement | undefined {
  const { lexer } = splitter;
  for (;;) {
    skipTrivia(lexer);
    if (lexer.pos >= lexer.end) return undefined;
    const client = clientLine(splitter);
    if (client) return client;
    const skipped = delimiterAt(splitter);
    if (skipped > 0) lexer.pos += skipped;
    else return readStatement(splitter);
  }
}

/** Length of the delimiter at the lexer's place, 0 when none stands there. */
function delimiterAt(splitter: Splitter): number {
  const { lexer, delimiter } = splitter;
  if (delimiter === ';') return lexer.code.charCodeAt(lexer.pos) === 59 ? 1 : 0;
  return lexer.code.startsWith(delimiter, lexer.pos) ? delimiter.length : 0;
}

function clientLine(splitter: Splitter): RawStatement | undefined {
  const { lexer } = splitter;
  const { code, pos, lexis } = lexer;
  const sign = lexis.clientSign;
  const isSign = sign !== undefined && code.startsWith(sign, pos) && (sign === '\\' || startsLine(code, pos));
  if (!isSign && !(lexis.delimiters && startsClientWord(code, pos))) return undefined;
  let end = lineEnd(code, pos, lexer.end);
  const line = code.slice(pos, end);
  const delimiter = /^delimiter\s+(\S+)/i.exec(line)?.[1];
  if (lexis.delimiters && delimiter !== undefined) {
    splitter.delimiter = delimiter;
    lexer.nameEndsAt = continuesName(delimiter.charCodeAt(0)) ? delimiter : undefined;
  }
  end = pos + line.trimEnd().length;
  lexer.pos = end;
  return { kind: 'client', start: pos, end, tokens: [], isData: false, versionComment: undefined };
}

/** MySQL client, "mysql Client Commands": the ones that scripts hold. */
function startsClientWord(code: string, pos: number): boolean {
  const c = code.charCodeAt(pos) | 32;
  if (c !== 100 && c !== 115 && c !== 124) return false;
  return /^(?:delimiter[ \t]+\S|source[ \t]+\S|\\\.)/i.test(code.slice(pos, pos + 40)) && startsLine(code, pos);
}

function readStatement(splitter: Splitter): RawStatement {
  const { lexer } = splitter;
  const tokens: Token[] = [];
  const parens: Token[] = [];
  const shape = createShape(lexer.lexis);
  const execStart = lexer.execOpen;
  const firstStart = lexer.pos;
  let outside = false;
  let isData = false;
  while (lexer.pos < lexer.end) {
    const ends = delimiterAt(splitter);
    if (ends > 0 && !(splitter.delimiter === ';' && heldOpen(shape, parens.length))) {
      break;
    }
    if (lexer.lexis.clientSign === '\\' && lexer.code.charCodeAt(lexer.pos) === 92) break;
    if (lexer.execOpen < 0) outside = true;
    const token = readToken(lexer);
    joinPair(tokens, parens, token);
    watch(shape, tokens);
    if (parens.length === 0 && startsRows(tokens)) {
      skipData(lexer, splitter.delimiter);
      isData = true;
    }
    skipTrivia(lexer);
  }
  for (const open of parens) open.pair = tokens.length;
  return finish(splitter, { tokens, shape, execStart: outside ? -1 : execStart, firstStart, isData });
}

/** Joins opening and closing signs, so that readers step over a pair without looking inside. */
export function joinPair(tokens: Token[], parens: Token[], token: Token): void {
  if (token.kind === 'symbol') {
    if (token.word === '(' || token.word === '[') parens.push(token);
    else if (token.word === ')' || token.word === ']') {
      const open = parens.pop();
      if (open) open.pair = tokens.length;
    }
  }
  tokens.push(token);
}

/** True behind the VALUES of an INSERT or REPLACE that heads the statement. */
function startsRows(tokens: readonly Token[]): boolean {
  const word = tokens[tokens.length - 1]?.word;
  if (word !== 'values' && word !== 'value') return false;
  const head = tokens[0]?.word;
  return head === 'insert' || head === 'replace';
}

interface Draft {
  readonly tokens: readonly Token[];
  readonly shape: Shape;
  readonly execStart: number;
  readonly firstStart: number;
  readonly isData: boolean;
}

function finish(splitter: Splitter, draft: Draft): RawStatement {
  const { lexer } = splitter;
  const last = draft.tokens[draft.tokens.length - 1];
  const lastEnd = draft.isData ? trimmedEnd(lexer.code, last?.end ?? lexer.pos, lexer.pos) : (last?.end ?? lexer.pos);
  const closed = lexer.execClosed >= lastEnd ? lexer.execClosed : -1;
  const end = closed >= 0 ? closed : lastEnd;
  const start = draft.execStart >= 0 ? draft.execStart : draft.firstStart;
  const versionComment = draft.execStart >= 0 ? { start, end } : undefined;
  const copies = copiesRows(draft.tokens);
  if (copies) skipCopyRows(lexer);
  return { kind: 'sql', start, end, tokens: draft.tokens, isData: draft.isData || copies, versionComment };
}

function trimmedEnd(code: string, from: number, to: number): number {
  let end = to;
  while (end > from && code.charCodeAt(end - 1) <= 32) end--;
  return end;
}

/** `COPY … FROM stdin`: its rows follow on the next lines. */
function copiesRows(tokens: readonly Token[]): boolean {
  if (tokens[0]?.word !== 'copy') return false;
  return tokens.some((token, i) => token.word === 'stdin' && tokens[i - 1]?.word === 'from');
}

/** Rows end at a line that is `\.` (PostgreSQL manual, COPY, "Text Format"). */
function skipCopyRows(lexer: Lexer): void {
  const line = lineEnd(lexer.code, lexer.pos, lexer.end);
  if (lexer.code.charCodeAt(lexer.pos) !== 59 || line >= lexer.end) return;
  const close = lexer.code.indexOf('\n\\.', line - 1);
  if (close < 0 || close + 3 > lexer.end) {
    lexer.sink.unclosed(lexer.pos, lexer.end, 'COPY data');
    lexer.pos = lexer.end;
    return;
  }
  lexer.pos = lineEnd(lexer.code, close + 3, lexer.end);
}

/** All tokens of a stretch, semicolons with them, joined into pairs: the body of a block. */
export function tokenize(source: Source, sink: LexerSink, start: number, end: number): readonly Token[] {
  const lexer = createLexer(source.code, source.lexis, sink, start, end);
  const tokens: Token[] = [];
  const parens: Token[] = [];
  skipTrivia(lexer);
  while (lexer.pos < lexer.end) {
    joinPair(tokens, parens, readToken(lexer));
    skipTrivia(lexer);
  }
  for (const open of parens) open.pair = tokens.length;
  return tokens;
}
