import type { Token } from './scan';

/** A place in the tokens. */
export interface Cursor {
  peek(ahead?: number): Token | undefined;
  /** Takes a token; at the end an empty one. */
  next(): Token;
  /** The token taken last. */
  last(): Token | undefined;
  atEnd(): boolean;
  /** Steps over line ends, inside parentheses. */
  skipLines(): void;
}

export function createCursor(tokens: readonly Token[]): Cursor {
  let at = 0;
  const end = tokens.at(-1)?.end ?? 0;
  return {
    peek: (ahead = 0) => tokens[at + ahead],
    next: () => tokens[at++] ?? { kind: 'sign', start: end, end, text: '' },
    last: () => tokens[at - 1],
    atEnd: () => at >= tokens.length,
    skipLines: () => {
      while (tokens[at]?.kind === 'newline' && !startsMember(tokens, at + 1)) at++;
    },
  };
}

/** A line that can only be a new member or the block's end: an argument list before it was never closed. */
function startsMember(tokens: readonly Token[], at: number): boolean {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (first === undefined || first.text === '}' || first.text === '@@') return true;
  return first.kind === 'word' && second?.kind === 'word';
}
