/**
 * What the panel and the host say to each other, and nothing else: the only file of src/ that webview/ imports.
 *
 * Down come whole snapshots of the state, and text deltas of the running turn, at most one a frame. Up go intentions of the user,
 * validated once, in host/panel/validate.ts. A handler map that lacks a message does not compile.
 */
import type { Evidence, ProposalState, Severity } from './model';

// ---------------------------------------------------------------------------------------------------------- what goes with a message

/** Something that goes with a question. The click opens it, the cross takes it away. */
export interface ContextChip {
  readonly id: string;
  readonly kind: 'file' | 'table' | 'selection' | 'finding' | 'migration';
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

export type Part = TextPart | ThinkingPart | ToolPart | ProposalPart | NoticePart;

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

// --------------------------------------------------------------------------------------------------------------------------- the rest

export type Busy =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly since: string }
  | { readonly kind: 'stopping' }
  /** Between two tries: `sentence` says why, `until` when the next one starts. */
  | {
      readonly kind: 'retrying';
      readonly sentence: string;
      readonly until: string;
      readonly attempt: number;
      readonly of: number;
      readonly action?: Action;
    };

export interface ModelChoice {
  readonly id: string;
  readonly name: string;
  readonly mode: 'offline' | 'anthropic';
}

export interface ProviderState {
  readonly mode: 'offline' | 'anthropic';
  /** Id of the choice in `models` that answers next. */
  readonly model: string;
  readonly models: readonly ModelChoice[];
  readonly hasKey: boolean;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  /** US dollars at list price: an estimate. Undefined when the price is not known. */
  readonly dollars?: number;
}

export interface ChatUsage extends Usage {
  /** Tokens that the next question starts from, and how many fit. */
  readonly contextTokens: number;
  readonly contextLimit: number;
}

export interface HistoryEntry {
  readonly id: string;
  readonly title: string;
  /** Of the last message, ISO 8601. */
  readonly at: string;
  readonly turns: number;
}

export interface QueuedMessage {
  readonly id: string;
  readonly text: string;
}

export interface SlashCommand {
  /** With the slash: `/review`. */
  readonly name: string;
  readonly description: string;
  /** What may follow, as a hint: `table or file`. */
  readonly argument?: string;
}

/** One thing a command of the host asks of the panel; done once per `serial`. */
export interface ViewRequest {
  readonly serial: number;
  readonly what:
    | 'focusComposer'
    | 'toggleHistory'
    | 'nextProposal'
    | 'previousProposal'
    | 'send'
    | 'recallLast'
    | 'chooseModel';
}

export interface PanelState {
  readonly chat: { readonly id: string; readonly title: string; readonly turns: readonly Turn[] };
  /** The host's words go into the box when `serial` rises; else what the user typed stands. */
  readonly draft: { readonly serial: number; readonly text: string };
  readonly context: readonly ContextChip[];
  readonly busy: Busy;
  readonly queue: readonly QueuedMessage[];
  readonly provider: ProviderState;
  readonly usage: ChatUsage;
  readonly history: readonly HistoryEntry[];
  readonly commands: readonly SlashCommand[];
  readonly sendWith: 'enter' | 'ctrlEnter';
  /** Questions to begin with, in an empty chat. */
  readonly starters: readonly string[];
  readonly request: ViewRequest;
}

// ----------------------------------------------------------------------------------------------------------------------- host → panel

export type HostMessage =
  | { readonly kind: 'state'; readonly state: PanelState }
  /** `text` goes to the part of the running turn at offset `from`; a panel that has less asks again with `ready`. */
  | {
      readonly kind: 'delta';
      readonly turn: string;
      readonly part: string;
      readonly from: number;
      readonly text: string;
    };

// ----------------------------------------------------------------------------------------------------------------------- panel → host

export type PanelMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'draft'; readonly text: string }
  | { readonly kind: 'send'; readonly text: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'retry'; readonly turn: string }
  | { readonly kind: 'edit'; readonly turn: string; readonly text: string }
  | { readonly kind: 'unqueue'; readonly message: string }
  | { readonly kind: 'sendNow'; readonly message: string }
  | { readonly kind: 'addContext' }
  | { readonly kind: 'removeContext'; readonly chip: string }
  | { readonly kind: 'openPlace'; readonly place: Place }
  /** A citation in the model's text: workspace-relative or absolute, 1-based line as people write it. */
  | { readonly kind: 'openCitation'; readonly path: string; readonly line: number }
  | { readonly kind: 'openLink'; readonly url: string }
  | { readonly kind: 'newChat' }
  | { readonly kind: 'openChat'; readonly chat: string }
  | { readonly kind: 'renameChat'; readonly chat: string; readonly title: string }
  | { readonly kind: 'deleteChat'; readonly chat: string }
  | { readonly kind: 'chooseModel'; readonly model: string }
  | { readonly kind: 'openDiff'; readonly proposal: string; readonly uri: string }
  | { readonly kind: 'accept'; readonly proposal: string }
  | { readonly kind: 'reject'; readonly proposal: string }
  | { readonly kind: 'act'; readonly action: ActionKind; readonly turn: string }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'openAsFile'; readonly text: string; readonly language: string }
  /** Which proposal has the focus, for the commands that act on it; empty when none. */
  | { readonly kind: 'focusProposal'; readonly proposal: string };

// ---------------------------------------------------------------------------------------------------------------------------- handlers

/** One function a message: leave one out and it does not compile. */
export type Handlers<M extends { readonly kind: string }, R = void> = {
  readonly [K in M['kind']]: (message: Extract<M, { readonly kind: K }>) => R;
};

/** Calls the handler of the message. */
export function dispatch<M extends { readonly kind: string }, R>(handlers: Handlers<M, R>, message: M): R {
  // TypeScript cannot see that the key and the parameter go together; the type of `Handlers` says that they do.
  const handler = handlers[message.kind as M['kind']] as (message: M) => R;
  return handler(message);
}
