/** What a rehearsal found: plain data that a card, a page and a terminal print. */
import type { Dialect, LockMode, Span, TransactionBehaviour } from '../model';
import type { EndReason, SqlError } from './engine';

/** A lock that a statement took on something that was there before the migration. */
export interface TakenLock {
  /** `orders`, or with its schema where that is not public. */
  readonly relation: string;
  readonly of: 'table' | 'index' | 'view' | 'materialized view' | 'sequence' | 'other';
  readonly mode: LockMode;
}

/** How often a table was read from end to end, and how many rows that was. */
export interface Scan {
  readonly table: string;
  readonly times: number;
  readonly rows: number;
}

export interface Rewrite {
  readonly table: string;
  /** The engine's reason, where it gives one: `a type changes`. */
  readonly because?: string;
}

export interface Written {
  readonly table: string;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

/** Milliseconds in the rehearsal's engine while its tables had so many rows. */
export interface Timing {
  readonly rows: number;
  readonly ms: number;
}

/** How the time grows with the table: only orders of magnitude may be said of it. */
export type Growth = 'constant' | 'with the rows';

export type StatementOutcome =
  | { readonly kind: 'applied' }
  /** `at`: where in the file. */
  | { readonly kind: 'failed'; readonly error: SqlError; readonly at: Span }
  /** The engine had to be ended. */
  | { readonly kind: 'ended'; readonly reason: EndReason; readonly because: string }
  /** It was not given to the engine. */
  | { readonly kind: 'rejected'; readonly because: string }
  | { readonly kind: 'left out'; readonly because: string }
  | { readonly kind: 'not reached' };

/** What a statement did to tables and indexes. */
export interface Effects {
  /** The locks that it took and that its transaction did not hold before. */
  readonly locks: readonly TakenLock[];
  /** `engine`: read while it ran; `manual`: it cannot run in a transaction, where locks could be read. */
  readonly locksFrom: 'engine' | 'manual';
  readonly rewrites: readonly Rewrite[];
  readonly indexesBuilt: readonly string[];
  readonly indexesRebuilt: readonly string[];
  readonly emptied: readonly string[];
  readonly scans: readonly Scan[];
  readonly written: readonly Written[];
}

/** One statement, and what the engine did when it ran. */
export interface StatementEvidence extends Effects {
  readonly span: Span;
  /** Exactly what ran. */
  readonly sql: string;
  readonly outcome: StatementOutcome;
  readonly timings: readonly Timing[];
  readonly growth?: Growth;
  /** It failed on rows with NULLs and repeated values, and applied on rows without. */
  readonly dependsOnData?: SqlError;
  readonly notices: readonly string[];
}

/** Something of the base that is not as in production. */
export interface Standing {
  readonly what: string;
  readonly because: string;
}

/** What the migration was run on. */
export type BaseEvidence = {
  readonly statements: number;
  /** Roles, extensions and schemas that were made up. */
  readonly stubbed: readonly Standing[];
  /** Statements of the base that did not run. */
  readonly leftOut: readonly Standing[];
} & (
  | { readonly kind: 'history'; readonly migrations: number }
  | { readonly kind: 'schema'; readonly from: string; readonly because: string }
);

export interface SeededTable {
  readonly table: string;
  readonly rows: number;
}

/** One object of the catalogue that is not as it was. */
export interface Difference {
  readonly kind: 'missing' | 'extra' | 'changed';
  /** `column public.orders.email`. */
  readonly object: string;
  readonly before?: string;
  readonly after?: string;
}

/** What became of the rows of a table. */
export interface RowsEvidence {
  readonly table: string;
  readonly before: number;
  /** Absent when the table is gone. */
  readonly after?: number;
  /** Columns whose values are not what they were, though no statement names them. */
  readonly changed: readonly string[];
}

export type DownEvidence =
  | { readonly kind: 'none' }
  | { readonly kind: 'irreversible'; readonly because: string }
  | { readonly kind: 'not run'; readonly because: string }
  | {
      readonly kind: 'ran';
      readonly statements: readonly StatementEvidence[];
      /** Left behind or lost, compared with the catalogue before the migration; empty when all is as it was. */
      readonly differences: readonly Difference[];
      /** Columns whose values the way back does not bring back: `orders.email`. */
      readonly lost: readonly string[];
    };

/** The second way up. */
export type AgainEvidence =
  | { readonly kind: 'not run'; readonly because: string }
  | { readonly kind: 'failed'; readonly error: SqlError; readonly at: Span }
  | { readonly kind: 'ran'; readonly differences: readonly Difference[] };

/** A migration as it was rehearsed. */
export interface Rehearsal {
  readonly kind: 'rehearsed';
  readonly migration: { readonly id: string; readonly name: string; readonly uri: string };
  readonly dialect: Dialect;
  /** `PostgreSQL 18.6 (PGlite)`. */
  readonly engine: string;
  readonly base: BaseEvidence;
  readonly transaction: TransactionBehaviour;
  /** The strongest lock on each relation that one transaction held, from the first statement to the commit. */
  readonly held: readonly TakenLock[];
  readonly up: readonly StatementEvidence[];
  /** What the migration changes in the catalogue. */
  readonly changes: readonly Difference[];
  readonly seeded: readonly SeededTable[];
  readonly rows: readonly RowsEvidence[];
  readonly down: DownEvidence;
  readonly again: AgainEvidence;
  /** What could not be shown, and why. */
  readonly notShown: readonly Standing[];
  readonly verdict: Verdict;
}

export type Verdict = 'passed' | 'failed' | 'in part';

/** Nothing ran. */
export interface NotRehearsed {
  readonly kind: 'not rehearsed';
  readonly migration: { readonly id: string; readonly name: string; readonly uri: string };
  readonly because: string;
}

export type RehearsalOutcome = Rehearsal | NotRehearsed;
