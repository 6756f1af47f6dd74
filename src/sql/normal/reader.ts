import type { Dialect, SqlType } from '../../model';
import { parseType } from '../types';
import { isImpliedSchema, type Lexeme, nowhere } from './lexemes';
import { type Node, other, stringNode } from './node';

/** A place in the lexemes of one expression. `isLost` once something stood there that this grammar does not know. */
export interface Reader {
  readonly items: readonly Lexeme[];
  readonly dialect: Dialect;
  at: number;
  end: number;
  isLost: boolean;
}

const END: Lexeme = { kind: 'operator', text: '', pair: -1 };
export const peek = (r: Reader, ahead = 0): Lexeme => (r.at + ahead < r.end ? (r.items[r.at + ahead] ?? END) : END);
export const isWord = (r: Reader, word: string, ahead = 0): boolean => {
  const item = peek(r, ahead);
  return item.kind === 'word' && item.text === word;
};
export function accept(r: Reader, ...words: readonly string[]): boolean {
  if (!words.every((word, i) => isWord(r, word, i))) return false;
  r.at += words.length;
  return true;
}

export function lost(r: Reader): Node {
  r.isLost = true;
  r.at = r.end;
  return other('');
}

/** What stands between the brackets at hand, lexeme by lexeme. */
export function readRaw(r: Reader): string {
  const { pair } = peek(r);
  const from = r.at;
  r.at = Math.min(r.end, pair < 0 ? r.end : pair + 1);
  return joined(r.items.slice(from, r.at));
}

/** Lexemes as one text, for what is compared word by word. */
export function joined(items: readonly Lexeme[]): string {
  return items.map(({ kind, text }) => (kind === 'string' ? stringNode(text).text : text)).join(' ');
}

/** A name with what qualifies it, as it is compared. */
export function readName(r: Reader): string {
  const parts: string[] = [];
  for (;;) {
    const item = peek(r);
    if (item.kind !== 'word' && item.kind !== 'name' && item.text !== '*') {
      lost(r);
      break;
    }
    parts.push(item.text);
    r.at++;
    if (peek(r).text !== '.') break;
    r.at++;
  }
  const first = parts[0];
  return (first !== undefined && parts.length > 1 && isImpliedSchema(first, r.dialect) ? parts.slice(1) : parts).join(
    '.',
  );
}

const MORE_OF_TYPE = new Set(['varying', 'precision', 'unsigned', 'signed']);

/** A type's name behind `::` or AS. */
export function readType(r: Reader): SqlType {
  const from = r.at;
  readName(r);
  while (peek(r).kind === 'word' && MORE_OF_TYPE.has(peek(r).text)) r.at++;
  if (peek(r).text === '(') r.at = Math.min(r.end, peek(r).pair + 1);
  if ((isWord(r, 'with') || isWord(r, 'without')) && isWord(r, 'time', 1)) r.at += 3;
  while (peek(r).text === '[') r.at = Math.min(r.end, peek(r).pair + 1);
  const text = r.items
    .slice(from, r.at)
    .map((item) => (item.kind === 'name' ? `"${item.text}"` : item.text))
    .join(' ');
  return parseType(text, nowhere(), r.dialect);
}
