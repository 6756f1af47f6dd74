import type { EngineVersion, Operation, Says, Schema } from '../../model';

/** What two schemas are compared for. */
export interface DiffOptions {
  readonly version?: EngineVersion;
  /** Answers to earlier questions: what was renamed, and, with `to: undefined`, what was not. */
  readonly renames?: readonly Rename[];
  /** What the side that is wanted has words for; what it cannot say is no difference. Left out: everything. */
  readonly says?: Says;
}

export type RenamedKind = 'table' | 'column' | 'enumValue';

/** An answer. `table` holds the name of the table or enum that a part belongs to, with its schema where it has one: `audit.log`. */
export interface Rename {
  readonly kind: RenamedKind;
  readonly table?: string;
  readonly from: string;
  /** Undefined: it was asked, and nothing was renamed. */
  readonly to: string | undefined;
}

/** Something that may have been renamed. Until it is answered the operations drop the one and add the other. */
export interface RenameQuestion {
  readonly kind: RenamedKind;
  readonly table?: string;
  readonly from: string;
  readonly to: string;
  /** 0 to 1. */
  readonly score: number;
  /** What speaks for it, each a short phrase: "same type, place and default". */
  readonly reasons: readonly string[];
}

/**
 * What an operation needs that a plain statement cannot do.
 * `needsRebuild`: the table has to be made anew and its rows copied (SQLite). `typeRemade`: an enum is made anew, for values go away
 * or change places. `cannot`: no statement of the dialect, or of what we keep, does it.
 */
export interface DiffNote {
  readonly kind: 'needsRebuild' | 'typeRemade' | 'cannot';
  readonly operation: Operation;
  readonly because: string;
}

export interface SchemaDiff {
  /** In an order in which they can run. */
  readonly operations: readonly Operation[];
  readonly notes: readonly DiffNote[];
  readonly questions: readonly RenameQuestion[];
}

/** The two sides as the parts of the comparison see them: `before` has the answered renames applied. */
export interface Sides {
  readonly before: Schema;
  readonly after: Schema;
}
