/** A session over a real store in a temporary folder, with a conversation that the test plays. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Conversation, FinishedOutcome, TurnRequest, TurnSink } from '../../../src/agent';
import { type Book, createBook } from '../../../src/host/panel/book';
import { type ChatSession, createSession } from '../../../src/host/panel/session';
import { type ChatStore, createStore } from '../../../src/host/panel/store';
import type { Proposal } from '../../../src/model';

/** A question that is being answered: the test speaks through `sink` and ends it with `end`. */
export interface Asked {
  readonly request: TurnRequest;
  readonly sink: TurnSink;
  readonly end: (outcome: FinishedOutcome) => void;
}

export interface Chats {
  readonly book: Book;
  readonly session: ChatSession;
  readonly store: ChatStore;
  readonly asked: Asked[];
  readonly grown: string[];
  readonly problems: unknown[];
  /** Lets the clock go on: what was to run later runs, in order. */
  readonly pass: (milliseconds: number) => void;
}

/** A folder that goes with the test run. */
export function temporaryFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'architect-chats-'));
}

/** Chats in the folder, as a window opens them. */
export async function openChats(folder: string): Promise<Chats> {
  const asked: Asked[] = [];
  const grown: string[] = [];
  const problems: unknown[] = [];
  let now = Date.parse('2026-11-22T17:00:00Z');
  let later: { readonly at: number; readonly run: () => void }[] = [];
  const conversation: Conversation = {
    author: (model) => `Model ${model}`,
    run: (request, sink) => new Promise((end) => asked.push({ request, sink, end })),
  };
  let ids = 0;
  const store = createStore(folder);
  const newId = () => `id-${path.basename(folder).slice(-4)}-${Date.now().toString(36)}-${ids++}`;
  const common = { now: () => new Date(now), newId };
  const book = createBook({ ...common, store, changed: () => undefined, failed: (error) => problems.push(error) });
  const session = createSession({
    ...common,
    book,
    conversation,
    model: () => 'm',
    later: (run, milliseconds) => later.push({ at: now + milliseconds, run }),
    changed: () => undefined,
    grew: (_chat, _turn, _part, length, text) => grown.push(`${length}:${text}`),
  });
  await book.start();
  const pass = (milliseconds: number) => {
    now += milliseconds;
    const due = later.filter(({ at }) => at <= now);
    later = later.filter(({ at }) => at > now);
    for (const { run } of due) run();
  };
  return { book, session, store, asked, grown, problems, pass };
}

/** What is waiting in promises runs. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A pending proposal of one new file. */
export function proposal(id: string): Proposal {
  return {
    id,
    title: `Proposal ${id}`,
    rationale: '',
    files: [{ uri: 'file:///w/V2.sql', before: undefined, after: 'SELECT 1;\n' }],
    evidence: { findingsBefore: [], findingsAfter: [], verifications: [], destructive: [] },
    state: { kind: 'pending' },
  };
}
