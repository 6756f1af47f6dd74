/** Claude, over the Messages API. One turn is one request; retries and tools are the loop's. */

import { BadRequestError } from '@anthropic-ai/sdk/core/error';
import type {
  ContentBlock,
  ContentBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
  MessageStreamEvent,
  RawContentBlockDelta,
} from '@anthropic-ai/sdk/resources/messages';
import { failure } from '../failures';
import type {
  AssistantMessage,
  Message,
  ModelProvider,
  Stop,
  TextPart,
  ToolCallPart,
  TurnEvent,
  TurnRequest,
  TurnResult,
} from '../provider';
import type { Usage } from '../usage';
import { checkAddress } from './address';
import { type AnthropicClient, createClient } from './anthropic-client';
import { toFailure } from './anthropic-errors';

export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/** What we need to know of a model; see `listModels`. */
export interface ClaudeModel {
  readonly id: string;
  readonly title: string;
  readonly line: string | undefined;
  /** ISO 8601. */
  readonly released: string;
  readonly lifecycle: 'active' | 'deprecated' | 'retired';
  readonly contextWindow: number | undefined;
  readonly maxOutput: number | undefined;
  readonly adaptiveThinking: boolean;
  readonly efforts: readonly Effort[];
}

export interface AnthropicSettings {
  readonly address: string;
  readonly key: () => Promise<string>;
  readonly model: ClaudeModel;
  /** Absent: the model's own default. */
  readonly effort?: Effort;
  /** Silence after which we hang up; the SDK's own time limit ends with the headers. */
  readonly idleMs?: number;
}

/** As much as one answer may take, thinking included. */
const longestAnswer = 32_000;

/** More characters than so many tokens can be: what sends them is not keeping to the limit that we gave. */
const mostCharacters = 1_000_000;

/** A provider for one model of Claude. */
export function anthropicProvider(settings: AnthropicSettings): ModelProvider {
  const { model } = settings;
  const address = checkAddress(settings.address);
  const client = address === undefined ? undefined : createClient({ address, key: settings.key });
  const id = `anthropic:${model.id}`;
  return {
    id,
    title: model.title,
    ...(model.contextWindow === undefined ? {} : { contextWindow: model.contextWindow }),
    turn: async (request, on, signal) => {
      if (client === undefined) {
        const sentence = 'The configured address must be https, or http on this machine itself. Nothing was sent.';
        return { kind: 'failed', failure: failure('wrongAddress', { sentence }), partial: '' };
      }
      const attempt = { client, id, settings, request, on, signal };
      const first = await runOnce({ ...attempt, thinking: 'echo' });
      // Thinking blocks are bound to what was before them; if the API does not find that so, it answers 400. Without them it is
      // the same conversation, so every 400 to a request that had some is tried once more without.
      if (first.kind === 'rejected' && request.messages.some((message) => holdsThinking(message, id))) {
        return settle(await runOnce({ ...attempt, thinking: 'drop' }));
      }
      return settle(first);
    },
  };
}

interface Attempt {
  readonly client: AnthropicClient;
  readonly id: string;
  readonly settings: AnthropicSettings;
  readonly request: TurnRequest;
  readonly on: (event: TurnEvent) => void;
  readonly signal: AbortSignal;
  readonly thinking: 'echo' | 'drop';
}

/** `rejected` is a 400, told apart because it may be cured by leaving the thinking out. */
type Outcome = TurnResult | { readonly kind: 'rejected'; readonly result: TurnResult };

function settle(outcome: Outcome): TurnResult {
  return outcome.kind === 'rejected' ? outcome.result : outcome;
}

async function runOnce(attempt: Attempt): Promise<Outcome> {
  const { client, settings, signal, on, id } = attempt;
  if (signal.aborted) return { kind: 'stopped', partial: '' };
  const hangUp = new AbortController();
  const watch = watchdog(settings.idleMs ?? 90_000, () => hangUp.abort());
  let partial = '';
  let begun = false;
  let received = 0;
  const stream = client.messages.stream(body(attempt), { signal: AbortSignal.any([signal, hangUp.signal]) });
  stream.on('streamEvent', (event: MessageStreamEvent) => {
    begun = true;
    watch.restart();
    const delta = event.type === 'content_block_delta' ? event.delta : undefined;
    if (signal.aborted || delta === undefined) return;
    received += sizeOf(delta);
    if (received > mostCharacters) return hangUp.abort();
    if (delta.type === 'thinking_delta') on({ kind: 'thinking', delta: delta.thinking });
    if (delta.type !== 'text_delta') return;
    partial += delta.text;
    on({ kind: 'text', delta: delta.text });
  });
  try {
    const message = await stream.finalMessage();
    if (signal.aborted) return { kind: 'stopped', partial };
    if (message.stop_reason === null) return { kind: 'failed', failure: failure('streamCut'), partial };
    return {
      kind: 'done',
      message: fromBlocks(message.content, id),
      stop: STOPS.get(message.stop_reason) ?? 'unknown',
      usage: usageOf(message.usage),
    };
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped', partial };
    if (received > mostCharacters) return { kind: 'failed', failure: failure('limitReached'), partial };
    const isEventStream = stream.response?.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    const why = toFailure(error, { begun, isEventStream, idle: hangUp.signal.aborted });
    // Nothing of the answer has been shown: then it is the network, and may be tried again.
    const broke = why.kind === 'streamCut' && partial === '' ? failure('offline') : why;
    const result: TurnResult = { kind: 'failed', failure: broke, partial };
    return error instanceof BadRequestError ? { kind: 'rejected', result } : result;
  } finally {
    watch.stop();
  }
}

