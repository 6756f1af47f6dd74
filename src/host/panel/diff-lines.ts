/** Lines that a proposal adds and removes, for the card. (The diff editor computes its own.) */
import type { DiffLine } from '../../protocol';

export interface LineDiff {
  readonly added: number;
  readonly removed: number;
  /** Changed lines with one line of context, gaps marked. */
  readonly lines: readonly DiffLine[];
}

/** Edits beyond this many are shown as one block: the shortest script is no longer what a reader looks for. */
const mostEdits = 1000;

/** Compares two texts line by line. */
export function diffLines(before: string, after: string): LineDiff {
  const old = split(before);
  const now = split(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end++;
  }
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind: 'same', text }));
  const middle = shortest(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const all = [...same(old.slice(0, start)), ...middle, ...same(old.slice(old.length - end))];
  return {
    added: all.filter(({ kind }) => kind === 'added').length,
    removed: all.filter(({ kind }) => kind === 'removed').length,
    lines: withContext(all),
  };
}

/** Lines without their ends; a final line end does not begin another line. */
function split(text: string): readonly string[] {
  if (text === '') return [];
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** Myers, "An O(ND) Difference Algorithm", with the trace kept to walk back. */
function shortest(old: readonly string[], now: readonly string[]): DiffLine[] {
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  const limit = Math.min(old.length + now.length, mostEdits);
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(new Map(reach));
    const next = new Map(reach);
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(reach, k - 1) < at(reach, k + 1));
      let x = down ? at(reach, k + 1) : at(reach, k - 1) + 1;
      while (x < old.length && x - k < now.length && old[x] === now[x - k]) x++;
      next.set(k, x);
      reach = next;
      if (x >= old.length && x - k >= now.length) return walkBack(trace, old, now);
    }
  }
  return [
    ...old.map((text): DiffLine => ({ kind: 'removed', text })),
    ...now.map((text): DiffLine => ({ kind: 'added', text })),
  ];
}

const at = (reach: ReadonlyMap<number, number>, k: number): number => reach.get(k) ?? -1;

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  old: readonly string[],
  now: readonly string[],
): DiffLine[] {
  const lines: DiffLine[] = [];
  let x = old.length;
  let y = now.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits] ?? new Map();
    const k = x - y;
    const down = k === -edits || (k !== edits && at(reach, k - 1) < at(reach, k + 1));
    const fromX = Math.max(0, at(reach, down ? k + 1 : k - 1));
    const fromY = fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY && x > 0 && y > 0 && old[x - 1] === now[y - 1]) {
      lines.push({ kind: 'same', text: old[x - 1] ?? '' });
      x--;
      y--;
    }
    if (edits === 0) break;
    if (down) lines.push({ kind: 'added', text: now[y - 1] ?? '' });
    else lines.push({ kind: 'removed', text: old[x - 1] ?? '' });
    x = fromX;
    y = fromY;
  }
  return lines.reverse();
}

function withContext(all: readonly DiffLine[]): DiffLine[] {
  const near = (index: number) => [-1, 0, 1].some((step) => (all[index + step]?.kind ?? 'same') !== 'same');
  const lines: DiffLine[] = [];
  all.forEach((line, index) => {
    if (near(index)) lines.push(line);
    else if (lines.length > 0 && lines.at(-1)?.kind !== 'gap') lines.push({ kind: 'gap', text: '' });
  });
  if (lines.at(-1)?.kind === 'gap') lines.pop();
  return lines;
}
