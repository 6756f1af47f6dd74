/** What the scripted server answers, and the events that an answer is made of. */
import type { Body } from './fake-anthropic-rules';

export type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | {
      readonly type: 'tool_use';
      readonly id: string;
      readonly name: string;
      readonly input?: unknown;
      /** Sent as the input's JSON instead of `input`, to cut it anywhere. */
      readonly rawJson?: string;
    };

/** One scripted answer. Everything is optional: `{}` says `ok`. */
export interface Reply {
  readonly blocks?: readonly Block[];
  readonly stop_reason?: string;
  readonly usage?: Readonly<Record<string, number>>;
  /** An error answer; its status follows from its type unless `status` says otherwise. */
  readonly error?: string;
  readonly status?: number;
  readonly message?: string;
  readonly details?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Anything but the API: a captive portal, a redirect. */
  readonly rawBody?: string;
  readonly contentType?: string;
  /** Before the headers. */
  readonly delayMs?: number;
  readonly destroyBeforeHeaders?: boolean;
  /** Between events. */
  readonly tokenDelayMs?: number;
  /** Characters in a delta. */
  readonly chunk?: number;
  /** Bytes in a TCP write. */
  readonly splitBytes?: number;
  readonly eol?: '\n' | '\r\n';
  readonly cutAfterEvents?: number;
  /** How it is cut: `reset` (default) destroys the socket, `clean` ends the body. */
  readonly cut?: 'reset' | 'clean';
  readonly stallAfterEvents?: number;
  readonly errorAfterEvents?: number;
  readonly errorType?: string;
  readonly unknownEvent?: boolean;
  /** Chosen for the first request whose last message contains this text. */
  readonly when?: string;
}

/** Name and data of a server-sent event. */
export type Event = readonly [name: string, data: unknown];

/** The events of a whole answer, in order; `serial` makes its id. */
export function* events(serial: number, body: Body, script: Reply): Generator<Event> {
  const blocks = script.blocks ?? [{ type: 'text', text: 'ok' } as const];
  const stop = script.stop_reason ?? (blocks.some(({ type }) => type === 'tool_use') ? 'tool_use' : 'end_turn');
  const usage = {
    input_tokens: Math.ceil(JSON.stringify(body).length / 4),
    output_tokens: 25,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    ...script.usage,
  };
  const message = {
    id: `msg_fake_${serial}`,
    type: 'message',
    role: 'assistant',
    model: body.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...usage, output_tokens: 1 },
  };
  yield ['message_start', { type: 'message_start', message }];
  yield ['ping', { type: 'ping' }];
  if (script.unknownEvent) yield ['some_future_event', { type: 'some_future_event' }];
  for (const [index, block] of blocks.entries()) yield* blockEvents(index, block, script.chunk ?? 12);
  const delta = { stop_reason: stop, stop_sequence: null };
  yield ['message_delta', { type: 'message_delta', delta, usage: { output_tokens: usage.output_tokens } }];
  yield ['message_stop', { type: 'message_stop' }];
}

function* blockEvents(index: number, block: Block, chunk: number): Generator<Event> {
  const start = (content_block: unknown): Event => [
    'content_block_start',
    { type: 'content_block_start', index, content_block },
  ];
  const delta = (change: unknown): Event => [
    'content_block_delta',
    { type: 'content_block_delta', index, delta: change },
  ];
  if (block.type === 'text') {
    yield start({ type: 'text', text: '', citations: null });
    for (const piece of pieces(block.text, chunk)) yield delta({ type: 'text_delta', text: piece });
  } else if (block.type === 'thinking') {
    yield start({ type: 'thinking', thinking: '', signature: '' });
    for (const piece of pieces(block.thinking, chunk)) yield delta({ type: 'thinking_delta', thinking: piece });
    yield delta({ type: 'signature_delta', signature: block.signature });
  } else {
    const { id, name } = block;
    yield start({ type: 'tool_use', id, name, input: {}, caller: { type: 'direct' } });
    const input = block.rawJson ?? JSON.stringify(block.input ?? {});
    for (const piece of ['', ...pieces(input, chunk)]) yield delta({ type: 'input_json_delta', partial_json: piece });
  }
  yield ['content_block_stop', { type: 'content_block_stop', index }];
}

function* pieces(words: string, size: number): Generator<string> {
  const characters = [...words];
  for (let i = 0; i < characters.length; i += size) yield characters.slice(i, i + size).join('');
}
