import { type Dialect, defaultSchema, nameKey, type Span } from '../../model';
import { nameOf } from '../read/names';
import { SILENT } from '../script/context';
import { createSource, type Source } from '../text/source';
import { tokenize } from '../text/statements';
import type { Token } from '../text/token';

/** A token as expressions are compared by: names folded as the engine folds them, operators whole, strings by their content. */
export interface Lexeme {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'operator' | 'bracket';
  /** Lower case for words and operators; the stored name for quoted ones; the content for strings. */
  readonly text: string;
  /** Index of the closing sign for an opening bracket, else −1. */
  readonly pair: number;
}

const NOWHERE: Span = { uri: '', start: { line: 0, column: 0, offset: 0 }, end: { line: 0, column: 0, offset: 0 } };

/** A place for parts that stand in no file. */
export function nowhere(): Span {
  return NOWHERE;
}

/** The lexemes of an SQL text. */
export function lexemes(text: string, dialect: Dialect): readonly Lexeme[] {
  const source = createSource('', text, dialect);
  const tokens = tokenize(source, SILENT, 0, text.length);
  const found: Lexeme[] = [];
  const places = new Map<number, number>();
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) continue;
    places.set(i, found.length);
    const last = operatorEnd(tokens, i);
    if (last > i) {
      found.push({ kind: 'operator', text: text.slice(token.start, tokens[last]?.end), pair: -1 });
      i = last;
    } else found.push(lexeme(source, token));
  }
  return found.map((one) => (one.pair < 0 ? one : { ...one, pair: places.get(one.pair) ?? found.length }));
}

function isOperatorSign(token: Token | undefined): token is Token {
  return token?.kind === 'symbol' && /^[-+*/<>=~!@#%^&|?:]+$/.test(token.word) && token.word !== '::';
}

/** Signs that touch make one operator: `->>`, `<>`, `||`; a sign before a number or parenthesis stands alone. */
function operatorEnd(tokens: readonly Token[], from: number): number {
  let last = from;
  for (let current = tokens[from]; isOperatorSign(current); current = tokens[last]) {
    const next = tokens[last + 1];
    const touches = isOperatorSign(next) && next.start === current.end;
    // `=-1`: PostgreSQL ends an operator before + or − unless it has one of ~ ! @ # % ^ & | ? ("Operators").
    if (!touches || (/^[-+]$/.test(next.word) && !/[-~!@#%^&|?]/.test(current.word))) break;
    last++;
  }
  return last;
}

function lexeme(source: Source, token: Token): Lexeme {
  const written = source.text.slice(token.start, token.end);
  if (token.kind === 'string') return stringLexeme(source, written);
  if (token.kind === 'number') return { kind: 'number', text: written.toLowerCase(), pair: -1 };
  if (token.kind === 'quoted') return { kind: 'name', text: nameKey(source.dialect, nameOf(source, token)), pair: -1 };
  if (token.kind === 'word') return { kind: 'word', text: token.word, pair: -1 };
  if (token.pair >= 0 || '()[]'.includes(token.word)) return { kind: 'bracket', text: token.word, pair: token.pair };
  return { kind: 'operator', text: token.word, pair: -1 };
}

/** `N'x'`, `_utf8mb4'x'` and `E'x'` are the string; so is what stands between dollar quotes. */
function stringLexeme(source: Source, written: string): Lexeme {
  const dollar = /^\$[^$]*\$/.exec(written)?.[0];
  if (dollar !== undefined) return { kind: 'string', text: written.slice(dollar.length, -dollar.length), pair: -1 };
  const open = written.search(/["']/);
  const quote = written.charAt(open);
  const inner = written.slice(open + 1, written.endsWith(quote) ? -1 : undefined).replaceAll(quote + quote, quote);
  if (quote === '"' && !source.lexis.doubleQuotedStrings) return { kind: 'name', text: inner, pair: -1 };
  return { kind: 'string', text: inner, pair: -1 };
}

/** A schema that names need not say. */
export function isImpliedSchema(name: string, dialect: Dialect): boolean {
  return name === 'pg_catalog' || name === 'sys' || name === defaultSchema(dialect);
}
