/**
 * What the host asks the language server beyond the Language Server Protocol. Types only: the host imports this file and nothing
 * else of the server. Each method's name is its key.
 */
import type { Coverage, DataLayer, Dialect, Evidence, FileChange, Severity } from '../model';
import type { ComparableLayer, ComparisonReport } from './comparison';
import type { Place } from './place';
import type { RehearsalScope, RehearsalView } from './rehearsal-view';

export type { ComparableLayer, ComparisonReport, SideView } from './comparison';
export type { Place } from './place';
export type { RehearsalScope, RehearsalView, RehearsedStatementView } from './rehearsal-view';

export interface FindingView {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Workspace-relative. */
  readonly path: string;
  readonly place: Place;
  readonly table?: string;
  /** Titles of the fixes that the editor offers there. */
  readonly fixes: readonly string[];
}

export interface SeverityCounts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
}

export interface NotUnderstoodView {
  readonly path: string;
  readonly place: Place;
  readonly text: string;
  readonly reason: string;
}

/** A file that was not read, or not as it is. */
export interface NoticeView {
  readonly uri: string;
  readonly path: string;
  readonly message: string;
}

/** A data layer in one line: for the status bar and the top of the tree. */
export interface LayerSummary {
  readonly id: string;
  readonly name: string;
  /** Absent for the product's own; what tests feed on and examples show is not counted with it. */
  readonly purpose?: DataLayer['purpose'];
  readonly dialect: Dialect;
  /** "PostgreSQL 16". */
  readonly engine: string;
  readonly dialectBecause: string;
  readonly tables: number;
  readonly migrations: number;
  readonly coverage: Pick<Coverage, 'statements' | 'understood'>;
  readonly findings: SeverityCounts;
}

export interface Overview {
  readonly layers: readonly LayerSummary[];
  readonly notices: readonly NoticeView[];
  /** As the Problems panel counts them: once where several data layers share a file. */
  readonly findings: SeverityCounts;
  /** False until the workspace has been read for the first time. */
  readonly ready: boolean;
}

export interface ColumnView {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly key: 'primary' | 'foreign' | 'unique' | undefined;
  /** One sentence: "bigint, not null, references customers (id)". */
  readonly detail: string;
  readonly place: Place;
}

export interface IndexView {
  readonly name: string;
  /** "unique btree (customer_id, placed_at desc)". */
  readonly detail: string;
  readonly place: Place;
}

export interface TableView {
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly comment?: string;
  readonly findings: number;
  readonly columns: readonly ColumnView[];
  readonly indexes: readonly IndexView[];
  readonly place: Place;
}

export interface MigrationView {
  readonly version: string;
  readonly name: string;
  readonly tool: string;
  readonly path: string;
  readonly uri: string;
  /** Where it stands, when its file holds several. */
  readonly place?: Place;
  /** "one transaction, no way back". */
  readonly detail: string;
  readonly findings: SeverityCounts;
}

/** A schema that a file states as a whole. */
export interface DeclaredView {
  readonly tool: string;
  readonly kind: 'dump' | 'models';
  readonly tables: readonly TableView[];
}

/** A data layer in full: asked for when the tree is opened. */
export interface LayerDetail {
  readonly summary: LayerSummary;
  readonly tables: readonly TableView[];
  readonly migrations: readonly MigrationView[];
  readonly declared: readonly DeclaredView[];
  readonly findings: readonly FindingView[];
  readonly notUnderstood: readonly NotUnderstoodView[];
  /** What the reader and the dialect's full parser read differently; the reason says what each of them says. */
  readonly disputed: readonly NotUnderstoodView[];
  /** What cannot be in the history: a column added to a table that is not there. */
  readonly problems: readonly { readonly path: string; readonly place: Place; readonly message: string }[];
}

export interface LayerCoverage {
  readonly summary: LayerSummary;
  readonly notUnderstood: readonly NotUnderstoodView[];
  /** What the reader and the dialect's full parser read differently. */
  readonly disputed: readonly NotUnderstoodView[];
}

export interface CoverageReport {
  readonly layers: readonly LayerCoverage[];
  readonly notices: readonly NoticeView[];
}

/** A file, everything below a folder, or (no URI) the whole workspace; with a table, what is found about it in its data layer. */
export interface ReviewScope {
  readonly uri?: string;
  /** The table's key; `uri` is a file that makes it. */
  readonly table?: string;
}

/** The findings of one file, or of every file below a folder. */
export interface ReviewReport {
  /** Workspace-relative path of what was asked for; empty for the whole workspace. */
  readonly scope: string;
  readonly files: number;
  readonly layers: readonly LayerSummary[];
  readonly findings: readonly FindingView[];
  readonly notUnderstood: readonly NotUnderstoodView[];
  readonly notices: readonly NoticeView[];
}

export interface EditView {
  readonly place: Place;
  readonly newText: string;
}

export interface RuleView {
  readonly id: string;
  readonly severity: Severity;
  readonly category: string;
  readonly what: string;
}

export type ToolOutcome =
  | { readonly kind: 'ok'; readonly text: string; readonly data?: unknown }
  | { readonly kind: 'error'; readonly text: string };

