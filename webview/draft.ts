/** The text in the box is never lost: mirrored at once in VS Code's keeping, and sent to the host when the typing pauses. */
import type { PanelState } from '../src/protocol';
import type { Post } from './post';

export interface Draft {
  readonly chat: string;
  readonly serial: number;
  readonly text: string;
}

export interface DraftKeeper {
  typed(text: string): void;
  /** The text that belongs into the box after this snapshot; undefined: leave it alone. */
  adopt(state: PanelState): string | undefined;
  /** Sends what is not sent yet. */
  flush(): void;
}

const pause = 300;

/** Keeps the draft of the open chat. */
export function draftKeeper(post: Post, mirrored: Draft | undefined, mirror: (draft: Draft) => void): DraftKeeper {
  let chat: string | undefined;
  let serial = -1;
  let unsent: string | undefined;
  /** What the mirror has: putting it into the box is not typing. */
  let known: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    if (unsent !== undefined) post({ kind: 'draft', text: unsent });
    unsent = undefined;
  };
  return {
    flush,
    typed: (text) => {
      if (chat === undefined || text === known) return;
      known = text;
      mirror({ chat, serial, text });
      unsent = text;
      clearTimeout(timer);
      timer = setTimeout(flush, pause);
    },
    adopt: (state) => {
      if (state.chat.id === chat && state.draft.serial === serial) return undefined;
      const first = chat === undefined;
      chat = state.chat.id;
      serial = state.draft.serial;
      // The page died before the host had the last words: the mirror is newer.
      const newer = first && mirrored?.chat === chat && mirrored.serial === serial;
      const text = newer ? mirrored.text : state.draft.text;
      known = text;
      unsent = newer && text !== state.draft.text ? text : undefined;
      flush();
      mirror({ chat, serial, text });
      return text;
    },
  };
}
