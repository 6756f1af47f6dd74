/** The loop: the model speaks, its calls are run, it reads the results and speaks again, until it ends or is stopped. */
import { fitting } from './compact';
import { type Failure, failure } from './failures';
import type { Message, ModelProvider, Stop, ToolCallPart, ToolResultPart, ToolSpec, TurnEvent } from './provider';
import { type Clock, type Waiting, withRetry } from './retry';
import { answer, brokenAnswer, callsOf, notRun, results, type Transcript } from './transcript';
import { addUsage, contextTokens, noUsage, type Usage } from './usage';

/** What a tool gave. Its text is for the model; it has been redacted and capped where the tool ran. */
export interface ToolOutcome {
  readonly text: string;
  readonly outcome: 'ok' | 'error';
  /** The user is asked: the model waits for the answers. */
  readonly ends?: 'turn';
}

export type LoopEvent =
  | TurnEvent
  /** A request begins; text and thinking after this belong to a new answer. */
  | { readonly kind: 'request' }
  | { readonly kind: 'waiting'; readonly waiting: Waiting }
  /** The answer is whole: no more text comes for it. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'toolStarted'; readonly call: ToolCallPart }
  | { readonly kind: 'toolEnded'; readonly call: ToolCallPart; readonly result: ToolOutcome | 'stopped' }
  | { readonly kind: 'usage'; readonly usage: Usage; readonly contextTokens: number }
  /** Messages that the transcript has grown by: to be kept before anything else is shown. */
  | { readonly kind: 'recorded'; readonly messages: readonly Message[] };

export interface LoopPorts {
  readonly provider: ModelProvider;
  readonly system: string;
  readonly tools: readonly ToolSpec[];
  /** Runs one tool. Rejecting is allowed: the model is then told that it failed, and nothing of why. */
  readonly runTool: (call: ToolCallPart, signal: AbortSignal) => Promise<ToolOutcome>;
  readonly on: (event: LoopEvent) => void;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly tryNow: () => AbortSignal;
  readonly limits?: Partial<Limits>;
}

/** After these the architect pauses and asks whether to go on. */
export interface Limits {
  /** Requests to the model for one question. */
  readonly requests: number;
  /** Calls run from one answer; the others are answered with "ask again". */
  readonly callsPerAnswer: number;
  /** Tokens written for one question. */
  readonly outputTokens: number;
  /** Characters of one tool result. */
  readonly resultLength: number;
}

const LIMITS: Limits = { requests: 24, callsPerAnswer: 16, outputTokens: 120_000, resultLength: 24_000 };

export type LoopOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Runs until the model has answered. Never rejects, as long as its ports do not throw. */
export async function runLoop(start: Transcript, ports: LoopPorts): Promise<LoopOutcome> {
  const limits = { ...LIMITS, ...ports.limits };
  const stopped = untilAborted(ports.signal);
  let transcript = start;
  let usage = noUsage;
  const record = (next: Transcript) => {
    const added = next.messages.slice(transcript.messages.length);
    transcript = next;
    if (added.length > 0) ports.on({ kind: 'recorded', messages: added });
  };
  for (let requests = 1; ; requests++) {
    const turn = await ask(transcript, ports);
    if (turn.kind !== 'done') {
      record(brokenAnswer(transcript, turn.partial));
      return turn.kind === 'stopped' ? { kind: 'stopped' } : { kind: 'failed', failure: turn.failure };
    }
    const calls = callsOf(turn.message);
    if (turn.usage !== undefined) {
      usage = addUsage(usage, turn.usage);
      ports.on({ kind: 'usage', usage: turn.usage, contextTokens: contextTokens(turn.usage) });
    }
    ports.on({ kind: 'settled' });
    // Calls are recorded together with their results: a transcript on disk is never one that the API refuses.
    const answered = answer(transcript, turn.message);
    if (turn.stop === 'tools' && calls.length > 0) {
      const came = await runCalls(calls, { ports, limits, stopped });
      record(
        results(
          answered,
          came.map(({ part }) => part),
        ),
      );
      if (ports.signal.aborted) return { kind: 'stopped' };
      if (came.some(({ ends }) => ends !== undefined)) return { kind: 'done' };
    } else {
      // A call in an answer that did not end by calling was cut off, and looks whole all the same: it is not run.
      record(results(answered, notRun(calls, 'the answer was cut off before the call was complete')));
      if (turn.stop !== 'paused') return ended(turn.stop);
    }
    if (requests >= limits.requests || usage.output >= limits.outputTokens) {
      return { kind: 'failed', failure: failure('limitReached') };
    }
  }
}

