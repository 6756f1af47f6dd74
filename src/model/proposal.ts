import type { FileChange, Finding } from './finding';

/** One thing the evidence shows or cannot show. */
export type Verification =
  | { readonly kind: 'verified'; readonly what: string; readonly result: string }
  | { readonly kind: 'failed'; readonly what: string; readonly result: string }
  | { readonly kind: 'notVerified'; readonly what: string; readonly because: string };

/** The line that stands in a proposal's evidence until it is rehearsed. */
export const NOT_REHEARSED = 'Running it: locks taken, time, up and down again';

/** What the engine, and not the model, says of a proposal. */
export interface Evidence {
  readonly findingsBefore: readonly Finding[];
  readonly findingsAfter: readonly Finding[];
  readonly verifications: readonly Verification[];
  /** Statements that lose data or narrow it: `DROP COLUMN users.email`. */
  readonly destructive: readonly string[];
}

export type ProposalState =
  | { readonly kind: 'pending' }
  /** `despite`: what had failed, and was accepted by name all the same. */
  | { readonly kind: 'accepted'; readonly at: string; readonly despite?: readonly string[] }
  | { readonly kind: 'rejected'; readonly at: string }
  /** Accepted, and taken back. */
  | { readonly kind: 'undone'; readonly at: string }
  /** A file changed since it was made. */
  | { readonly kind: 'stale'; readonly because: string };

/** Files that somebody proposes to write. Nothing is written until the user accepts. */
export interface Proposal {
  readonly id: string;
  readonly title: string;
  /** Why, in a few sentences of markdown. */
  readonly rationale: string;
  readonly files: readonly FileChange[];
  readonly evidence: Evidence;
  readonly state: ProposalState;
}
