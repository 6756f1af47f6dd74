/** PostgreSQL's table locks: their order, and what each blocks. */
import { LOCK_MODES, type LockMode } from '../model';

/** `AccessExclusiveLock`, as pg_locks has it. */
export function lockModeOf(name: string): LockMode | undefined {
  const spaced = name.replace(/Lock$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return LOCK_MODES.find((mode) => mode === spaced.toUpperCase());
}

export function strongest(modes: readonly LockMode[]): LockMode | undefined {
  return modes.reduce<LockMode | undefined>(
    (best, mode) => (best && rank(best) >= rank(mode) ? best : mode),
    undefined,
  );
}

export function rank(mode: LockMode): number {
  return LOCK_MODES.indexOf(mode);
}

/** Numbers of LOCK_MODES that each mode conflicts with (Table 13.2 "Conflicting Lock Modes"). */
const CONFLICTS: readonly (readonly number[])[] = [
  [7],
  [6, 7],
  [4, 5, 6, 7],
  [3, 4, 5, 6, 7],
  [2, 3, 5, 6, 7],
  [2, 3, 4, 5, 6, 7],
  [1, 2, 3, 4, 5, 6, 7],
  [0, 1, 2, 3, 4, 5, 6, 7],
];

export function conflicts(a: LockMode, b: LockMode): boolean {
  return CONFLICTS[rank(a)]?.includes(rank(b)) ?? false;
}

/** What others do to a table, and the lock that it takes. */
const WORK: readonly (readonly [what: string, mode: LockMode])[] = [
  ['reads', 'ACCESS SHARE'],
  ['SELECT FOR UPDATE', 'ROW SHARE'],
  ['writes', 'ROW EXCLUSIVE'],
  ['vacuum, analyze and concurrent index builds', 'SHARE UPDATE EXCLUSIVE'],
];

/** What the lock blocks, for people: `reads and writes`, `writes`, `other changes of the schema`. */
export function blockedBy(mode: LockMode): string {
  const blocked = WORK.filter(([, other]) => conflicts(mode, other)).map(([what]) => what);
  if (blocked.includes('reads')) return 'reads and writes';
  if (blocked.includes('writes'))
    return blocked.includes('SELECT FOR UPDATE') ? 'writes and SELECT FOR UPDATE' : 'writes';
  return rank(mode) >= rank('ROW EXCLUSIVE') ? 'other changes of the schema only' : 'only what drops or rewrites it';
}

/** True when applications wait for it. */
export function blocksWork(mode: LockMode): boolean {
  return conflicts(mode, 'ROW EXCLUSIVE');
}
