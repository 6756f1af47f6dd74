/** What the loop knows of a model: one turn in, one turn out. Every provider, offline included, is one of these. */
import type { Failure } from './failures';
import type { Usage } from './usage';

export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
}

/** Something the model asks to have run. `input` is whatever it sent: it is validated before a tool sees it. */
export interface ToolCallPart {
  readonly kind: 'toolCall';
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

export interface ToolResultPart {
  readonly kind: 'toolResult';
  readonly id: string;
  readonly text: string;
  readonly outcome: 'ok' | 'error';
}

export interface UserMessage {
  readonly role: 'user';
  readonly parts: readonly (TextPart | ToolResultPart)[];
}

export interface AssistantMessage {
  readonly role: 'assistant';
  readonly parts: readonly (TextPart | ToolCallPart)[];
  /**
   * The provider's own content, sent back to it as it came: thinking blocks are bound to the model that made them and to the
   * messages before them. Another provider or model gets `parts`.
   */
  readonly verbatim?: { readonly provider: string; readonly content: unknown };
}

export type Message = UserMessage | AssistantMessage;

/** A tool as a model sees it. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object'; readonly [key: string]: unknown };
}

/** Why the model stopped. `unknown` is a reason that this code has not met. */
export type Stop = 'end' | 'tools' | 'maxTokens' | 'refusal' | 'contextFull' | 'paused' | 'unknown';

export interface TurnRequest {
  readonly system: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolSpec[];
}

export type TurnEvent =
  | { readonly kind: 'text'; readonly delta: string }
  | { readonly kind: 'thinking'; readonly delta: string };

export type TurnResult =
  | {
      readonly kind: 'done';
      readonly message: AssistantMessage;
      readonly stop: Stop;
      readonly usage: Usage | undefined;
    }
  /** `partial` is the text that came before it failed; nothing of it is to be run. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly partial: string }
  | { readonly kind: 'stopped'; readonly partial: string };

export interface ModelProvider {
  /** Provider and model: `anthropic:claude-opus-5-5`, `offline`. */
  readonly id: string;
  /** As the panel shows it. */
  readonly title: string;
  /** How much fits, in tokens, where that is known. */
  readonly contextWindow?: number;
  /** Never throws and never retries: failures are values, and waiting is the loop's, in the user's sight. */
  turn(request: TurnRequest, on: (event: TurnEvent) => void, signal: AbortSignal): Promise<TurnResult>;
}