/** What a plan starts from. */
export type PlanSource =
  | { readonly kind: 'finding'; readonly uri: string; readonly rule: string }
  /** `layer` is a data layer's id. */
  | { readonly kind: 'sql'; readonly layer: string; readonly sql: string }
  | { readonly kind: 'models'; readonly layer: string };

/** The next files of a plan, to be shown as a proposal; nothing is written. */
export type PlanOutcome =
  | ({ readonly kind: 'planned' } & ProposeFixArgument)
  | { readonly kind: 'impossible'; readonly because: string };

export interface PlanChoice {
  readonly title: string;
  readonly detail: string;
  readonly source: PlanSource;
}

/** Where a plan may start in this workspace. */
export interface PlanChoices {
  /** Changes that were begun and wait for their last steps. */
  readonly pending: readonly PlanChoice[];
  /** Data layers whose models can be compared with their migrations. */
  readonly models: readonly PlanChoice[];
  /** Data layers that have migrations, by id. */
  readonly layers: readonly { readonly id: string; readonly name: string }[];
}

/** Requests from the host to the server, by method. */
export interface Requests {
  readonly 'databaseArchitect/overview': { readonly params: Record<string, never>; readonly result: Overview };
  readonly 'databaseArchitect/layer': { readonly params: { readonly id: string }; readonly result: LayerDetail | null };
  readonly 'databaseArchitect/coverage': { readonly params: Record<string, never>; readonly result: CoverageReport };
  readonly 'databaseArchitect/review': { readonly params: ReviewScope; readonly result: ReviewReport };
  readonly 'databaseArchitect/findings': {
    readonly params: { readonly uri: string };
    readonly result: readonly FindingView[];
  };
  readonly 'databaseArchitect/comparable': {
    readonly params: Record<string, never>;
    readonly result: readonly ComparableLayer[];
  };
  /** Two sides of a data layer by their ids; `git REF` is the layer as it is in a branch or commit. */
  readonly 'databaseArchitect/compare': {
    readonly params: { readonly layer: string; readonly from: string; readonly to: string };
    readonly result: ComparisonReport;
  };
  /** The comment that suppresses a finding; null when the finding is gone. */
  readonly 'databaseArchitect/suppression': {
    readonly params: SuppressArgument & { readonly reason: string };
    readonly result: EditView | null;
  };
  readonly 'databaseArchitect/rules': { readonly params: Record<string, never>; readonly result: readonly RuleView[] };
  /** Reads every file again. */
  readonly 'databaseArchitect/refresh': { readonly params: Record<string, never>; readonly result: Overview };
  /** Runs migrations on an embedded engine; ends when the request is cancelled. */
  readonly 'databaseArchitect/rehearse': {
    readonly params: RehearsalScope;
    readonly result: readonly RehearsalView[];
  };
  /** Reviews the workspace with these files laid over it, and rehearses their migrations where that is trusted; nothing is written. */
  readonly 'databaseArchitect/evaluateProposal': {
    readonly params: { readonly files: readonly FileChange[]; readonly trust?: RehearsalScope['trust'] };
    readonly result: Evidence;
  };
  /** A change as a safe sequence of migrations: the files of its next stage. */
  readonly 'databaseArchitect/plan': { readonly params: PlanSource; readonly result: PlanOutcome };
  readonly 'databaseArchitect/planChoices': { readonly params: Record<string, never>; readonly result: PlanChoices };
  /** A tool of the agent, run against the index. */
  readonly 'databaseArchitect/runTool': {
    readonly params: { readonly name: string; readonly input: unknown };
    readonly result: ToolOutcome;
  };
}

export type Method = keyof Requests;
export type Params<M extends Method> = Requests[M]['params'];
export type Result<M extends Method> = Requests[M]['result'];

/** Notifications from the server to the host. */
export interface Notifications {
  /** Sent when findings, tables or coverage changed, at most a few times a second. */
  readonly 'databaseArchitect/changed': Overview;
}

/** What the host says of itself at the start. Other editors say nothing and get no command links. */
export interface InitializationOptions {
  /** Commands of the host may be offered in lenses, hovers and code actions. */
  readonly commands?: boolean;
  /** Address of a rule's page, with `{id}` in it. */
  readonly rulePage?: string;
  /** A folder of the editor's own where what was read may be left for the next session. */
  readonly cacheFolder?: string;
}

/** Argument of `databaseArchitect.askArchitect`, which fills the panel's box and sends nothing. */
export interface AskArgument {
  readonly text: string;
  readonly about: {
    readonly kind: 'file' | 'table' | 'finding' | 'migration';
    readonly label: string;
    readonly detail: string;
    readonly place?: Place;
  };
}

/** Argument of `databaseArchitect.suppressFinding`. */
export interface SuppressArgument {
  readonly rule: string;
  readonly place: Place;
}

/** Argument of `databaseArchitect.proposeFix`. */
export interface ProposeFixArgument {
  readonly title: string;
  readonly rationale: string;
  readonly files: readonly FileChange[];
}
