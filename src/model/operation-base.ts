import type { Span } from './text';

/** What every operation carries. `span` is the clause that does it (`ADD COLUMN …`), or the whole statement when it is alone. */
export interface OperationBase {
  readonly span: Span;
}
