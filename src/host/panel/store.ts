/**
 * Chats on disk, in the folder that VS Code gives the extension: one file a chat, and one that lists them. A file is replaced whole
 * by a rename, so a crash leaves the old one or the new one and never half of either.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryEntry } from '../../protocol';
import { parseChat, type StoredChat } from './stored';

export interface ChatStore {
  /** The chats that something was said in, latest first. */
  list(): Promise<readonly HistoryEntry[]>;
  load(id: string): Promise<StoredChat | undefined>;
  /** Resolves when this or a later state of the chat is on disk. */
  save(chat: StoredChat): Promise<void>;
  /** At once, when the window goes: nothing can be waited for then. */
  saveNow(chat: StoredChat): void;
  remove(id: string): Promise<void>;
  /** The chat that was open last. */
  current(): Promise<string | undefined>;
  setCurrent(id: string): Promise<void>;
}

/** A store in a folder, which need not exist yet. */
export function createStore(folder: string): ChatStore {
  const chats = join(folder, 'chats');
  const fileOf = (id: string) => join(chats, `${id}.json`);
  const pointer = join(folder, 'current-chat.json');
  const writer = createWriter();
  /** Entries by id, read once; kept up by `save` and `remove`. */
  let entries: Promise<Map<string, HistoryEntry>> | undefined;
  const index = () => {
    entries ??= readEntries(chats);
    return entries;
  };
  return {
    list: async () => [...(await index()).values()].sort((a, b) => b.at.localeCompare(a.at)),
    load: async (id) => (isId(id) ? parseChat(await textOf(fileOf(id))) : undefined),
    save: async (chat) => {
      if (!isId(chat.id)) return;
      const known = await index();
      if (chat.turns.length > 0) known.set(chat.id, entryOf(chat));
      await writer.write(fileOf(chat.id), () => JSON.stringify(chat));
    },
    saveNow: (chat) => {
      if (!isId(chat.id)) return;
      const partial = `${fileOf(chat.id)}.last`;
      try {
        mkdirSync(chats, { recursive: true });
        writeFileSync(partial, JSON.stringify(chat));
        renameSync(partial, fileOf(chat.id));
      } catch {
        // The folder is gone or full; the last regular save stands.
      }
    },
    remove: async (id) => {
      if (!isId(id)) return;
      (await index()).delete(id);
      await writer.remove(fileOf(id));
    },
    current: async () => {
      const id = parsed(await textOf(pointer))?.chat;
      return typeof id === 'string' && isId(id) ? id : undefined;
    },
    setCurrent: (id) => writer.write(pointer, () => JSON.stringify({ chat: id })),
  };
}

/** Ids come from us, but a message of the panel names them too: never a way out of the folder. */
const isId = (id: string): boolean => /^[\w-]{1,64}$/.test(id);

function entryOf({ id, title, at, turns }: StoredChat): HistoryEntry {
  return { id, title, at, turns: turns.length };
}

async function readEntries(folder: string): Promise<Map<string, HistoryEntry>> {
  const names = await readdir(folder).catch(() => []);
  const chats = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map(async (name) => parseChat(await textOf(join(folder, name)))),
  );
  const said = chats.filter((chat) => chat !== undefined && chat.turns.length > 0) as StoredChat[];
  return new Map(said.map((chat) => [chat.id, entryOf(chat)]));
}

function parsed(text: string): Partial<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Partial<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

interface Writer {
  /** Writes what `text` gives when its turn comes; a later write of the same file takes an earlier one's place. */
  write(file: string, text: () => string): Promise<void>;
  remove(file: string): Promise<void>;
}

function createWriter(): Writer {
  const waiting = new Map<string, { text: (() => string) | undefined; done: Promise<void> }>();
  const running = new Map<string, Promise<void>>();
  const enqueue = (file: string, text: (() => string) | undefined): Promise<void> => {
    const next = waiting.get(file);
    if (next !== undefined) {
      next.text = text;
      return next.done;
    }
    const job = { text, done: Promise.resolve() };
    job.done = (running.get(file) ?? Promise.resolve()).then(async () => {
      waiting.delete(file);
      if (job.text === undefined) await rm(file, { force: true });
      else await replace(file, job.text());
    });
    waiting.set(file, job);
    // A write that fails must not stop the next one; who asked for it hears of it.
    running.set(
      file,
      job.done.catch(() => undefined),
    );
    return job.done;
  };
  return { write: enqueue, remove: (file) => enqueue(file, undefined) };
}

async function replace(file: string, text: string): Promise<void> {
  const partial = `${file}.partial`;
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(partial, text);
  await rename(partial, file);
}
