import type { Lexis } from '../dialects';
import { continuesName, isDigit, isSpace, lineEnd, startsName } from './chars';
import { closingOf, commentEnd, dollarTag, quotedEnd } from './quotes';
import type { Token, TokenKind } from './token';

/** Where comments and unclosed quotes are told to; offsets are the text's own. */
export interface LexerSink {
  comment(start: number, end: number, textStart: number, textEnd: number): void;
  unclosed(start: number, end: number, what: string): void;
}

/** A tokenizer's place in a text. */
export interface Lexer {
  readonly code: string;
  readonly lexis: Lexis;
  readonly end: number;
  readonly sink: LexerSink;
  pos: number;
  /** A delimiter that a name might swallow: `END$$` ends before the `$$` that DELIMITER has set. */
  nameEndsAt: string | undefined;
  /** Where the executable comment that we are inside of opens, or -1. */
  execOpen: number;
  /** Where the last executable comment closed, behind its sign. */
  execClosed: number;
}

export function createLexer(code: string, lexis: Lexis, sink: LexerSink, start: number, end: number): Lexer {
  return { code, lexis, sink, pos: start, end, nameEndsAt: undefined, execOpen: -1, execClosed: -1 };
}

/** Moves over white space and comments, and into and out of executable comments. */
export function skipTrivia(lexer: Lexer): void {
  const { code, lexis, end } = lexer;
  while (lexer.pos < end) {
    const c = code.charCodeAt(lexer.pos);
    if (isSpace(c)) lexer.pos++;
    else if (c === 45 && code.charCodeAt(lexer.pos + 1) === 45 && lexer.pos + 1 < end) skipLineComment(lexer, 2);
    else if (c === 35 && lexis.hashComments) skipLineComment(lexer, 1);
    else if (c === 47 && code.charCodeAt(lexer.pos + 1) === 42 && lexer.pos + 1 < end) skipBlockComment(lexer);
    else if (c === 42 && lexer.execOpen >= 0 && code.charCodeAt(lexer.pos + 1) === 47) {
      lexer.pos = Math.min(end, lexer.pos + 2);
      lexer.execClosed = lexer.pos;
      lexer.execOpen = -1;
    } else return;
  }
}

function skipLineComment(lexer: Lexer, sign: number): void {
  const start = lexer.pos;
  const end = lineEnd(lexer.code, start, lexer.end);
  lexer.sink.comment(start, end, start + sign, end);
  lexer.pos = end;
}

function skipBlockComment(lexer: Lexer): void {
  const { code, lexis, pos: start } = lexer;
  const body = lexis.runsComment ? executableStart(lexer, lexis.runsComment) : undefined;
  if (body !== undefined && lexer.execOpen < 0) {
    lexer.execOpen = start;
    lexer.pos = body;
    return;
  }
  const { end, closed } = commentEnd(code, start, lexer.end, lexis);
  if (!closed) lexer.sink.unclosed(start, end, 'comment');
  lexer.sink.comment(start, end, start + 2, closed ? end - 2 : end);
  lexer.pos = end;
}

/** Offset of the code in an executable comment, or undefined when the comment at hand is a comment for this dialect. */
function executableStart(lexer: Lexer, runs: NonNullable<Lexis['runsComment']>): number | undefined {
  const { code, pos } = lexer;
  const mark = code.startsWith('!', pos + 2) ? '!' : code.startsWith('M!', pos + 2) ? 'M!' : undefined;
  if (mark === undefined) return undefined;
  const from = pos + 2 + mark.length;
  let to = from;
  while (to < lexer.end && to < from + 6 && isDigit(code.charCodeAt(to))) to++;
  // Fewer than five digits are no version number but code.
  const version = to - from >= 5 ? Number(code.slice(from, to)) : undefined;
  if (!runs(mark, version)) return undefined;
  return version === undefined ? from : to;
}

