import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createStore } from '../../../src/host/panel/store';
import { emptyChat } from '../../../src/host/panel/stored';
import { openChats, proposal, settle, temporaryFolder } from './chats';

const done = { kind: 'done' } as const;

describe('chats on disk', () => {
  test('a window that is loaded again finds the chat, the draft and the pending proposal', async () => {
    const folder = temporaryFolder();
    const first = await openChats(folder);
    first.session.send('one', []);
    first.asked[0]?.sink.onProposal(proposal('p1'));
    first.asked[0]?.end(done);
    await settle();
    first.session.setDraft('half a thought');
    await first.book.save();
    const again = await openChats(folder);
    expect(again.book.chat().id).toBe(first.book.chat().id);
    expect(again.book.chat().draft.text).toBe('half a thought');
    expect(again.session.proposal('p1')?.proposal.state).toEqual({ kind: 'pending' });
    expect(again.book.history().map(({ title, turns }) => [title, turns])).toEqual([['one', 1]]);
  });

  test('a window that goes in mid-answer leaves what came, marked as stopped by the reload', async () => {
    const folder = temporaryFolder();
    const first = await openChats(folder);
    first.session.send('one', []);
    first.asked[0]?.sink.onDelta('x', 'so far');
    first.asked[0]?.sink.onPart({
      kind: 'tool',
      id: 't',
      name: 'n',
      state: 'running',
      title: 'R',
      input: '',
      result: '',
    });
    // Written when the chat was begun; the window had been open for a while.
    await first.store.setCurrent(first.book.chat().id);
    first.book.saveNow();
    const again = await openChats(folder);
    const answer = again.book.chat().turns[0]?.answer;
    expect(answer?.outcome).toEqual({ kind: 'stopped', because: 'reload' });
    expect(answer?.parts).toMatchObject([{ text: 'so far' }, { state: 'stopped' }]);
    again.session.retry(answer?.id ?? '');
    expect(again.asked[0]?.request.question).toBe('one');
  });

  test('a crash while a file is being written costs nothing of what was there before', async () => {
    const folder = temporaryFolder();
    const first = await openChats(folder);
    first.session.send('one', []);
    first.asked[0]?.end(done);
    await settle();
    await first.book.save();
    const file = path.join(folder, 'chats', `${first.book.chat().id}.json`);
    fs.writeFileSync(`${file}.partial`, fs.readFileSync(file, 'utf8').slice(0, 40));
    const again = await openChats(folder);
    expect(again.book.chat().turns).toHaveLength(1);
    expect(again.book.history()).toHaveLength(1);
  });

  test('a file that is no chat is left alone and hides no other', async () => {
    const folder = temporaryFolder();
    const first = await openChats(folder);
    first.session.send('one', []);
    first.asked[0]?.end(done);
    await settle();
    await first.book.save();
    const broken = path.join(folder, 'chats', 'broken.json');
    for (const content of ['', '{', 'null', '[]', '{"version":1}', '{"version":2,"id":"broken"}', '\u0000\u0001']) {
      fs.writeFileSync(broken, content);
      const again = await openChats(folder);
      expect(again.book.history().map(({ title }) => title)).toEqual(['one']);
      expect(fs.readFileSync(broken, 'utf8')).toBe(content);
    }
  });

  test('many saves of one chat at once leave the last', async () => {
    const store = createStore(temporaryFolder());
    const chat = emptyChat('c1', new Date());
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => store.save({ ...chat, draft: { serial: 1, text: String(index) } })),
    );
    expect((await store.load('c1'))?.draft.text).toBe('49');
  });

  test('an id is never a path', async () => {
    const folder = temporaryFolder();
    const outside = path.join(folder, 'outside.json');
    fs.writeFileSync(outside, JSON.stringify(emptyChat('x', new Date())));
    const store = createStore(path.join(folder, 'in'));
    expect(await store.load('../../outside')).toBeUndefined();
    await store.remove('../../outside');
    expect(fs.existsSync(outside)).toBe(true);
  });

  test('a disk that cannot be written is reported, and the chat goes on', async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'chats'), 'a file where the folder should be');
    const chats = await openChats(folder);
    chats.session.send('one', []);
    await chats.book.save();
    expect(chats.problems).not.toEqual([]);
    chats.asked[0]?.sink.onDelta('x', 'answer');
    expect(chats.book.chat().turns[0]?.answer.parts).toMatchObject([{ text: 'answer' }]);
  });

  test('a deleted chat is gone, from the list and the disk', async () => {
    const folder = temporaryFolder();
    const chats = await openChats(folder);
    chats.session.send('one', []);
    chats.asked[0]?.end(done);
    await settle();
    await chats.book.save();
    const { id } = chats.book.chat();
    await chats.session.remove(id);
    expect(chats.book.history()).toEqual([]);
    expect(chats.book.chat().id).not.toBe(id);
    expect(fs.readdirSync(path.join(folder, 'chats'))).toEqual([]);
  });
});
