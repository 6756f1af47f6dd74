import type { Facts } from './facts';

/** What a full parser says of one statement. */
export type Opinion =
  | { readonly kind: 'read'; readonly what: string; readonly facts?: Facts }
  | { readonly kind: 'refused'; readonly message: string; readonly at: number }
  /** No word on it: the parser broke, or read something else than one statement. */
  | { readonly kind: 'failed' };

export interface FullParser {
  /** For people. */
  readonly name: string;
  /** True when what it refuses is wrong: only the engine's own grammar is so. */
  readonly isSure: boolean;
  parse(sql: string): Opinion;
}
