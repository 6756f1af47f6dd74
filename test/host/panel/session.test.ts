import { describe, expect, test } from 'vitest';
import { type Asked, type Chats, openChats, proposal, settle, temporaryFolder } from './chats';

const last = ({ book }: Chats) => {
  const turn = book.chat().turns.at(-1);
  if (turn === undefined) throw new Error('no turn');
  return turn;
};
const texts = (chats: Chats) => last(chats).answer.parts.map((part) => (part.kind === 'text' ? part.text : part.kind));
const nth = ({ asked }: Chats, index: number): Asked => {
  const one = asked[index];
  if (one === undefined) throw new Error(`nothing was asked ${index + 1} times`);
  return one;
};
const done = { kind: 'done' } as const;

describe('a chat', () => {
  test('streams an answer, in deltas that say where they go', async () => {
    const chats = await openChats(temporaryFolder());
    chats.session.send('Why?', []);
    expect(chats.session.busy().kind).toBe('working');
    const { sink, end, request } = nth(chats, 0);
    expect(request).toMatchObject({ question: 'Why?', history: [], model: 'm' });
    sink.onDelta('x', 'Because ');
    sink.onDelta('x', 'of this.');
    expect(chats.grown).toEqual(['0:Because ', '8:of this.']);
    end(done);
    await settle();
    expect(texts(chats)).toEqual(['Because of this.']);
    expect(last(chats).answer.outcome).toEqual(done);
    expect(chats.session.busy()).toEqual({ kind: 'idle' });
    expect(chats.book.chat().title).toBe('Why?');
  });

  test('stopped keeps what came and takes nothing more', async () => {
    const chats = await openChats(temporaryFolder());
    chats.session.send('Why?', []);
    const { sink, end, request } = nth(chats, 0);
    sink.onDelta('x', 'Because');
    sink.onPart({ kind: 'tool', id: 't', name: 'n', state: 'running', title: 'Reading…', input: '', result: '' });
    chats.session.stop();
    expect(request.signal.aborted).toBe(true);
    expect(chats.session.busy().kind).toBe('stopping');
    sink.onDelta('x', ' of nothing');
    sink.onProposal(proposal('late'));
    end({ kind: 'stopped', because: 'user' });
    await settle();
    expect(texts(chats)).toEqual(['Because', 'tool']);
    expect(last(chats).answer.parts[1]).toMatchObject({ state: 'stopped' });
    expect(last(chats).answer.outcome).toEqual({ kind: 'stopped', because: 'user' });
  });

  test('ends within a second of Stop although the conversation hangs', async () => {
    const chats = await openChats(temporaryFolder());
    chats.session.send('Why?', []);
    chats.session.stop();
    chats.pass(1000);
    expect(chats.session.busy()).toEqual({ kind: 'idle' });
    expect(last(chats).answer.outcome).toEqual({ kind: 'stopped', because: 'user' });
    nth(chats, 0).end(done);
    await settle();
    expect(last(chats).answer.outcome).toEqual({ kind: 'stopped', because: 'user' });
  });

  test('retries with the same question and context, and without the failed answer', async () => {
    const chats = await openChats(temporaryFolder());
    const chip = { id: 'c', kind: 'table', label: 'orders', detail: 'orders' } as const;
    chats.session.send('Why?', [chip]);
    nth(chats, 0).sink.onDelta('x', 'half');
    nth(chats, 0).end({
      kind: 'failed',
      failure: { kind: 'overloaded', sentence: 'Busy.', action: { kind: 'retry', label: 'Retry' } },
    });
    await settle();
    chats.session.retry(last(chats).answer.id);
    expect(nth(chats, 1).request).toMatchObject({ question: 'Why?', context: [chip], history: [] });
    expect(chats.book.chat().turns).toHaveLength(1);
    expect(texts(chats)).toEqual([]);
  });

  test('edited at an earlier question loses what followed, and tells the conversation what remains', async () => {
    const chats = await openChats(temporaryFolder());
    for (const [index, question] of ['one', 'two', 'three'].entries()) {
      chats.session.send(question, []);
      nth(chats, index).sink.onTranscript([{ said: question }]);
      nth(chats, index).end(done);
      await settle();
    }
    const second = chats.book.chat().turns[1];
    chats.session.edit(second?.question.id ?? '', 'two, but better');
    expect(chats.book.chat().turns.map(({ question }) => question.text)).toEqual(['one', 'two, but better']);
    expect(nth(chats, 3).request.history.map(({ question, transcript }) => [question, transcript])).toEqual([
      ['one', [{ said: 'one' }]],
    ]);
  });

  test('queues while it answers, and asks the next when the answer is done', async () => {
    const chats = await openChats(temporaryFolder());
    chats.session.send('one', []);
    chats.session.send('two', []);
    chats.session.send('three', []);
    expect(chats.asked).toHaveLength(1);
    const [two] = chats.book.chat().queue;
    chats.session.unqueue(two?.id ?? '');
    nth(chats, 0).end(done);
    await settle();
    expect(nth(chats, 1).request.question).toBe('three');
    expect(chats.book.chat().queue).toEqual([]);
  });

  test('leaves the queue waiting after a stop, unless it was stopped to send one now', async () => {
    const chats = await openChats(temporaryFolder());
    chats.session.send('one', []);
    chats.session.send('two', []);
    chats.session.send('three', []);
    chats.session.stop();
    nth(chats, 0).end(done);
    await settle();
    expect(chats.asked).toHaveLength(1);
    const three = chats.book.chat().queue[1];
    chats.session.sendNow(three?.id ?? '');
    expect(nth(chats, 1).request.question).toBe('three');
    const two = chats.book.chat().queue[0];
    chats.session.sendNow(two?.id ?? '');
    nth(chats, 1).end(done);
    await settle();
    expect(nth(chats, 2).request.question).toBe('two');
  });

  test('goes on answering in the background when another chat is opened', async () => {
    const chats = await openChats(temporaryFolder());
    chats.session.send('one', []);
    const first = chats.book.chat().id;
    chats.book.begin();
    expect(chats.session.busy()).toEqual({ kind: 'idle' });
    nth(chats, 0).sink.onDelta('x', 'still here');
    nth(chats, 0).end(done);
    await settle();
    expect(chats.book.chat().turns).toEqual([]);
    await chats.book.open(first);
    expect(texts(chats)).toEqual(['still here']);
  });

  test('a conversation that breaks ends the turn with a sentence and a button', async () => {
    const chats = await openChats(temporaryFolder());
    chats.session.send('one', []);
    nth(chats, 0).end(Promise.reject(new Error('boom')) as never);
    await settle();
    expect(last(chats).answer.outcome).toMatchObject({
      kind: 'failed',
      failure: { kind: 'internal', action: { kind: 'retry' } },
    });
  });

  test('adds up tokens, and dollars only while all of them are known', async () => {
    const chats = await openChats(temporaryFolder());
    chats.session.send('one', []);
    const usage = {
      inputTokens: 1,
      outputTokens: 2,
      cacheReadTokens: 3,
      cacheWriteTokens: 4,
      contextTokens: 10,
      contextLimit: 100,
    };
    nth(chats, 0).sink.onUsage({ ...usage, dollars: 0.5 });
    nth(chats, 0).sink.onUsage({ ...usage, dollars: 0.25 });
    expect(chats.book.chat().usage).toMatchObject({
      inputTokens: 2,
      outputTokens: 4,
      dollars: 0.75,
      contextTokens: 10,
    });
    nth(chats, 0).sink.onUsage(usage);
    expect(chats.book.chat().usage.dollars).toBeUndefined();
  });
});
