/** What the panel needs of the rest of the host. extension.ts hands it over. */
import type { Event } from 'vscode';
import type { Conversation } from '../../agent';
import type { Evidence, FileChange, Proposal } from '../../model';
import type { ActionKind, ContextChip, ProviderState, SlashCommand } from '../../protocol';
import type { PlanChoices, PlanOutcome, PlanSource } from '../../server/requests';

/** Keys and models: host/agent has them. No key ever comes through here. */
export interface Providers {
  state(): ProviderState;
  readonly onDidChange: Event<ProviderState>;
  choose(model: string): void;
  /** Add or change the key, open the console…: whatever is not the chat's own (retry, continue, new chat). */
  act(action: ActionKind): Promise<void>;
}

/** What came of an accept: `accepted` wrote all files in one undo step, the others wrote nothing. */
export type AcceptOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'stale'; readonly because: string }
  | { readonly kind: 'failed'; readonly sentence: string };

export interface PanelPorts {
  readonly conversation: Conversation;
  readonly providers: Providers;
  /** The one writer (host/accept.ts). The proposal's `after` texts are those shown in the diff. */
  readonly accept: (proposal: Proposal) => Promise<AcceptOutcome>;
  /** Evidence for files laid over the workspace: after the user changed a proposed text, and for fixes of the review. */
  readonly review: (files: readonly FileChange[]) => Promise<Evidence>;
  /** A change as a safe sequence of migrations. */
  readonly plan: (source: PlanSource) => Promise<PlanOutcome>;
  readonly planChoices: () => Promise<PlanChoices>;
  /** The same with what an engine does with the migrations among them: seconds; undefined where nothing may be run. */
  readonly rehearse: (files: readonly FileChange[]) => Promise<Evidence | undefined>;
  readonly commands: () => readonly SlashCommand[];
  /** They are loaded when the panel is first looked at. */
  readonly onDidChangeCommands: Event<void>;
  /** Tables, migrations and findings that can be put beside a question. */
  readonly contextChoices: () => Promise<readonly ContextChip[]>;
  /** Questions for an empty chat, from what is known of the workspace. */
  readonly starters: () => readonly string[];
  readonly report: (problem: string) => void;
}
