import type { Finding } from './finding';
import type { DataLayer } from './migration';

const RANK = { error: 0, warning: 1, info: 2 } as const;

/** How many migrations came after a file; what states the schema as it stands (models, dumps) comes before all of them. */
function ages(layers: readonly DataLayer[]): ReadonlyMap<string, number> {
  const age = new Map<string, number>();
  for (const { migrations } of layers) {
    migrations.forEach(({ uri, down }, at) => {
      const later = migrations.length - at;
      age.set(uri, later);
      if (down.kind === 'script') age.set(down.uri, later);
    });
  }
  return age;
}

/**
 * The order to read findings in: the worst first; among equals what can still be changed, so the newest migration before the
 * oldest, which has long been applied; in a file from the top.
 */
export function readingOrder(layers: readonly DataLayer[]): (a: Finding, b: Finding) => number {
  const age = ages(layers);
  return (a, b) =>
    RANK[a.severity] - RANK[b.severity] ||
    (age.get(a.span.uri) ?? 0) - (age.get(b.span.uri) ?? 0) ||
    a.span.uri.localeCompare(b.span.uri, undefined, { numeric: true }) ||
    a.span.start.offset - b.span.start.offset;
}