/** Reads the token at the lexer's place, which `skipTrivia` has brought to one; the lexer must not be at its end. */
export function readToken(lexer: Lexer): Token {
  const { code, lexis, pos } = lexer;
  const c = code.charCodeAt(pos);
  if (startsName(c) || (c === 35 && lexis.nameSigns.includes('#'))) return readWord(lexer);
  if (isDigit(c) || (c === 46 && isDigit(code.charCodeAt(pos + 1)))) return readNumber(lexer);
  if (c === 39) return readQuoted(lexer, pos, "'", lexis.backslashEscapes ? 'backslash' : 'doubling', 'string');
  if (c === 34) {
    if (lexis.doubleQuotedStrings) return readQuoted(lexer, pos, '"', 'backslash', 'string');
    return readQuoted(lexer, pos, '"', 'doubling', 'quoted');
  }
  if (c === 96 && lexis.backtickNames) return readQuoted(lexer, pos, '`', 'doubling', 'quoted');
  if (c === 91 && lexis.bracketNames !== 'none') return readBracketName(lexer);
  if (c === 36 && lexis.dollarQuotes) {
    const tag = dollarTag(code, pos, lexer.end);
    if (tag !== undefined) return readDollarQuoted(lexer, tag);
  }
  if (c === 38 && lexis.quotedByQ) return readSubstitution(lexer);
  if (c === 36 || c === 64 || c === 58) return readSigned(lexer, c);
  return symbol(lexer, 1);
}

/** SQL*Plus: `&name`, `&&name`, `&1`; a dot behind it ends the name and goes with it (`&schema..orders`). */
function readSubstitution(lexer: Lexer): Token {
  const { code, pos: start } = lexer;
  const from = code.charCodeAt(start + 1) === 38 ? start + 2 : start + 1;
  let end = nameEnd(lexer, from);
  if (end === from) return symbol(lexer, 1);
  if (code.charCodeAt(end) === 46 && end < lexer.end) end = nameEnd(lexer, end + 1);
  return token(lexer, 'word', start, end, code.slice(start, end).toLowerCase());
}

function token(lexer: Lexer, kind: TokenKind, start: number, end: number, word: string): Token {
  lexer.pos = end;
  return { kind, start, end, word, pair: -1 };
}

function symbol(lexer: Lexer, length: number): Token {
  const start = lexer.pos;
  const end = Math.min(lexer.end, start + length);
  return token(lexer, 'symbol', start, end, lexer.code.slice(start, end));
}

function nameEnd(lexer: Lexer, from: number): number {
  const { code, end, nameEndsAt } = lexer;
  let i = from;
  while (i < end && (continuesName(code.charCodeAt(i)) || isNameSign(lexer, i))) {
    if (nameEndsAt !== undefined && code.startsWith(nameEndsAt, i)) return i;
    i++;
  }
  return i;
}

/** `#` and `@`, where the dialect has them in names. */
function isNameSign(lexer: Lexer, at: number): boolean {
  const c = lexer.code.charCodeAt(at);
  return (c === 35 || c === 64) && lexer.lexis.nameSigns.includes(c === 35 ? '#' : '@');
}

/** A word, or the string or name that its prefix opens: E'…', B'…', X'…', N'…', U&'…', U&"…", q'[…]'. */
function readWord(lexer: Lexer): Token {
  const { code, lexis, pos: start } = lexer;
  const end = nameEnd(lexer, start + 1);
  if (end === start + 1 && end < lexer.end) {
    const next = code.charCodeAt(end);
    const letter = code.charCodeAt(start) | 32;
    if (next === 39 && (letter === 101 || letter === 98 || letter === 120 || letter === 110)) {
      const escapes = lexis.backslashEscapes || (letter === 101 && lexis.dollarQuotes) ? 'backslash' : 'doubling';
      return readQuoted(lexer, end, "'", escapes, 'string');
    }
    if (next === 38 && letter === 117 && lexis.dollarQuotes) {
      const quote = code.charCodeAt(end + 1);
      if (quote === 39) return readQuoted(lexer, end + 1, "'", 'doubling', 'string');
      if (quote === 34) return readQuoted(lexer, end + 1, '"', 'doubling', 'quoted');
    }
  }
  if (lexis.quotedByQ && code.charCodeAt(end) === 39 && end + 1 < lexer.end) {
    const prefix = code.slice(start, end).toLowerCase();
    if (prefix === 'q' || prefix === 'nq') return readQQuoted(lexer, end + 1);
  }
  return token(lexer, 'word', start, end, code.slice(start, end).toLowerCase());
}

