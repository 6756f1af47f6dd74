/** Things of the workspace that can be put beside a question by typing `@`: found by parts of their names, best first. */
import type { ContextChip } from '../../protocol';

const MOST = 12;
/** What was listed is taken as it is for so long, in milliseconds: a search must not wait for the server at each key. */
const FRESH = 10_000;

export interface Mentions {
  find(text: string): Promise<readonly ContextChip[]>;
  /** One that was found, by its id. */
  get(id: string): ContextChip | undefined;
}

/** Searches what `choices` lists. */
export function createMentions(choices: () => Promise<readonly ContextChip[]>, now: () => number): Mentions {
  let listed: { readonly at: number; readonly all: Promise<readonly ContextChip[]> } | undefined;
  const found = new Map<string, ContextChip>();
  const all = () => {
    if (listed === undefined || now() - listed.at > FRESH) listed = { at: now(), all: choices().catch(() => []) };
    return listed.all;
  };
  return {
    find: async (text) => {
      const best = bestMatches(text, await all());
      found.clear();
      for (const chip of best) found.set(chip.id, chip);
      return best;
    },
    get: (id) => found.get(id),
  };
}

/** The choices whose label has the letters of the text in their order, best first; all kinds alike when nothing is typed. */
export function bestMatches(text: string, choices: readonly ContextChip[]): readonly ContextChip[] {
  const typed = text.toLowerCase();
  if (typed === '') return choices.filter(({ kind }) => kind === 'table').slice(0, MOST);
  const scored = choices.flatMap((chip) => {
    const score = scoreOf(typed, chip.label.toLowerCase());
    return score === undefined ? [] : [{ chip, score }];
  });
  return scored
    .sort(
      (a, b) =>
        a.score - b.score || a.chip.label.length - b.chip.label.length || a.chip.label.localeCompare(b.chip.label),
    )
    .slice(0, MOST)
    .map(({ chip }) => chip);
}

/** Lower is better: the whole, its beginning, the beginning of a word, within, letters with others between; undefined: none. */
function scoreOf(typed: string, label: string): number | undefined {
  if (label === typed) return 0;
  const at = label.indexOf(typed);
  if (at === 0) return 1;
  if (at > 0) return /[\W_]/.test(label[at - 1] ?? '') ? 2 : 3;
  let from = 0;
  for (const letter of typed) {
    from = label.indexOf(letter, from) + 1;
    if (from === 0) return undefined;
  }
  return 4;
}