function sizeOf(delta: RawContentBlockDelta): number {
  if (delta.type === 'text_delta') return delta.text.length;
  if (delta.type === 'thinking_delta') return delta.thinking.length;
  return delta.type === 'input_json_delta' ? delta.partial_json.length : 0;
}

/** Calls back when it has not been restarted for so long. */
function watchdog(ms: number, bark: () => void): { readonly restart: () => void; readonly stop: () => void } {
  const timer = setTimeout(bark, ms);
  return { restart: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}

function body({ settings, request, id, thinking }: Attempt): Omit<MessageCreateParamsStreaming, 'stream'> {
  const { model, effort } = settings;
  return {
    model: model.id,
    max_tokens: Math.min(model.maxOutput ?? longestAnswer, longestAnswer),
    system: request.system,
    // `strict` holds the model to the schema while it writes.
    tools: request.tools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      input_schema: inputSchema,
      strict: true,
    })),
    messages: request.messages.map((message) => toParam(message, id, thinking)),
    // Tools and system stay byte for byte the same, so that all but the last question is read from the cache.
    cache_control: { type: 'ephemeral' },
    ...(model.adaptiveThinking ? { thinking: { type: 'adaptive', display: 'summarized' } } : {}),
    ...(effort !== undefined && model.efforts.includes(effort) ? { output_config: { effort } } : {}),
  };
}

const STOPS: ReadonlyMap<string, Stop> = new Map([
  ['end_turn', 'end'],
  ['stop_sequence', 'end'],
  ['tool_use', 'tools'],
  ['max_tokens', 'maxTokens'],
  ['refusal', 'refusal'],
  ['model_context_window_exceeded', 'contextFull'],
  ['pause_turn', 'paused'],
]);

function fromBlocks(content: readonly ContentBlock[], provider: string): AssistantMessage {
  const parts = content.flatMap((block): readonly (TextPart | ToolCallPart)[] => {
    if (block.type === 'text') return [{ kind: 'text', text: block.text }];
    if (block.type === 'tool_use') return [{ kind: 'toolCall', id: block.id, name: block.name, input: block.input }];
    return [];
  });
  return { role: 'assistant', parts, ...(content.length === 0 ? {} : { verbatim: { provider, content } }) };
}

function holdsThinking(message: Message, provider: string): boolean {
  return message.role === 'assistant' && message.verbatim?.provider === provider;
}

function toParam(message: Message, provider: string, thinking: Attempt['thinking']): MessageParam {
  if (message.role === 'assistant' && message.verbatim?.provider === provider && thinking === 'echo') {
    // It came from this API and this model, and goes back as it came.
    return { role: 'assistant', content: message.verbatim.content as MessageParam['content'] };
  }
  const content: ContentBlockParam[] = [];
  for (const part of message.parts) {
    if (part.kind === 'toolResult') {
      const error = part.outcome === 'error' ? { is_error: true } : {};
      content.push({ type: 'tool_result', tool_use_id: part.id, content: part.text || '(empty)', ...error });
    } else if (part.kind === 'toolCall') {
      content.push({ type: 'tool_use', id: part.id, name: part.name, input: part.input });
    } else if (part.text.trim() !== '') {
      content.push({ type: 'text', text: part.text });
    }
  }
  // An answer that was thinking and nothing else has nothing left to send, and the API refuses an empty message.
  return { role: message.role, content: content.length === 0 ? '(no text)' : content };
}

function usageOf(usage: {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_input_tokens: number | null;
  readonly cache_creation_input_tokens: number | null;
}): Usage {
  return {
    input: usage.input_tokens,
    output: usage.output_tokens,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    cacheWrite: usage.cache_creation_input_tokens ?? 0,
  };
}
