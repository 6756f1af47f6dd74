/** What a tool is. It runs beside the index, in the server's process, and reaches nothing but what `ToolContext` gives it. */
import type { DataLayer, Dialect, Evidence, FileChange, Finding, Proposal, Span } from '../model';
import type { FormQuestion } from '../protocol';
import type { Guarded } from './guards';
import type { InputOf, ObjectSchema } from './schema';

/** A rule as `explain_rule` needs it: part of review's `Rule`. */
export interface RuleText {
  readonly id: string;
  readonly severity: string;
  readonly category: string;
  readonly what: string;
  readonly why: string;
  readonly instead: string;
  readonly sources: readonly string[];
}

export type SourceText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly because: string };

/** SQL that somebody wants to run next, as a migration that is not there yet. */
export interface NewMigration {
  readonly layer: DataLayer;
  readonly name: string;
  readonly up: string;
  readonly down: string | undefined;
}

export type Placed =
  | { readonly kind: 'placed'; readonly files: readonly FileChange[] }
  | { readonly kind: 'impossible'; readonly because: string };

/** What the review says of a migration that is not there yet. */
export interface Rehearsed {
  readonly findings: readonly Finding[];
  /** Statements of it that were not understood, first lines. */
  readonly notUnderstood: readonly string[];
  /** What the history cannot be after it: a column added to a table that is not there. */
  readonly problems: readonly string[];
  readonly destructive: readonly string[];
  /** The up SQL with every safe fix applied; undefined when none applies. */
  readonly safer: string | undefined;
}

/** A change as a safe sequence, and its next steps as files. */
export type Planned =
  | {
      readonly kind: 'planned';
      readonly title: string;
      /** Every step with its reason, the releases between them, what is left to people: markdown. */
      readonly rationale: string;
      /** Those of the steps up to the next release. */
      readonly files: readonly FileChange[];
      readonly notes: readonly string[];
      readonly steps: number;
      /** The SQL of those files. */
      readonly sql: string;
    }
  | { readonly kind: 'impossible'; readonly because: string };

/** The workspace as tools see it: nothing here can write, run or fetch. */
export interface ToolContext {
  readonly layers: readonly DataLayer[];
  findingsOf(layer: DataLayer): readonly Finding[];
  readonly rules: readonly RuleText[];
  /** Relative to its workspace folder. */
  path(uri: string): string;
  /** The URI of a workspace-relative path: of the file if there is one, else where it would be. */
  uri(path: string): string;
  /** `path:line`, 1-based, as people cite it. */
  cite(span: Span): string;
  /** Any file of the workspace, links resolved, secrets and ignored files refused, redacted. */
  source(path: string): SourceText;
  /** Text for edits: exactly as it is. Never shown to a model. */
  exact(uri: string): string | undefined;
  /** May this path be proposed? Links resolved. */
  mayPropose(path: string): Guarded;
  /** Where the project's own tool would put it. */
  place(migration: NewMigration): Placed;
  rehearse(migration: NewMigration): Rehearsed;
  /** SQL as a safe sequence of migrations. */
  plan(layer: DataLayer, sql: string): Planned;
  evidence(files: readonly FileChange[]): Evidence;
  /** Unique in this process. */
  newId(): string;
}

export interface LayerFacts {
  readonly name: string;
  readonly dialect: Dialect;
  readonly migrations: number;
  readonly tables: readonly string[];
}

/** The result as data, for the offline architect: it must not read its own prose. */
export interface Facts {
  readonly layers?: readonly LayerFacts[];
  /** The SQL that the review would rather see; undefined when it should not be proposed. */
  readonly sql?: string;
  readonly findings?: number;
}

/** What came of a tool. */
export type ToolResult =
  | {
      readonly kind: 'ok';
      /** For the model and, in the offline architect's answers, for people: markdown with citations. */
      readonly text: string;
      /** For the card: `Read orders, 14 columns`. */
      readonly summary: string;
      readonly proposal?: Proposal;
      readonly facts?: Facts;
      /** Questions to the user: they end the turn. */
      readonly form?: readonly FormQuestion[];
      /** Questions that the result gives facts for. */
      readonly followUps?: readonly string[];
    }
  /** For the model to act on: `No table "usr". Known: users, orders.` */
  | { readonly kind: 'error'; readonly text: string };

/** There is no third effect: nothing that writes exists. */
export type Effect = 'read' | 'propose';

export interface ToolDefinition<S extends ObjectSchema> {
  readonly name: string;
  readonly description: string;
  readonly input: S;
  readonly effect: Effect;
  /** For the card while it runs: `Reading orders`. */
  doing(input: InputOf<S>): string;
  run(input: InputOf<S>, context: ToolContext): ToolResult;
}

/** A tool whose input has not been checked yet. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly input: ObjectSchema;
  readonly effect: Effect;
  doing(input: unknown): string;
  run(input: unknown, context: ToolContext): ToolResult;
}
