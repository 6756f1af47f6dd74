import type { Dialect } from '../model';
import { SILENT } from './script/context';
import { createSource } from './text/source';
import { tokenize } from './text/statements';
import type { TokenKind } from './text/token';

/** One word, name, string, number or sign of a statement. */
export interface SqlWord {
  readonly kind: TokenKind;
  /** Lower case for words, the signs for symbols, empty for the rest. */
  readonly word: string;
  /** As written, quotes included. */
  readonly text: string;
}

/** The words of a statement, comments left out. */
export function wordsOf(text: string, dialect: Dialect): readonly SqlWord[] {
  const source = createSource('', text, dialect);
  return tokenize(source, SILENT, 0, text.length).map(({ kind, word, start, end }) => ({
    kind,
    word,
    text: text.slice(start, end),
  }));
}
