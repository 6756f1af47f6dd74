import type { CachedRead } from './cached-read';
import type { TeamConfig } from './config';
import type { Discovery } from './discover';
import { type Keeping, recall } from './kept';
import type { LayerState } from './layer';
import type { Notice } from './notice';
import type { KnownSet } from './read-located';

/** What a root has worked out of its files. */
export interface Known {
  readonly config: TeamConfig;
  readonly configNotices: readonly Notice[];
  readonly discovery: Discovery;
  readonly states: readonly LayerState[];
}

/** What one session leaves for the next. */
export interface Left {
  readonly known: Known;
  readonly sets: ReadonlyMap<string, KnownSet>;
}

/** What an earlier session left. Only this very build can have sealed it: its shape is what this build writes. */
export function recallKnown(
  keeping: Keeping | undefined,
): { readonly left: Left; readonly state: 'current' | 'outdated' } | undefined {
  const found = keeping && recall(keeping);
  return found && { left: found.value as Left, state: found.state };
}

/** Readings of files by themselves: those of sets come with their sets. */
export function singleReads({ known, sets }: Left): readonly CachedRead[] {
  const ofSets = new Set([...sets.values()].flatMap(({ reads }) => reads));
  const all = known.states.flatMap(({ entries, declared }) => [
    ...entries.flatMap(({ up, down }) => (down ? [up, down] : [up])),
    ...declared.flatMap(({ reads }) => reads),
  ]);
  return all.filter((one) => !ofSets.has(one));
}
