import type { Dialect } from '../model';
import { nameOf } from './read/names';
import { SILENT } from './script/context';
import { createSource } from './text/source';
import { tokenize } from './text/statements';
import type { TokenKind } from './text/token';

/** A token with its text, for those who look at queries: their rows are none of the operations' business. */
export interface SqlToken {
  readonly kind: TokenKind;
  readonly text: string;
  /** Lower case for words, the signs for symbols, else empty. */
  readonly word: string;
  /** The name that a word or quoted word stands for, as the engine stores it. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** For an opening bracket: the index of its closing one, or the number of tokens. */
  readonly pair: number;
}

/** The tokens of a text; comments and white space are no tokens. Never throws. */
export function tokensOf(text: string, dialect: Dialect): readonly SqlToken[] {
  const source = createSource('', text, dialect);
  return tokenize(source, SILENT, 0, text.length).map((token): SqlToken => {
    const { kind, start, end, word, pair } = token;
    const isName = kind === 'word' || kind === 'quoted';
    return { kind, text: text.slice(start, end), word, name: isName ? nameOf(source, token) : '', start, end, pair };
  });
}
