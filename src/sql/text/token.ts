/** What a stretch of SQL is to the readers. `quoted` is a quoted identifier, `string` any literal in quotes or dollars. */
export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'symbol';

/** A token as offsets into the text: spans are made only for what lands in an operation. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Lower case for words, the signs for symbols, empty for the rest: quoted text never passes for a keyword. */
  readonly word: string;
  /** For `(` and `[`: the index of its closing sign, or the number of tokens when it is not closed. -1 for all others. */
  pair: number;
}
