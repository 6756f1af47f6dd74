import type { Texts } from '../code/django/texts';
import type { ReadFile, SourceFile } from '../format';
import type { History } from './step';

/** A reading of a project's migrations, with the models as they stood before some of them. */
export interface Run {
  readonly files: readonly SourceFile[];
  /** What else decides what is read, by which two readings can be compared. */
  readonly start: string;
  /** Other files that were looked at, as they were. */
  readonly asked: ReadonlyMap<string, string | undefined>;
  readonly results: readonly ReadFile[];
  readonly standing: ReadonlyMap<number, History>;
}

/** Where a reading may go on from, and what it need not read again. */
export interface Resumed {
  readonly results: readonly ReadFile[];
  readonly history: History;
  readonly standing: ReadonlyMap<number, History>;
}

/** Projects whose last reading is remembered. */
const MOST_RUNS = 8;
/** Readings of fewer files are done anew as quickly. */
const FEWEST_FILES = 32;
/** Times that the models are set down in one reading. */
const TIMES = 64;

const runs = new Map<string, Run>();

function slotOf(files: readonly SourceFile[], start: string): string {
  return `${files[0]?.uri ?? ''} ${start}`;
}

/** True where the models are to be set down before a file is read. */
export function isResting(index: number, { length }: readonly SourceFile[]): boolean {
  return length >= FEWEST_FILES && index % Math.ceil(length / TIMES) === 0;
}

/** A history that stays as it is while the other goes on. */
export function setDown({ setting, models }: History): History {
  return { setting, models: new Map(models) };
}

export function remember(run: Run): void {
  if (run.files.length < FEWEST_FILES) return;
  const slot = slotOf(run.files, run.start);
  runs.delete(slot);
  runs.set(slot, run);
  // The oldest goes first: a Map keeps the order of insertion.
  if (runs.size > MOST_RUNS) runs.delete(runs.keys().next().value ?? slot);
}

/**
 * The last reading up to the first file that has changed: what a migration does depends on those before it and on none behind it.
 * Every other file that it looked at is asked for again, so that whoever follows what is asked knows of them.
 */
export function resumed(files: readonly SourceFile[], start: string, texts: Texts): Resumed | undefined {
  const run = runs.get(slotOf(files, start));
  if (!run || !samePaths(run.files, files)) return undefined;
  const isSame = [...run.asked].filter(([path, text]) => texts(path) !== text).length === 0;
  if (!isSame) return undefined;
  const changed = files.findIndex(({ text }, at) => text !== run.files[at]?.text);
  let from = changed < 0 ? files.length : changed;
  while (from > 0 && !run.standing.has(from)) from--;
  const history = run.standing.get(from);
  if (!history) return undefined;
  const standing = new Map([...run.standing].filter(([at]) => at <= from));
  return { results: run.results.slice(0, from), history: setDown(history), standing };
}

/** Which migrations there are decides what those that were squashed stand for. */
function samePaths(a: readonly SourceFile[], b: readonly SourceFile[]): boolean {
  return a.length === b.length && a.every(({ uri, path }, at) => uri === b[at]?.uri && path === b[at].path);
}
