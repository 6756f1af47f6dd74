/** What a number in the body begins: its lowest bits say which, the rest is a count, an index or a value. */
export const TAG = {
  /** One of `WORDS`. */
  word: 0,
  integer: 1,
  /** Any other number, as its text among the strings. */
  number: 2,
  string: 3,
  external: 4,
  /** An object that was written before. */
  again: 5,
  array: 6,
  map: 7,
  set: 8,
  /** An object with the keys of a shape. */
  object: 9,
  /** A `Span`: half of all objects. */
  span: 10,
} as const;

export const TAG_BITS = 4;
export const TAG_MASK = (1 << TAG_BITS) - 1;

export const WORDS = [undefined, null, false, true] as const;

/** What stands before the body: strings and lists of keys, each once. */
export interface Head {
  readonly strings: readonly string[];
  readonly shapes: readonly (readonly string[])[];
}
