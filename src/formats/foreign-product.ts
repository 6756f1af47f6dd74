import type { FilePort } from './format';

/** What only a dialect that we do not read has. */
const FOREIGN: readonly (readonly [string, RegExp])[] = [
  ['ClickHouse', /\bENGINE\s*=?\s*(?:Replicated)?\w*MergeTree\b/i],
];

/** The product that a text is plainly written for and that is not supported. */
export function foreignProduct(text: string): string | undefined {
  return FOREIGN.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Files enough to judge a folder by. */
const SAMPLE = 40;

/** The unsupported product that most of some files are written for. */
export function foreignFiles(files: FilePort, paths: readonly string[]): string | undefined {
  const step = Math.max(1, Math.floor(paths.length / SAMPLE));
  const sample = paths.filter((_, i) => i % step === 0);
  const products = sample.map((path) => foreignProduct(files.text(path) ?? ''));
  const counts = new Map<string, number>();
  for (const product of products) if (product !== undefined) counts.set(product, (counts.get(product) ?? 0) + 1);
  return [...counts].find(([, count]) => count * 2 > sample.length)?.[0];
}
