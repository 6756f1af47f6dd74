/** Checks of parsed JSON that say where a value is wrong and what would be right. */

export interface Wrong {
  /** `rules["id"]`, `dataLayers[0].path`. */
  readonly at: string;
  readonly expected: string;
}

/** Gives the value when it is right; else notes what is wrong and gives nothing, or what of it is right. */
export type Check<T> = (value: unknown, at: string, wrong: Wrong[]) => T | undefined;

function refuse(wrong: Wrong[], at: string, expected: string): undefined {
  wrong.push({ at, expected });
  return undefined;
}

export const text: Check<string> = (value, at, wrong) =>
  typeof value === 'string' ? value : refuse(wrong, at, 'a text');

export const truth: Check<boolean> = (value, at, wrong) =>
  typeof value === 'boolean' ? value : refuse(wrong, at, 'true or false');

export const positive: Check<number> = (value, at, wrong) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? value
    : refuse(wrong, at, 'a number that is not negative');

export function oneOf<T extends string>(known: readonly T[]): Check<T> {
  return (value, at, wrong) =>
    known.find((one) => one === value) ?? refuse(wrong, at, `one of ${known.map((one) => `"${one}"`).join(', ')}`);
}

export function items<T>(item: Check<T>): Check<readonly T[]> {
  return (value, at, wrong) => {
    if (!Array.isArray(value)) return refuse(wrong, at, 'a list');
    return value.flatMap((one: unknown, i) => item(one, `${at}[${i}]`, wrong) ?? []);
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function dictionary<T>(item: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value, at, wrong) => {
    if (!isObject(value)) return refuse(wrong, at, 'an object');
    const right = Object.entries(value).flatMap(([key, one]) => {
      const found = item(one, `${at}["${key}"]`, wrong);
      return found === undefined ? [] : [[key, found] as const];
    });
    return Object.fromEntries(right);
  };
}

/** An object of known keys, all optional. */
export function fields<T extends object>(
  known: { readonly [K in keyof Required<T>]: Check<NonNullable<T[K]>> },
): Check<T> {
  return (value, at, wrong) => {
    if (!isObject(value)) return refuse(wrong, at, 'an object');
    const right: Partial<T> = {};
    for (const [key, one] of Object.entries(value)) {
      const path = at === '' ? key : `${at}.${key}`;
      if (!Object.hasOwn(known, key)) {
        wrong.push({ at: path, expected: `left out: the known keys are ${Object.keys(known).join(', ')}` });
        continue;
      }
      const field = key as keyof T;
      const found = known[field](one, path, wrong);
      if (found !== undefined) right[field] = found;
    }
    return right as T;
  };
}
