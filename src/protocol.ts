/**
 * What the panel and the host say to each other, and nothing else: the only file of src/ that webview/ imports.
 *
 * Down come whole snapshots of the state, and text deltas of the running turn, at most one a frame. Up go intentions of the user,
 * validated once, in host/panel/validate.ts. A handler map that lacks a message does not compile.
 */
import type { Action, ActionKind, ContextChip, Place, Turn, Usage } from './model/chat';

export type * from './model/chat';

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
  readonly mode: Mode;
}

/** Who answers: our own engine, the Claude API, or a model that another extension brings to VS Code. */
export type Mode = 'offline' | 'anthropic' | 'vscode';

export interface ProviderState {
  readonly mode: Mode;
  /** Id of the choice in `models` that answers next. */
  readonly model: string;
  readonly models: readonly ModelChoice[];
  readonly hasKey: boolean;
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

/** One thing a command of the host asks of the panel; done once per `serial`, which only ever rises. */
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
  | { readonly kind: 'mentions'; readonly text: string; readonly choices: readonly ContextChip[] }
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
  /** Typed after an @: the host answers with `mentions`. */
  | { readonly kind: 'mention'; readonly text: string }
  /** One of the last `mentions`, by its id. */
  | { readonly kind: 'pick'; readonly chip: string }
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
  /** Takes an accepted one back. */
  | { readonly kind: 'undo'; readonly proposal: string }
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
