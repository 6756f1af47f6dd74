import type { Operation } from '../../model';

/** What distinguishes a step from its gentler form, where a tool has an option for it. */
export type Gentler = 'concurrently' | 'notValid';

const FLAGS: readonly Gentler[] = ['concurrently', 'notValid'];

/** What makes the second operation gentler than the first, if they are the same but for that. */
export function gentlerOf(own: Operation, other: Operation): Gentler | 'same' | undefined {
  if (own.kind !== other.kind) return undefined;
  if (meaningOf(own, []) === meaningOf(other, [])) return 'same';
  return FLAGS.find((flag) => meaningOf(own, [flag]) === meaningOf(other, [flag]));
}

/** An operation without its places. */
function meaningOf(operation: Operation, except: readonly string[]): string {
  return JSON.stringify(operation, (key, value: unknown) =>
    /^(?:span|at|nullableSpan|defaultSpan)$/.test(key) || except.includes(key) ? undefined : value,
  );
}
