/** The Claude key: in the system's secret store and nowhere else. No part of it is logged, shown or sent to the panel. */
import { type Disposable, type Event, EventEmitter, type ExtensionContext } from 'vscode';

const SECRET = 'databaseArchitect.anthropicKey';

export interface KeyStore extends Disposable {
  /** False until the store has been read for the first time. */
  readonly hasKey: boolean;
  readonly onDidChange: Event<void>;
  read(): Promise<string | undefined>;
  write(key: string): Promise<void>;
  remove(): Promise<void>;
}

/** Reads the store once, after activation, and follows changes made in other windows. */
export function keyStore({ secrets }: ExtensionContext): KeyStore {
  const changed = new EventEmitter<void>();
  let hasKey = false;
  const look = async (): Promise<string | undefined> => {
    const key = await secrets.get(SECRET);
    const has = key !== undefined && key !== '';
    if (has !== hasKey) {
      hasKey = has;
      changed.fire();
    }
    return has ? key : undefined;
  };
  const subscription = secrets.onDidChange(({ key }) => {
    // Another key is a change too, though there was one before.
    if (key === SECRET) void look().then(() => changed.fire());
  });
  setImmediate(() => void look());
  return {
    get hasKey() {
      return hasKey;
    },
    onDidChange: changed.event,
    read: look,
    write: async (key) => {
      await secrets.store(SECRET, key);
      await look();
    },
    remove: async () => {
      await secrets.delete(SECRET);
      await look();
    },
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
}
