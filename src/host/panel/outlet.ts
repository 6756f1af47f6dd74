/**
 * What the panel is told, at most once a frame: snapshots, each only when what it shows is on disk, and between them the text that
 * the running turn grows by.
 */
import type { HostMessage, PanelState } from '../../protocol';

export interface OutletPorts {
  /** Puts on disk whatever is not there yet. */
  readonly save: () => Promise<void>;
  readonly snapshot: () => PanelState;
  readonly send: (message: HostMessage) => void;
  /** Runs after so many milliseconds. */
  readonly later: (run: () => void, milliseconds: number) => void;
}

export interface Outlet {
  /** Something changed. */
  changed(): void;
  /** A text part of the open chat grew; `length` is how long it was before. */
  grew(turn: string, part: string, length: number, text: string): void;
}

const frame = 16;

interface Growth {
  readonly turn: string;
  readonly part: string;
  readonly from: number;
  text: string;
}

/** An outlet to one panel. */
export function createOutlet({ save, snapshot, send, later }: OutletPorts): Outlet {
  let wanted = false;
  let sending = false;
  /** Lengths of the parts as the panel has them after the last snapshot and the deltas since. */
  let known = new Map<string, number>();
  const growth = new Map<string, Growth>();
  let flushing = false;

  const sendState = async (): Promise<void> => {
    while (wanted) {
      wanted = false;
      await save();
      const state = snapshot();
      known = lengths(state);
      growth.clear();
      send({ kind: 'state', state });
      await new Promise<void>((resolve) => later(resolve, frame));
    }
    sending = false;
  };
  const changed = (): void => {
    wanted = true;
    if (sending) return;
    sending = true;
    later(() => void sendState(), 0);
  };
  const flush = (): void => {
    flushing = false;
    for (const [key, { turn, part, from, text }] of growth) {
      send({ kind: 'delta', turn, part, from, text });
      known.set(key, from + text.length);
    }
    growth.clear();
  };
  const grew = (turn: string, part: string, length: number, text: string): void => {
    const key = `${turn}\n${part}`;
    // A part that the panel does not have yet comes with the snapshot that is on its way.
    if (known.get(key) === undefined) {
      changed();
      return;
    }
    const pending = growth.get(key);
    if (pending === undefined) growth.set(key, { turn, part, from: length, text });
    else pending.text += text;
    if (flushing) return;
    flushing = true;
    later(flush, frame);
  };
  return { changed, grew };
}

function lengths(state: PanelState): Map<string, number> {
  return new Map(
    state.chat.turns.flatMap((turn) =>
      turn.kind === 'assistant'
        ? turn.parts.flatMap((part) =>
            part.kind === 'text' ? [[`${turn.id}\n${part.id}`, part.text.length] as const] : [],
          )
        : [],
    ),
  );
}
