import type { Turn } from '../sql';

export type { Turn };

/** The full parsers' second opinion, in the pauses of everything else. */
export interface Verification {
  /** Starts over soon, unless something is edited first. */
  soon(): void;
  /** An edit came: what is under way ends at its next statement. */
  interrupt(): void;
}

/** Milliseconds after the diagnostics were published. */
const quiet = 100;

/** Milliseconds that the parsers may take before whatever has arrived meanwhile is answered. */
const slice = 8;

/** Runs `verify` in slices; `changed` is called when it made a difference, `done` when nothing interrupted it. */
export function createVerification(
  verify: (turn: Turn) => Promise<boolean>,
  changed: () => void,
  done: () => void,
): Verification {
  let timer: NodeJS.Timeout | undefined;
  let running: { stopped: boolean } | undefined;

  async function run(): Promise<void> {
    const current = { stopped: false };
    running = current;
    let since = performance.now();
    const turn: Turn = () => {
      if (current.stopped) return 'stop';
      if (performance.now() - since < slice) return 'go on';
      return new Promise((resolve) => {
        setImmediate(() => {
          since = performance.now();
          resolve(current.stopped ? 'stop' : 'go on');
        });
      });
    };
    const isChanged = await verify(turn);
    if (current.stopped) return;
    if (isChanged) changed();
    done();
  }

  const interrupt = () => {
    clearTimeout(timer);
    if (running) running.stopped = true;
    running = undefined;
  };
  return {
    soon() {
      interrupt();
      timer = setTimeout(() => void run(), quiet);
    },
    interrupt,
  };
}
