/** The chats in memory, which of them is open, and what of them is not on disk yet. */
import type { HistoryEntry } from '../../protocol';
import type { ChatStore } from './store';
import { emptyChat, type StoredChat } from './stored';

export interface Book {
  /** The open chat. */
  chat(): StoredChat;
  history(): readonly HistoryEntry[];
  get(id: string): StoredChat | undefined;
  /** From memory or from disk. */
  find(id: string): Promise<StoredChat | undefined>;
  change(id: string, change: (chat: StoredChat) => StoredChat): void;
  /** A change that the panel is told of in another way: text that streams. */
  grow(id: string, change: (chat: StoredChat) => StoredChat): void;
  /** Opens the chat that was open last, or a new one. */
  start(): Promise<void>;
  open(id: string): Promise<void>;
  begin(): void;
  remove(id: string): Promise<void>;
  /** Puts all changes on disk. Never rejects: what could not be written is tried again with the next change. */
  save(): Promise<void>;
  /** The same at once, when the window goes. */
  saveNow(): void;
}

export interface BookPorts {
  readonly store: ChatStore;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The open chat changed, or another one is open. */
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}

/** A book over a store. */
export function createBook({ store, now, newId, changed, failed }: BookPorts): Book {
  const chats = new Map<string, StoredChat>();
  const dirty = new Set<string>();
  let history: readonly HistoryEntry[] = [];
  let current = '';

  const put = (chat: StoredChat): StoredChat => {
    chats.set(chat.id, chat);
    return chat;
  };
  const begin = (): void => {
    const chat = put(emptyChat(newId(), now()));
    current = chat.id;
    store.setCurrent(current).catch(failed);
    changed();
  };
  const chat = (): StoredChat => chats.get(current) ?? put(emptyChat(current, now()));
  const find = async (id: string): Promise<StoredChat | undefined> => {
    const known = chats.get(id);
    if (known !== undefined) return known;
    const loaded = await store.load(id);
    // It may have been put there while the disk was read.
    return loaded === undefined ? undefined : (chats.get(id) ?? put(loaded));
  };
  const grow = (id: string, change: (chat: StoredChat) => StoredChat): void => {
    const one = chats.get(id);
    if (one === undefined) return;
    chats.set(id, change(one));
    dirty.add(id);
  };
  const save = async (): Promise<void> => {
    const ids = [...dirty];
    dirty.clear();
    await Promise.all(
      ids.map(async (id) => {
        const one = chats.get(id);
        if (one === undefined) return;
        await store.save(one).catch((error: unknown) => {
          dirty.add(id);
          failed(error);
        });
      }),
    );
    if (ids.length > 0) history = await store.list().catch(() => history);
  };
  return {
    chat,
    history: () => history,
    get: (id) => chats.get(id),
    find,
    change: (id, change) => {
      grow(id, change);
      if (id === current) changed();
    },
    grow,
    start: async () => {
      const [last, entries] = await Promise.all([store.current(), store.list()]);
      history = entries;
      const loaded = last === undefined ? undefined : await find(last);
      if (loaded === undefined) return begin();
      current = loaded.id;
      changed();
    },
    open: async (id) => {
      if ((await find(id)) === undefined) return;
      current = id;
      store.setCurrent(id).catch(failed);
      changed();
    },
    begin,
    remove: async (id) => {
      chats.delete(id);
      dirty.delete(id);
      await store.remove(id).catch(failed);
      history = await store.list().catch(() => history);
      if (id === current) begin();
      changed();
    },
    save,
    saveNow: () => {
      for (const id of dirty) {
        const one = chats.get(id);
        if (one !== undefined) store.saveNow(one);
      }
      dirty.clear();
    },
  };
}
