import type { HistoryProblem } from './migration';
import type { Operation } from './operation';
import type { Schema } from './schema';

/** Applies operations one after another. `schema` is always the schema after the last one; it is a live view: `snapshot()` freezes it. */
export interface Fold {
  readonly schema: Schema;
  apply(operation: Operation): readonly HistoryProblem[];
  snapshot(): Schema;
}
