/** Follows the end of the transcript while the reader is at the end, and never otherwise. */
export interface Follow {
  /** Call after something was painted. */
  painted(): void;
  /** The reader wants the end again: asked a question, or pressed the button. */
  arm(): void;
  following(): boolean;
  top(): number;
  /** Puts a reader who was not at the end back where they were. */
  restore(top: number): void;
}

/** Pixels from the end that still count as the end. */
const slack = 8;

/** Watches a scrolling element; `changed` is told when the reader leaves or reaches the end. */
export function follow(scroller: HTMLElement, changed: () => void): Follow {
  let at = true;
  let lastTop = 0;
  let lastHeight = 0;
  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= slack;
  const set = (value: boolean) => {
    if (at === value) return;
    at = value;
    changed();
  };
  scroller.addEventListener(
    'scroll',
    () => {
      const wentUp = scroller.scrollTop < lastTop - 1;
      // Content that got shorter moves the position up too; the reader did not.
      const shrank = scroller.scrollHeight < lastHeight;
      lastTop = scroller.scrollTop;
      lastHeight = scroller.scrollHeight;
      if (atEnd()) set(true);
      else if (wentUp && !shrank) set(false);
    },
    { passive: true },
  );
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    lastTop = scroller.scrollTop;
    lastHeight = scroller.scrollHeight;
  };
  new ResizeObserver(() => {
    if (at) toEnd();
  }).observe(scroller);
  return {
    painted: () => {
      if (at) toEnd();
    },
    arm: () => {
      set(true);
      toEnd();
    },
    following: () => at,
    top: () => scroller.scrollTop,
    restore: (top) => {
      set(false);
      scroller.scrollTop = top;
      lastTop = scroller.scrollTop;
      lastHeight = scroller.scrollHeight;
      if (atEnd()) set(true);
    },
  };
}
