/** What the panel needs of the rest of the host. extension.ts hands it over. */
import type { Event } from 'vscode';
import type { Conversation } from '../../agent';
import type { FileChange, Proposal } from '../../model';
import type { Action, ActionKind, ContextChip, ProviderState, SlashCommand } from '../../protocol';

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
  | { readonly kind: 'failed'; readonly sentence: string; readonly action?: Action };

export interface PanelPorts {
  readonly conversation: Conversation;
  readonly providers: Providers;
  /** The one writer (host/accept.ts). The proposal's `after` texts are those shown in the diff. */
  readonly accept: (proposal: Proposal) => Promise<AcceptOutcome>;
  /** Undefined: nothing speaks against it. Else the proposal is stale, because. */
  readonly staleness: (proposal: Proposal) => Promise<string | undefined>;
  /** Evidence anew, after the user changed a proposed text in the diff. */
  readonly review?: (files: readonly FileChange[]) => Promise<Proposal['evidence']>;
  readonly commands: readonly SlashCommand[];
  /** What goes with the next question unless the user takes it away: the active file or selection. */
  readonly activeContext: { current(): readonly ContextChip[]; readonly onDidChange: Event<void> };
  readonly starters: () => readonly string[];
}
