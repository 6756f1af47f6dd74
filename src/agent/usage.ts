/** Tokens and what they cost. */

export interface Usage {
  /** Tokens read afresh; those read from the cache and written to it are counted apart. */
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

export const noUsage: Usage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
  };
}

/** All that the model had before it in the turn that reported this usage: what fills the context window. */
export function contextTokens(usage: Usage): number {
  return usage.input + usage.cacheRead + usage.cacheWrite + usage.output;
}

/** US dollars for a million tokens. */
interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/**
 * List prices of November 2026 (platform.claude.com, Models overview, "Price / MTok"); the cache is written for five minutes.
 * A model that is not listed has no cost here, rather than a guessed one.
 */
const PRICES: ReadonlyMap<string, Price> = new Map([
  ['claude-fable-5-1', { input: 10, output: 50, cacheRead: 1, cacheWrite: 12.5 }],
  ['claude-opus-5-5', { input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5 }],
  ['claude-opus-5', { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 }],
  ['claude-sonnet-5-5', { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5 }],
  ['claude-sonnet-5', { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5 }],
]);

/** The cost in US dollars at list price: always an estimate, since accounts have prices of their own. */
export function estimateCost(model: string, usage: Usage): number | undefined {
  const price = PRICES.get(model);
  if (price === undefined) return undefined;
  const millionths =
    usage.input * price.input +
    usage.output * price.output +
    usage.cacheRead * price.cacheRead +
    usage.cacheWrite * price.cacheWrite;
  return millionths / 1_000_000;
}
