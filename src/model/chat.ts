/** The words of a chat, as it is shown and kept: turns, their parts, proposals as cards, failures. */
import type { Severity } from './finding';
import type { Evidence, ProposalState } from './proposal';

// ---------------------------------------------------------------------------------------------------------- what goes with a message

/** Something that goes with a question. The click opens it, the cross takes it away. */
export interface ContextChip {
  readonly id: string;
  readonly kind: 'file' | 'table' | 'column' | 'selection' | 'finding' | 'migration';
  /** Short: `orders`, `0007_add_index.sql`, `add-foreign-key-index`. */
  readonly label: string;
  /** Long, as a tooltip: `public.orders in db/schema.sql`. */
  readonly detail: string;
  readonly place?: Place;
  /** Of a selection: its text when the question was asked, saved or not. */
  readonly text?: string;
}

/** A place that can be opened. `line` and `column` are 0-based. */
export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

// ------------------------------------------------------------------------------------------------------------------------ the turns

export interface UserTurn {
  readonly kind: 'user';
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly text: string;
  readonly context: readonly ContextChip[];
}

export interface AssistantTurn {
  readonly kind: 'assistant';
  readonly id: string;
  readonly at: string;
  readonly parts: readonly Part[];
  readonly outcome: TurnOutcome;
  /** Whom the answer is from, as a person reads it: `Claude Opus 4.5`, `Offline architect`. */
  readonly author: string;
  readonly usage?: Usage;
  /** Questions that the review engine has facts for; a click fills the box. */
  readonly followUps: readonly string[];
}

export type Turn = UserTurn | AssistantTurn;

export type TurnOutcome =
  | { readonly kind: 'running' }
  | { readonly kind: 'done' }
  /** By the user, or because the window went away: what came stays. */
  | { readonly kind: 'stopped'; readonly because: 'user' | 'reload' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type Part = TextPart | ThinkingPart | ToolPart | ProposalPart | NoticePart | FormPart;

/** Markdown. The only part that grows by deltas. */
export interface TextPart {
  readonly kind: 'text';
  readonly id: string;
  readonly text: string;
}

export interface ThinkingPart {
  readonly kind: 'thinking';
  readonly id: string;
  readonly text: string;
  /** How long it took, once it is over. */
  readonly seconds?: number;
}

export interface ToolPart {
  readonly kind: 'tool';
  readonly id: string;
  readonly name: string;
  readonly state: 'running' | 'done' | 'failed' | 'stopped';
  /** In words: `Reading orders…`, then `Read orders, 14 columns`. */
  readonly title: string;
  /** What it was asked, for the fold: pretty JSON. */
  readonly input: string;
  /** What it said, for the fold; of a failed one the error. */
  readonly result: string;
}

export interface ProposalPart {
  readonly kind: 'proposal';
  readonly id: string;
  readonly proposal: ProposalCard;
}

export interface NoticePart {
  readonly kind: 'notice';
  readonly id: string;
  readonly tone: 'info' | 'warning';
  readonly sentence: string;
  readonly action?: Action;
}

/** What decides the answer and only the user can tell, as a form. */
export interface FormPart {
  readonly kind: 'form';
  readonly id: string;
  readonly questions: readonly FormQuestion[];
  /** Something was said after it: it can no longer be filled in. */
  readonly answered: boolean;
}

export interface FormQuestion {
  readonly question: string;
  /** What depends on it. */
  readonly why?: string;
  readonly choices: readonly string[];
  /** One of the choices. */
  readonly assumed: string;
}

// --------------------------------------------------------------------------------------------------------------------------- proposals

/** A proposal without its texts: those are in the diff editor. */
export interface ProposalCard {
  readonly id: string;
  readonly title: string;
  readonly rationale: string;
  readonly files: readonly ProposedFile[];
  readonly evidence: EvidenceCard;
  readonly state: ProposalState;
  /** Files whose proposed text the user has changed in the diff. */
  readonly edited: readonly string[];
}

export interface ProposedFile {
  readonly uri: string;
  /** Workspace-relative. */
  readonly path: string;
  readonly change: 'create' | 'modify' | 'delete';
  readonly added: number;
  readonly removed: number;
  /** The first changed lines, for reading without leaving the panel. */
  readonly lines: readonly DiffLine[];
  /** How many more changed lines there are than `lines` shows. */
  readonly more: number;
}

export interface DiffLine {
  readonly kind: 'added' | 'removed' | 'same' | 'gap';
  readonly text: string;
}

export interface EvidenceCard extends Pick<Evidence, 'verifications' | 'destructive'> {
  /** Findings that are gone after it. */
  readonly fixed: readonly FindingLine[];
  /** Findings that it brings. */
  readonly raised: readonly FindingLine[];
  readonly before: number;
  readonly after: number;
}

export interface FindingLine {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
}

// --------------------------------------------------------------------------------------------------------------------------- failures

/** Why a turn could not be finished: never raw JSON, never a string to search. */
export type FailureKind =
  | 'noKey'
  | 'keyRefused'
  | 'badRequest'
  | 'modelUnavailable'
  | 'rateLimit'
  | 'overloaded'
  | 'offline'
  /** Headers came, and then nothing for a long time. */
  | 'stalled'
  /** What answers at the configured address is not the API, or the address is not allowed. */
  | 'wrongAddress'
  | 'streamCut'
  | 'contextFull'
  | 'refused'
  | 'maxTokens'
  | 'billing'
  | 'untrusted'
  | 'limitReached'
  | 'internal';

export interface Failure {
  readonly kind: FailureKind;
  /** One sentence for a person. */
  readonly sentence: string;
  readonly action: Action;
  /** Request id and the like, behind "Details". */
  readonly details?: string;
}

/** What the one button beside a sentence does. */
export type ActionKind =
  | 'addKey'
  | 'changeKey'
  | 'chooseModel'
  | 'retry'
  | 'continue'
  | 'newChat'
  | 'compact'
  | 'rephrase'
  | 'openConsole'
  | 'openStatus'
  | 'copyDetails'
  | 'trustWorkspace'
  | 'openSettings'
  | 'showLog';

export interface Action {
  readonly kind: ActionKind;
  readonly label: string;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  /** US dollars at list price: an estimate. Undefined when the price is not known. */
  readonly dollars?: number;
}
