/** A loop over the real SDK and the scripted server, with a clock that does not wait. */
import type { LoopEvent, LoopOutcome, LoopPorts } from '../../src/agent/loop';
import { runLoop } from '../../src/agent/loop';
import type { Message, ToolSpec } from '../../src/agent/provider';
import { anthropicProvider, type ClaudeModel } from '../../src/agent/providers/anthropic';
import type { Clock } from '../../src/agent/retry';
import { emptyTranscript, say, type Transcript } from '../../src/agent/transcript';
import type { FakeAnthropic } from '../support/fake-anthropic';

export const opus: ClaudeModel = {
  id: 'claude-opus-5-5',
  title: 'Claude Opus 5.5',
  line: 'opus',
  released: '2026-09-22T00:00:00Z',
  lifecycle: 'active',
  contextWindow: 1_000_000,
  maxOutput: 128_000,
  adaptiveThinking: true,
  efforts: ['low', 'medium', 'high'],
};

export const describeTool: ToolSpec = {
  name: 'describe',
  description: 'Describes a table.',
  inputSchema: {
    type: 'object',
    properties: { table: { type: 'string' } },
    required: ['table'],
    additionalProperties: false,
  },
};

/** Notes how long it was asked to wait, and does not. */
export function skippingClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => 0,
    wait: async (ms) => {
      waits.push(ms);
    },
  };
}

export interface Asked {
  readonly outcome: LoopOutcome;
  readonly events: readonly LoopEvent[];
  readonly text: string;
  readonly thinking: string;
  readonly messages: readonly Message[];
  readonly ran: readonly string[];
  readonly waits: readonly number[];
}

export interface Options extends Partial<Omit<LoopPorts, 'on'>> {
  readonly start?: Transcript;
  readonly model?: ClaudeModel;
  readonly idleMs?: number;
  readonly address?: string;
  readonly on?: (event: LoopEvent) => void;
}

/** Asks one question and gives everything that came of it. */
export async function ask(fake: FakeAnthropic, options: Options = {}): Promise<Asked> {
  const events: LoopEvent[] = [];
  const ran: string[] = [];
  const clock = skippingClock();
  const start = options.start ?? say(emptyTranscript, 'Is orders well designed?');
  const idle = options.idleMs === undefined ? {} : { idleMs: options.idleMs };
  const address = options.address ?? fake.url;
  const outcome = await runLoop(start, {
    provider: anthropicProvider({ address, key: async () => 'sk-ant-test', model: options.model ?? opus, ...idle }),
    system: 'You are the database architect.',
    tools: [describeTool],
    runTool: async (call) => {
      ran.push(`${call.name} ${JSON.stringify(call.input)}`);
      return { text: `columns of ${JSON.stringify(call.input)}`, outcome: 'ok' };
    },
    clock,
    signal: new AbortController().signal,
    tryNow: () => new AbortController().signal,
    ...options,
    on: (event) => {
      events.push(event);
      options.on?.(event);
    },
  });
  const of = (kind: 'text' | 'thinking') => events.map((event) => (event.kind === kind ? event.delta : '')).join('');
  return {
    outcome,
    events,
    text: of('text'),
    thinking: of('thinking'),
    messages: events.flatMap((event) => (event.kind === 'recorded' ? event.messages : [])),
    ran,
    waits: clock.waits,
  };
}
