/** A rehearsal as the host shows it. Types only: they are the host's through requests.ts. */
import type { Verification } from '../model';
import type { Place } from './place';

/** A file with migrations, one of them by its id, or the whole history of every data layer. */
export interface RehearsalScope {
  readonly uri?: string;
  readonly id?: string;
  readonly which: 'file' | 'history';
  /** SQL of a workspace runs, in whatever confinement, only where the user trusts it. */
  readonly trust: 'trusted' | 'restricted';
}

export interface RehearsedStatementView {
  readonly direction: 'up' | 'down';
  readonly path: string;
  readonly place: Place;
  readonly sql: string;
  /** What the engine did, a sentence each. */
  readonly facts: readonly string[];
  readonly outcome: 'applied' | 'failed' | 'not run';
}

export interface RehearsalView {
  readonly title: string;
  readonly path: string;
  readonly verdict: 'passed' | 'failed' | 'in part' | 'not rehearsed';
  readonly evidence: readonly Verification[];
  readonly statements: readonly RehearsedStatementView[];
  /** What the way back leaves changed. */
  readonly left: readonly string[];
  /** How it was made, and what is not in it. */
  readonly about: readonly string[];
}