function ask(transcript: Transcript, ports: LoopPorts) {
  const { provider, system, tools, clock, signal, tryNow, on } = ports;
  const once = () => {
    on({ kind: 'request' });
    const messages = fitting(transcript.messages, system, tools, provider.contextWindow);
    return provider.turn({ system, tools, messages }, on, signal);
  };
  return withRetry(once, { clock, signal, tryNow, onWaiting: (waiting) => on({ kind: 'waiting', waiting }) });
}

function ended(stop: Stop): LoopOutcome {
  switch (stop) {
    case 'maxTokens':
      return { kind: 'failed', failure: failure('maxTokens') };
    case 'refusal':
      return { kind: 'failed', failure: failure('refused') };
    case 'contextFull':
      return { kind: 'failed', failure: failure('contextFull') };
    default:
      return { kind: 'done' };
  }
}

function untilAborted(signal: AbortSignal): Promise<'stopped'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('stopped');
    else signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
}

/** The result of a call, and whether it ends the turn. */
interface Came {
  readonly part: ToolResultPart;
  readonly ends?: 'turn';
}

interface Running {
  readonly ports: LoopPorts;
  readonly limits: Limits;
  readonly stopped: Promise<'stopped'>;
}

/** Runs the calls of one answer side by side (they only read, or propose) and gives their results in the order of the calls. */
function runCalls(calls: readonly ToolCallPart[], running: Running): Promise<readonly Came[]> {
  const { ports, limits } = running;
  return Promise.all(
    calls.map(async (call, i): Promise<Came> => {
      if (i >= limits.callsPerAnswer) {
        const text = `Not run: at most ${limits.callsPerAnswer} calls in one answer. Ask again for the rest.`;
        return { part: { kind: 'toolResult', id: call.id, text, outcome: 'error' } };
      }
      ports.on({ kind: 'toolStarted', call });
      const result = await runCall(call, running);
      ports.on({ kind: 'toolEnded', call, result });
      if (result === 'stopped') {
        const text = 'Not run: the user stopped it.';
        return { part: { kind: 'toolResult', id: call.id, text, outcome: 'error' } };
      }
      const { text, outcome, ends } = result;
      return { part: { kind: 'toolResult', id: call.id, text, outcome }, ...(ends === undefined ? {} : { ends }) };
    }),
  );
}

async function runCall(call: ToolCallPart, { ports, limits, stopped }: Running): Promise<ToolOutcome | 'stopped'> {
  if (!ports.tools.some(({ name }) => name === call.name)) {
    const known = ports.tools.map(({ name }) => name).join(', ');
    return { text: `No tool "${call.name}". Known: ${known}.`, outcome: 'error' };
  }
  if (ports.signal.aborted) return 'stopped';
  // The error itself stays here: it may hold a connection string.
  const ran = ports
    .runTool(call, ports.signal)
    .catch(
      (): ToolOutcome => ({ text: `${call.name} failed inside the extension. Go on without it.`, outcome: 'error' }),
    );
  const result = await Promise.race([stopped, ran]);
  return result === 'stopped' ? result : { ...result, text: capped(result.text, limits.resultLength) };
}

function capped(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length)}\n[cut: ${text.length - length} more characters. Narrow the request.]`;
}
