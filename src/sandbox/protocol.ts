/** What the process that asks and the process that an engine lives in say to each other. Plain data, for structured clone. */
import type { Ran, RanAll, Row } from '../rehearse';

export type Ask =
  /** Always the first. */
  | {
      readonly kind: 'open';
      readonly dump?: Uint8Array;
      readonly extensions: readonly string[];
      readonly fileBytes?: number;
      readonly dialect?: 'postgresql' | 'sqlite';
    }
  | { readonly kind: 'query'; readonly sql: string }
  | { readonly kind: 'run'; readonly sql: string }
  | { readonly kind: 'runAll'; readonly statements: readonly string[] }
  | { readonly kind: 'dump' };

export type Answer =
  | { readonly kind: 'opened'; readonly title: string }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'ran'; readonly ran: Ran }
  | { readonly kind: 'ranAll'; readonly ran: RanAll }
  | { readonly kind: 'dumped'; readonly dump: Uint8Array }
  /** The engine said something that is no SQL error: it is damaged, and the process must go. */
  | { readonly kind: 'broken'; readonly message: string };

export interface Numbered<T> {
  readonly id: number;
  readonly body: T;
}

/** Of statements that run one by one: the process says how far it is, so that each has its own time. */
export interface Progress {
  readonly progress: number;
}
