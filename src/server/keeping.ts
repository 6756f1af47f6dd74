/** Leaves what was read for the next session, when nothing else is going on. */
export interface Keeping {
  /** Some seconds from now, unless something is edited first. */
  soon(): void;
  interrupt(): void;
}

/** Milliseconds without an edit or a verification: of a thousand migrations it takes a tenth of a second. */
const quiet = 2000;

export function createKeeping(keep: () => Promise<void>): Keeping {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => clearTimeout(timer);
  return {
    soon() {
      interrupt();
      timer = setTimeout(() => void keep(), quiet);
    },
    interrupt,
  };
}
