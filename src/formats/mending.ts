import type { Dialect, EngineVersion, Operation, Script, Statement, TextEdit } from '../model';

/** A migration as it stands. */
export interface StandingFile {
  readonly uri: string;
  readonly text: string;
}

/** One statement of a migration that is to say something else. */
export interface Change {
  readonly script: Script;
  readonly statement: Statement;
  /** What the statement does, as SQL says it. */
  readonly from: readonly Operation[];
  /** What is to stand in its place, in order. */
  readonly to: readonly Operation[];
  /** `leave`: only outside the transaction that the tool opens does the database take it. */
  readonly transaction: 'keep' | 'leave';
}

/** The engine that the migration is for. */
export interface MendContext {
  readonly dialect: Dialect;
  readonly version?: EngineVersion;
}

/** How migrations of a format are changed where they stand. What cannot be done in the place is undefined, and there is no fix. */
export interface Mending {
  /** The edits that put steps in the place of a statement, in the tool's own words where it has them, else as SQL in its own way. */
  rewrite?(file: StandingFile, change: Change, context: MendContext): readonly TextEdit[] | undefined;
  /** The edits that take the migration (or the statement, where the tool can do that) out of the tool's transaction. */
  leave?(
    file: StandingFile,
    at: Pick<Change, 'script' | 'statement'>,
    context: MendContext,
  ): readonly TextEdit[] | undefined;
}
