/** Two speeds: the file under the cursor at once, everything else when the typing pauses. */
export interface Schedule {
  /** Runs `now` in this turn of the event loop's end (several edits that are waiting count as one), `later` after a pause. */
  touch(uri: string): void;
  /** Runs `later` after a pause. */
  rest(): void;
  stop(): void;
}

/** Milliseconds without an edit before the rest of the workspace follows. */
const pause = 250;

export function createSchedule(now: (uri: string) => void, later: () => void): Schedule {
  const touched = new Set<string>();
  let immediate: NodeJS.Immediate | undefined;
  let timer: NodeJS.Timeout | undefined;
  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(later, pause);
  };
  return {
    touch(uri) {
      touched.add(uri);
      // Not at once: edits that have arrived meanwhile are taken in first, so a burst is answered once.
      immediate ??= setImmediate(() => {
        immediate = undefined;
        const uris = [...touched];
        touched.clear();
        for (const one of uris) now(one);
      });
      rest();
    },
    rest,
    stop() {
      clearImmediate(immediate);
      clearTimeout(timer);
    },
  };
}
