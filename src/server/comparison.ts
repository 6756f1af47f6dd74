import type { Place } from './place';

/** One side of a comparison: migrations, models or a schema file of a data layer. */
export interface SideView {
  readonly id: string;
  readonly title: string;
}

export interface ComparableLayer {
  readonly id: string;
  readonly name: string;
  readonly sides: readonly SideView[];
}

export interface DifferenceView {
  readonly sign: '+' | '-' | '~';
  readonly text: string;
  readonly path?: string;
  readonly place?: Place;
}

export interface ComparisonReport {
  readonly title: string;
  readonly differences: readonly DifferenceView[];
  /** What may have been renamed. */
  readonly questions: readonly string[];
  readonly notes: readonly string[];
  readonly sql: string;
  /** Why nothing was compared. */
  readonly problem?: string;
}
