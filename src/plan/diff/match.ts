import { type DiffContext, same } from './context';
import { isMadeUp } from './keys';

/** Keys of one kind on both sides: what stays, what only changes its name, what goes, what comes. */
export interface Matched<T> {
  readonly kept: readonly { readonly before: T; readonly after: T }[];
  readonly renamed: readonly { readonly from: T; readonly to: T }[];
  readonly gone: readonly T[];
  readonly fresh: readonly T[];
}

const NOTHING = { kept: [], renamed: [], gone: [], fresh: [] } as const;

interface Key {
  readonly name: string;
}

/**
 * Pairs keys by what they are. Where names count, one with another name is renamed; where the tool makes names up, it stays.
 * The same name on something else is that thing dropped and made anew.
 */
export function matchKeys<T extends Key>(
  context: DiffContext,
  before: readonly T[],
  after: readonly T[],
  sign: (key: T) => string,
): Matched<T> {
  if (before.length === 0 && after.length === 0) return NOTHING;
  const left = new Map<string, T[]>();
  for (const key of before) {
    const known = left.get(sign(key));
    if (known) known.push(key);
    else left.set(sign(key), [key]);
  }
  const kept: { before: T; after: T }[] = [];
  const renamed: { from: T; to: T }[] = [];
  const fresh: T[] = [];
  const waiting: T[] = [];
  for (const key of after) {
    const found = left.get(sign(key)) ?? [];
    const twin = found.find((one) => same(context, one.name, key.name));
    if (twin) {
      found.splice(found.indexOf(twin), 1);
      kept.push({ before: twin, after: key });
    } else waiting.push(key);
  }
  for (const key of waiting) {
    const found = left.get(sign(key)) ?? [];
    const twin = found.shift();
    if (!twin) fresh.push(key);
    else if (context.says.names === 'exact' && !isMadeUp(twin.name) && !isMadeUp(key.name))
      renamed.push({ from: twin, to: key });
    else kept.push({ before: twin, after: key });
  }
  return { kept, renamed, gone: [...left.values()].flat(), fresh };
}
