import type { Dialect } from '../../model';
import { type SqlToken, tokensOf } from '../../sql';

/** A stretch of a query's tokens. */
export interface Stretch {
  readonly text: string;
  readonly all: readonly SqlToken[];
  readonly from: number;
  readonly to: number;
}

export function stretchOf(text: string, dialect: Dialect): Stretch {
  const all = tokensOf(text, dialect);
  return { text, all, from: 0, to: all.length };
}

export const within = (stretch: Stretch, from: number, to: number): Stretch => ({
  ...stretch,
  from,
  to: Math.max(from, to),
});

export const tokenAt = ({ all, to }: Stretch, at: number): SqlToken | undefined => (at < to ? all[at] : undefined);

/** The index after the token at `at`: behind its closing bracket where it opens one. */
export function after(stretch: Stretch, at: number): number {
  const pair = stretch.all[at]?.pair ?? -1;
  return pair > at ? Math.min(pair + 1, stretch.to) : at + 1;
}

/** Indexes of the tokens that stand outside brackets. */
export function* topLevel(stretch: Stretch): Generator<number> {
  for (let at = stretch.from; at < stretch.to; at = after(stretch, at)) yield at;
}

/** The first place outside brackets, from `start`, where one of the words stands; the end where none does. */
export function findWord(stretch: Stretch, words: ReadonlySet<string>, start = stretch.from): number {
  for (const at of topLevel(within(stretch, start, stretch.to))) {
    const token = stretch.all[at];
    if (token?.kind === 'word' && words.has(token.word)) return at;
  }
  return stretch.to;
}

/** Taken apart at a word or sign that stands outside brackets. `between … and …` is not taken apart. */
export function splitAt(stretch: Stretch, separator: string): readonly Stretch[] {
  const parts: Stretch[] = [];
  let from = stretch.from;
  let between = false;
  for (const at of topLevel(stretch)) {
    const word = stretch.all[at]?.word ?? '';
    if (word === 'between') between = true;
    if (word !== separator) continue;
    if (separator === 'and' && between) {
      between = false;
      continue;
    }
    parts.push(within(stretch, from, at));
    from = at + 1;
  }
  parts.push(within(stretch, from, stretch.to));
  return parts.filter((part) => part.to > part.from);
}

/** The inside of the bracket at `at`. */
export const inside = (stretch: Stretch, at: number): Stretch =>
  within(stretch, at + 1, Math.min(stretch.all[at]?.pair ?? at + 1, stretch.to));

export function textOf({ text, all, from, to }: Stretch): string {
  const first = all[from];
  const last = all[to - 1];
  return first === undefined || last === undefined ? '' : text.slice(first.start, last.end);
}

export const startOf = ({ all, from, text }: Stretch): number => all[from]?.start ?? text.length;
export const endOf = ({ all, to }: Stretch): number => all[to - 1]?.end ?? 0;

/** Words that end an expression or stand for no column. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  'select from where and or not in is null like ilike between exists as on using join inner left right full outer cross natural group order by having limit offset fetch union intersect except distinct all any some case when then else end asc desc nulls first last true false interval current_date current_timestamp current_time now default returning set values with recursive lateral for update only escape collate at time zone cast date timestamp over partition rows range preceding following unbounded row next top'.split(
    ' ',
  ),
);
