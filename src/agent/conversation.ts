/**
 * The port between a chat and whoever answers in it. host/panel keeps the chat, its files on disk and what is shown; a `Conversation`
 * (the loop over a model, or the offline architect) answers one question at a time and knows nothing of panels.
 */
import type { Proposal } from '../model';
import type {
  Action,
  ContextChip,
  FormPart,
  NoticePart,
  ThinkingPart,
  ToolPart,
  TurnOutcome,
  Usage,
} from '../protocol';

/** JSON as it goes to disk. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A question of this chat that was asked before, with what was answered. */
export interface PastTurn {
  readonly question: string;
  readonly context: readonly ContextChip[];
  /** What the conversation recorded while it answered: the provider's own messages, verbatim. Empty when it never got that far. */
  readonly transcript: readonly Json[];
  readonly outcome: TurnOutcome;
  /** Proposals made in that turn, in their state now: the user's decisions. */
  readonly proposals: readonly Proposal[];
}

export interface TurnRequest {
  readonly chat: string;
  /** The turn that is being answered; ids of its parts need be unique within it only. */
  readonly turn: string;
  readonly question: string;
  readonly context: readonly ContextChip[];
  readonly history: readonly PastTurn[];
  /** Id of one of `ProviderState.models`. */
  readonly model: string;
  /** Stop: what came stays; nothing may be reported after it, and `run` resolves within a second. */
  readonly signal: AbortSignal;
}

/** A wait before the next try. */
export interface RetryWait {
  readonly sentence: string;
  readonly until: Date;
  readonly attempt: number;
  readonly of: number;
  readonly action?: Action;
}

/** Where a conversation reports to. Calls are cheap and never throw; the host paints at most once a frame. */
export interface TurnSink {
  /** More markdown of a text part; the first delta of a new id begins the part. */
  onDelta(part: string, text: string): void;
  /** A part begins or changes (same id: replaces it). Text parts come by `onDelta` alone. */
  onPart(part: ToolPart | ThinkingPart | NoticePart | FormPart): void;
  /** A proposal is made: becomes a card with this id. */
  onProposal(proposal: Proposal): void;
  /** Usage of one request to the model; the host adds them up. `contextTokens` is what the next question starts from. */
  onUsage(usage: Usage & { readonly contextTokens: number; readonly contextLimit: number }): void;
  /** Entries to keep for `PastTurn.transcript`. They are on disk before the next thing is shown. */
  onTranscript(entries: readonly Json[]): void;
  /** The next try is waited for; `undefined`: it has begun. */
  onRetry(wait: RetryWait | undefined): void;
  onFollowUps(questions: readonly string[]): void;
}

/** Everything but `running`: a run that is over. */
export type FinishedOutcome = Exclude<TurnOutcome, { readonly kind: 'running' }>;

export interface Conversation {
  /** Answers one question. Never rejects: a failure is an outcome. */
  run(request: TurnRequest, sink: TurnSink): Promise<FinishedOutcome>;
  /** Ends the wait before the next try, if there is one. */
  tryNow?(): void;
  /** Whom an answer is from, for its heading: `Claude Opus 4.5`, `Offline architect`. */
  author(model: string, question: string): string;
}
