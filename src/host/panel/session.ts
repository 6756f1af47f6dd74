/** A user's chats: asking, stopping, going back, queueing. Knows no window; the view and the commands call it. */
import type { Conversation, PastTurn } from '../../agent';
import type { Proposal } from '../../model';
import type { Busy, ContextChip } from '../../protocol';
import type { Book } from './book';
import { type Run, startRun } from './run';
import { proposalsOf, type StoredChat, type StoredProposal, type StoredTurn } from './stored';

export interface SessionPorts {
  readonly book: Book;
  readonly conversation: Conversation;
  /** The model that answers next. */
  readonly model: () => string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly later: (run: () => void, milliseconds: number) => void;
  readonly changed: () => void;
  readonly grew: (chat: string, turn: string, part: string, length: number, text: string) => void;
}

export interface ChatSession {
  busy(): Busy;
  /** Asks, or queues while an answer is being given. */
  send(text: string, context: readonly ContextChip[]): void;
  stop(): void;
  /** Asks the question of this answer once more; what followed it goes. */
  retry(answer: string): void;
  /** Asks this question in other words; what followed it goes. Files stay. */
  edit(question: string, text: string): void;
  unqueue(message: string): void;
  /** Stops the answer that is being given and asks this. */
  sendNow(message: string): void;
  setDraft(text: string): void;
  /** Puts text into the box, and things beside it. */
  fill(text: string, context: readonly ContextChip[]): void;
  removeContext(chip: string): void;
  rename(chat: string, title: string): Promise<void>;
  remove(chat: string): Promise<void>;
  /** A proposal of the open chat. */
  proposal(id: string): StoredProposal | undefined;
  /** Puts a proposal into the chat that was made without a question to anybody: a fix of the review. */
  present(question: string, author: string, proposal: Proposal): void;
}

/** A session over a book. */
export function createSession(ports: SessionPorts): ChatSession {
  const { book, now, newId } = ports;
  const runs = new Map<string, Run>();
  const open = () => book.chat().id;

  const newTurn = (text: string, context: readonly ContextChip[], author: string): StoredTurn => {
    const at = now().toISOString();
    return {
      question: { kind: 'user', id: newId(), at, text, context },
      answer: { id: newId(), at, author, parts: [], outcome: { kind: 'running' }, followUps: [] },
      transcript: [],
    };
  };
  const ask = (chat: string, text: string, context: readonly ContextChip[], before: readonly StoredTurn[]): void => {
    const model = ports.model();
    const turn = newTurn(text, context, ports.conversation.author(model, text));
    book.change(chat, (one) => withTurns(one, [...before, turn], text));
    const run = startRun(
      { chat, turn: turn.answer.id, question: text, context, history: before.map(past), model },
      { ...ports, over: (outcome) => finished(chat, run, outcome.kind) },
    );
    runs.set(chat, run);
  };
  const finished = (chat: string, run: Run, outcome: string): void => {
    if (runs.get(chat) !== run) return;
    runs.delete(chat);
    ports.changed();
    // After a failure or a stop the queue waits: its questions may no longer make sense.
    if (outcome === 'done' || urgent.delete(chat)) next(chat);
  };
  const urgent = new Set<string>();
  const next = (chat: string): void => {
    const one = book.get(chat);
    const message = one?.queue[0];
    if (one === undefined || message === undefined) return;
    book.change(chat, (all) => ({ ...all, queue: all.queue.slice(1) }));
    ask(chat, message.text, [], one.turns);
  };
  const restart = (at: number, text: string, context: readonly ContextChip[]): void => {
    const chat = open();
    // The old answer goes with its turn; nothing that it still says has a place.
    runs.get(chat)?.stop();
    runs.delete(chat);
    ask(chat, text, context, book.chat().turns.slice(0, at));
  };
  return {
    busy: () => runs.get(open())?.busy() ?? { kind: 'idle' },
    send: (text, context) => {
      const chat = open();
      book.change(chat, (one) => ({ ...one, draft: { ...one.draft, text: '' } }));
      if (runs.has(chat)) {
        book.change(chat, (one) => ({ ...one, queue: [...one.queue, { id: newId(), text }] }));
        return;
      }
      book.change(chat, (one) => ({ ...one, context: [] }));
      ask(chat, text, context, book.chat().turns);
    },
    stop: () => runs.get(open())?.stop(),
    retry: (answer) => {
      const at = book.chat().turns.findIndex((turn) => turn.answer.id === answer);
      const turn = book.chat().turns[at];
      if (turn !== undefined) restart(at, turn.question.text, turn.question.context);
    },
    edit: (question, text) => {
      const at = book.chat().turns.findIndex((turn) => turn.question.id === question);
      const turn = book.chat().turns[at];
      if (turn !== undefined) restart(at, text, turn.question.context);
    },
    unqueue: (message) =>
      book.change(open(), (one) => ({ ...one, queue: one.queue.filter(({ id }) => id !== message) })),
    sendNow: (message) => {
      const chat = open();
      book.change(chat, (one) => ({
        ...one,
        queue: [...one.queue.filter(({ id }) => id === message), ...one.queue.filter(({ id }) => id !== message)],
      }));
      const run = runs.get(chat);
      if (run === undefined) return next(chat);
      urgent.add(chat);
      run.stop();
    },
    // The panel has the text already: it is kept, not sent back.
    setDraft: (text) => book.grow(open(), (one) => ({ ...one, draft: { ...one.draft, text } })),
    fill: (text, context) =>
      book.change(open(), (one) => ({
        ...one,
        draft: text === '' ? one.draft : { serial: one.draft.serial + 1, text },
        context: [...one.context.filter(({ id }) => !context.some((chip) => chip.id === id)), ...context],
      })),
    removeContext: (chip) =>
      book.change(open(), (one) => ({ ...one, context: one.context.filter(({ id }) => id !== chip) })),
    rename: async (chat, title) => {
      if ((await book.find(chat)) === undefined) return;
      book.change(chat, (one) => ({ ...one, title }));
      await book.save();
      ports.changed();
    },
    remove: async (chat) => {
      runs.get(chat)?.stop();
      runs.delete(chat);
      await book.remove(chat);
    },
    proposal: (id) => proposalsOf(book.chat()).find(({ proposal }) => proposal.id === id),
    present: (question, author, proposal) => {
      const turn = newTurn(question, [], author);
      const part = { kind: 'proposal', id: proposal.id, proposal, edited: [] } as const;
      const answer = { ...turn.answer, parts: [part], outcome: { kind: 'done' } as const };
      book.change(open(), (one) => withTurns(one, [...one.turns, { ...turn, answer }], question));
    },
  };
}

function past({ question, answer, transcript }: StoredTurn): PastTurn {
  return {
    question: question.text,
    context: question.context,
    transcript,
    outcome: answer.outcome,
    proposals: answer.parts.flatMap((part) => (part.kind === 'proposal' ? [part.proposal] : [])),
  };
}

/** The chat with these turns; it is called by its first question. */
function withTurns(chat: StoredChat, turns: readonly StoredTurn[], question: string): StoredChat {
  const unnamed = chat.turns.length === 0 && chat.title === 'New chat';
  return { ...chat, at: turns.at(-1)?.question.at ?? chat.at, title: unnamed ? titleOf(question) : chat.title, turns };
}

function titleOf(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length <= 60 ? line : `${line.slice(0, 59).trimEnd()}…`;
}

/** Where a proposal is, in whichever chat. */
export function proposalIn(chat: StoredChat | undefined, id: string): StoredProposal | undefined {
  return chat === undefined ? undefined : proposalsOf(chat).find(({ proposal }) => proposal.id === id);
}
