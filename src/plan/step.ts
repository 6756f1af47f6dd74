import type { Operation } from '../model';

/**
 * `expand` makes the new beside the old; `backfill` fills it; `validate` proves it; `switch` puts it in the old one's place;
 * `contract` takes the old away.
 */
export type Phase = 'expand' | 'backfill' | 'validate' | 'switch' | 'contract';

/** The way back of one step, or the reason that there is none. */
export type StepDown =
  | { readonly kind: 'operations'; readonly operations: readonly Operation[] }
  | { readonly kind: 'none'; readonly because: string };

/** How long its statements may wait for a lock and run, as the engine spells it; absent: as the session has it. */
export interface StepTimeouts {
  readonly lock?: string;
  readonly statement?: string;
}

/** One migration of a plan. */
export interface PlanStep {
  /** Words for its file name. */
  readonly name: string;
  readonly phase: Phase;
  /** How many releases of the application must be out before it runs: 0 for the first steps. */
  readonly stage: number;
  readonly up: readonly Operation[];
  readonly down: StepDown;
  /** `one`: all of it in one transaction; `none`: the engine refuses a transaction around it. */
  readonly transaction: 'one' | 'none';
  readonly timeouts: StepTimeouts;
  /** What happens here, and why it is safe: one or two sentences. */
  readonly why: string;
  /** The SQL of work that no migration should do at this size or version: a job of the application or of a tool repeats it. */
  readonly job?: string;
}

/** What the steps of one change are. */
export interface Change {
  readonly title: string;
  readonly steps: readonly PlanStep[];
  /** `deploys[n]`: what the release between the steps of stage n and n + 1 must do. */
  readonly deploys: readonly string[];
  /** What the plan rests on, or leaves to a person. */
  readonly notes: readonly string[];
}

/** A safe sequence for a change of a schema. */
export interface Plan extends Change {
  /** The change that was asked for; what remains of it can be planned again after each stage. */
  readonly operations: readonly Operation[];
  /** Those of them that take more than one stage. */
  readonly staged: readonly Operation[];
}
