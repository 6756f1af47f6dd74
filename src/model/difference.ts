import type { Operation } from './operation';
import type { Span } from './text';

/** One thing in which models or a schema file differ from what the migrations make. */
export interface SchemaDifference {
  /** What was compared with the migrations. */
  readonly side: 'models' | 'dump';
  /** Its format: `django`, `sql-dump`… */
  readonly tool: string;
  /** Where the models or the file say it; where they say nothing, the table that lacks it there. */
  readonly span: Span;
  /** Key of the table in `Schema.tables`; of an object of another kind its own. */
  readonly table: string;
  /** What the migrations lack or have too much, without a full stop: `no migration adds column "users.age"`. */
  readonly what: string;
  /** Where the migrations say otherwise. */
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  /** What a migration would have to do. */
  readonly operations: readonly Operation[];
  /** It may be one half of a rename: what was dropped or added may bear the other name. */
  readonly mayBeRenamed?: { readonly from: string; readonly to: string };
}