/** Oracle, "Literals": the sign behind the quote, or its closing brother, and a quote end the text. */
function readQQuoted(lexer: Lexer, signAt: number): Token {
  const start = lexer.pos;
  const close = closingOf(lexer.code, signAt);
  const at = lexer.code.indexOf(`${close}'`, signAt + 1);
  if (at >= 0 && at + close.length + 1 <= lexer.end) return token(lexer, 'string', start, at + close.length + 1, '');
  lexer.sink.unclosed(start, lexer.end, 'string');
  return token(lexer, 'string', start, lexer.end, '');
}

function readNumber(lexer: Lexer): Token {
  const { code, lexis, pos: start, end } = lexer;
  let i = start;
  while (i < end && isDigit(code.charCodeAt(i))) i++;
  const next = i < end ? code.charCodeAt(i) : 0;
  const hexadecimal = i === start + 1 && code.charCodeAt(start) === 48 && (next | 32) === 120;
  if (hexadecimal) return token(lexer, 'number', start, nameEnd(lexer, i), '');
  const exponent = (next | 32) === 101 && /^[eE][+-]?\d/.test(code.slice(i, i + 3));
  if (lexis.namesStartWithDigits && startsName(next) && !exponent) {
    const to = nameEnd(lexer, i);
    return token(lexer, 'word', start, to, code.slice(start, to).toLowerCase());
  }
  if (next === 46) {
    i++;
    while (i < end && isDigit(code.charCodeAt(i))) i++;
  }
  if (i < end && (code.charCodeAt(i) | 32) === 101 && /^[eE][+-]?\d/.test(code.slice(i, i + 3))) {
    i += 2;
    while (i < end && isDigit(code.charCodeAt(i))) i++;
  }
  return token(lexer, 'number', start, i, '');
}

/** `opensAt` is the quote's place; the token starts at the lexer's (a prefix may stand before). */
function readQuoted(
  lexer: Lexer,
  opensAt: number,
  close: string,
  escapes: 'backslash' | 'doubling',
  kind: TokenKind,
): Token {
  const start = lexer.pos;
  const end = quotedEnd(lexer.code, opensAt, lexer.end, close, escapes);
  if (end >= 0) return token(lexer, kind, start, end, '');
  lexer.sink.unclosed(start, lexer.end, kind === 'string' ? 'string' : 'quoted name');
  return token(lexer, kind, start, lexer.end, '');
}

function readBracketName(lexer: Lexer): Token {
  const start = lexer.pos;
  if (lexer.lexis.bracketNames === 'doubled') return readQuoted(lexer, start, ']', 'doubling', 'quoted');
  const close = lexer.code.indexOf(']', start);
  if (close < 0 || close >= lexer.end) {
    lexer.sink.unclosed(start, lexer.end, 'quoted name');
    return token(lexer, 'quoted', start, lexer.end, '');
  }
  return token(lexer, 'quoted', start, close + 1, '');
}

function readDollarQuoted(lexer: Lexer, tag: string): Token {
  const start = lexer.pos;
  const close = lexer.code.indexOf(tag, start + tag.length);
  if (close < 0 || close + tag.length > lexer.end) {
    lexer.sink.unclosed(start, lexer.end, 'dollar-quoted string');
    return token(lexer, 'string', start, lexer.end, '');
  }
  return token(lexer, 'string', start, close + tag.length, '');
}

/** `$1`, `@variable`, `@@variable`, `:parameter`, `::`, `:=`, sqlcmd's `$(variable)`, or the sign alone. */
function readSigned(lexer: Lexer, sign: number): Token {
  const { code, pos: start, lexis } = lexer;
  const next = code.charCodeAt(start + 1);
  if (sign === 58) {
    if (next === 58 || next === 61) return symbol(lexer, 2);
    // psql variables and bind parameters; in MySQL a colon ends a label (`label:LOOP`).
    if (lexis.delimiters || !startsName(next) || start + 1 >= lexer.end) return symbol(lexer, 1);
  }
  if (sign === 36 && next === 40 && lexis.bracketNames === 'doubled') {
    const name = nameEnd(lexer, start + 2);
    if (name > start + 2 && name < lexer.end && code.charCodeAt(name) === 41) {
      const end = nameEnd(lexer, name + 1);
      return token(lexer, 'word', start, end, code.slice(start, end).toLowerCase());
    }
  }
  const from = sign === 64 && next === 64 ? start + 2 : start + 1;
  const end = nameEnd(lexer, from);
  if (end === from) return symbol(lexer, from - start);
  return token(lexer, 'word', start, end, code.slice(start, end).toLowerCase());
}
