/** One answer being given: what a conversation reports, put into its chat. */
import type { Conversation, FinishedOutcome, TurnRequest, TurnSink } from '../../agent';
import type { Busy, Usage } from '../../protocol';
import type { Book } from './book';
import { ended, mapAnswer, mapTurn, type StoredPart, withPart } from './stored';

export interface RunPorts {
  readonly book: Book;
  readonly conversation: Conversation;
  readonly now: () => Date;
  readonly later: (run: () => void, milliseconds: number) => void;
  /** A text part grew by `text` from `length` on. */
  readonly grew: (chat: string, turn: string, part: string, length: number, text: string) => void;
  /** `busy()` changed. */
  readonly changed: () => void;
  readonly over: (outcome: FinishedOutcome) => void;
}

export interface Run {
  readonly turn: string;
  busy(): Busy;
  /** Stops: what came stays, and nothing comes after it. */
  stop(): void;
}

/** A conversation has so long to let go; then the turn ends without it. */
const patience = 1000;
/** Text that streams is put on disk so often, for a crash. */
const checkpoint = 1000;

/** Asks the conversation. */
export function startRun(request: Omit<TurnRequest, 'signal'>, ports: RunPorts): Run {
  const { book, conversation, now, later, changed, over } = ports;
  const { chat, turn } = request;
  const controller = new AbortController();
  let busy: Busy = { kind: 'working', since: now().toISOString() };
  let finished = false;

  const finish = (outcome: FinishedOutcome): void => {
    if (finished) return;
    finished = true;
    book.change(chat, (one) => mapAnswer(one, turn, (answer) => ended(answer, outcome)));
    over(outcome);
  };
  const stop = (): void => {
    if (controller.signal.aborted || finished) return;
    controller.abort();
    busy = { kind: 'stopping' };
    changed();
    later(() => finish({ kind: 'stopped', because: 'user' }), patience);
  };
  const setBusy = (next: Busy): void => {
    busy = next;
    changed();
  };
  const sink = createSink({ ...ports, chat, turn, setBusy, silent: () => finished || controller.signal.aborted });
  const tick = (): void => {
    if (finished) return;
    void book.save();
    later(tick, checkpoint);
  };
  later(tick, checkpoint);
  conversation.run({ ...request, signal: controller.signal }, sink).then(
    (outcome) => finish(controller.signal.aborted ? { kind: 'stopped', because: 'user' } : outcome),
    // A conversation promises not to reject: this one has a bug, and the user still gets an end and a button.
    (error: unknown) => finish({ kind: 'failed', failure: internal(error) }),
  );
  return { turn, busy: () => busy, stop };
}

function internal(error: unknown): Extract<FinishedOutcome, { kind: 'failed' }>['failure'] {
  return {
    kind: 'internal',
    sentence: 'Something went wrong in Database Architect itself.',
    action: { kind: 'retry', label: 'Retry' },
    details: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

interface SinkPorts extends RunPorts {
  readonly chat: string;
  readonly turn: string;
  readonly setBusy: (busy: Busy) => void;
  readonly silent: () => boolean;
}

function createSink({ book, chat, turn, now, grew, setBusy, silent }: SinkPorts): TurnSink {
  const put = (part: StoredPart) =>
    book.change(chat, (one) => mapAnswer(one, turn, (answer) => withPart(answer, part)));
  const unless =
    <A extends readonly unknown[]>(act: (...args: A) => void) =>
    (...args: A) => {
      if (!silent()) act(...args);
    };
  return {
    onDelta: unless((part: string, text: string) => {
      const answer = book.get(chat)?.turns.find((one) => one.answer.id === turn)?.answer;
      const before = answer?.parts.find(({ id }) => id === part);
      const have = before?.kind === 'text' ? before.text : '';
      book.grow(chat, (one) =>
        mapAnswer(one, turn, (all) => withPart(all, { kind: 'text', id: part, text: have + text })),
      );
      grew(chat, turn, part, have.length, text);
    }),
    onPart: unless(put),
    onProposal: unless((proposal) => put({ kind: 'proposal', id: proposal.id, proposal, edited: [] })),
    onUsage: unless(({ contextTokens, contextLimit, ...usage }) =>
      book.change(chat, (one) => {
        const counted = mapAnswer(one, turn, (answer) => ({ ...answer, usage: sum(answer.usage, usage) }));
        return {
          ...counted,
          usage: { ...sum(one.usage, usage), contextTokens, contextLimit: contextLimit || one.usage.contextLimit },
        };
      }),
    ),
    // Also of an answer that was stopped: what the model said then is part of what it remembers.
    onTranscript: (entries) =>
      book.change(chat, (one) =>
        mapTurn(one, turn, (all) => ({ ...all, transcript: [...all.transcript, ...entries] })),
      ),
    onRetry: unless((wait) =>
      setBusy(
        wait === undefined
          ? { kind: 'working', since: now().toISOString() }
          : { ...wait, kind: 'retrying', until: wait.until.toISOString() },
      ),
    ),
    onFollowUps: unless((followUps) =>
      book.change(chat, (one) => mapAnswer(one, turn, (answer) => ({ ...answer, followUps }))),
    ),
  };
}

/** Adds what is counted; dollars are known only while every part of the sum is. */
export function sum(a: Usage | undefined, b: Usage): Usage {
  if (a === undefined) return b;
  const spent = a.inputTokens + a.outputTokens + a.cacheReadTokens + a.cacheWriteTokens;
  const dollars = a.dollars === undefined && spent === 0 ? b.dollars : plus(a.dollars, b.dollars);
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    ...(dollars === undefined ? {} : { dollars }),
  };
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
