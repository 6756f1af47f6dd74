/** What one statement does to the relations: locks, rewrites, indexes built, scans, rows written. */
import type { LockMode } from '../model';
import type { Engine, Ran } from './engine';
import { lockModeOf, rank, strongest } from './locks';
import { manualLocks } from './manual-locks';
import {
  type Counts,
  countsNow,
  countsSince,
  type Locked,
  lockedNow,
  NO_COUNTS,
  type Relation,
  relationsNow,
} from './relations';
import type { Effects, Scan, TakenLock, Written } from './result';
import { rewriteReasons } from './rewrite-reasons';
import type { Step } from './statements';

export const NO_EFFECTS: Effects = {
  locks: [],
  locksFrom: 'engine',
  rewrites: [],
  indexesBuilt: [],
  indexesRebuilt: [],
  emptied: [],
  scans: [],
  written: [],
};

export interface Traced {
  readonly ran: Ran;
  readonly effects: Effects;
}

/** Follows the statements of one migration. */
export interface Tracer {
  /** To be called before BEGIN: what was locked and counted is over. */
  transactionBegins(): Promise<void>;
  /** Inside a transaction that stays open. */
  inside(step: Step, sql: string): Promise<Traced>;
  /** A statement that refuses a transaction. */
  outside(step: Step, sql: string): Promise<Traced>;
  /** The strongest lock on every relation since the transaction began. */
  held(): readonly TakenLock[];
}

export async function createTracer(engine: Engine): Promise<Tracer> {
  // What was there before the migration keeps its name; what the migration makes is nobody else's to wait for.
  const own = new Set<number>();
  let known = new Map(await relationsNow(engine));
  let locked = new Map<number, Locked>();
  let strongestHeld = new Map<number, TakenLock>();

  const noteLocks = (oid: number, modes: readonly LockMode[]): TakenLock | undefined => {
    const relation = known.get(oid);
    const mode = strongest(modes);
    if (!relation || !mode || relation.of === 'toast' || own.has(oid)) return undefined;
    const lock: TakenLock = { relation: relation.name, of: relation.of, mode };
    const before = strongestHeld.get(oid);
    if (!before || rank(before.mode) < rank(mode)) strongestHeld.set(oid, lock);
    return lock;
  };

  return {
    transactionBegins: async () => {
      locked = new Map();
      strongestHeld = new Map();
      // Counts "of the transaction" are those since the last report to the statistics.
      await engine.query('SELECT pg_stat_force_next_flush()');
    },
    held: () => [...strongestHeld.values()],
    inside: async (step, sql) => {
      const ran = await engine.run(sql);
      if (ran.kind === 'failed') return { ran, effects: NO_EFFECTS };
      const now = await lockedNow(engine);
      const locks = now.flatMap(({ oid, modes }) => {
        const before = locked.get(oid)?.modes ?? [];
        const fresh = modes.filter((mode) => !before.includes(mode)).flatMap((mode) => lockModeOf(mode) ?? []);
        return noteLocks(oid, fresh) ?? [];
      });
      const after = new Map(known);
      for (const { oid, relation } of now) {
        if (relation) after.set(oid, relation);
        else after.delete(oid);
      }
      const counts = now.map(
        ({ oid, counts }) => [oid, countsSince(locked.get(oid)?.counts ?? NO_COUNTS, counts)] as const,
      );
      const effects = compare(known, after, new Map(counts), step, ran);
      for (const { oid, relation } of now) if (relation && !known.has(oid)) own.add(oid);
      known = after;
      locked = new Map(now.map((one) => [one.oid, one]));
      return { ran, effects: { ...effects, locks, locksFrom: 'engine' } };
    },
    outside: async (step, sql) => {
      const before = await countsNow(engine);
      const ran = await engine.run(sql);
      const after = new Map(await relationsNow(engine));
      if (ran.kind === 'failed') {
        known = after;
        return { ran, effects: NO_EFFECTS };
      }
      const counts = [...(await countsNow(engine))].map(
        ([oid, now]) => [oid, countsSince(before.get(oid) ?? NO_COUNTS, now)] as const,
      );
      const effects = compare(known, after, new Map(counts), step, ran);
      const locks = manualLocks(step.operations, known);
      for (const oid of after.keys()) if (!known.has(oid)) own.add(oid);
      known = after;
      return { ran, effects: { ...effects, locks, locksFrom: 'manual' } };
    },
  };
}

/** The effects of one statement, locks aside. */
function compare(
  before: ReadonlyMap<number, Relation>,
  after: ReadonlyMap<number, Relation>,
  counts: ReadonlyMap<number, Counts>,
  step: Step,
  ran: Ran,
): Omit<Effects, 'locks' | 'locksFrom'> {
  const truncates = step.operations.some(
    (operation) => operation.kind === 'changeData' && operation.change === 'truncate',
  );
  const reasons = ran.kind === 'applied' ? rewriteReasons(ran.notices) : new Map<string, string>();
  const replaced = [...before.values()].filter(
    ({ oid, filenode }) => filenode !== 0 && (after.get(oid)?.filenode ?? filenode) !== filenode,
  );
  const tables = replaced.filter(({ of }) => of === 'table' || of === 'materialized view');
  return {
    rewrites: truncates
      ? []
      : tables.map(({ oid, name }) => {
          const because = reasons.get(String(oid));
          return { table: name, ...(because === undefined ? {} : { because }) };
        }),
    emptied: truncates ? tables.map(({ name }) => name) : [],
    ...indexes(before, after, replaced),
    scans: read(before, counts),
    written: written(before, counts),
  };
}

/** ALTER TYPE drops an index and makes it again under its name: another oid. With the same file it was kept, not rebuilt. */
function indexes(
  before: ReadonlyMap<number, Relation>,
  after: ReadonlyMap<number, Relation>,
  replaced: readonly Relation[],
): Pick<Effects, 'indexesBuilt' | 'indexesRebuilt'> {
  const isIndex = ({ of }: Relation) => of === 'index';
  const rebuilt = replaced.filter(isIndex).map(({ name }) => name);
  const gone = new Map(
    [...before.values()].filter((one) => isIndex(one) && !after.has(one.oid)).map((one) => [one.name, one]),
  );
  const made = [...after.values()].filter((one) => isIndex(one) && !before.has(one.oid));
  const again = made.filter(({ name, filenode }) => {
    const old = gone.get(name);
    return old !== undefined && old.filenode !== filenode;
  });
  return {
    indexesRebuilt: [...rebuilt, ...again.map(({ name }) => name)],
    indexesBuilt: made
      .filter(({ name, table }) => !gone.has(name) && table !== undefined && before.has(table))
      .map(({ name }) => name),
  };
}

const isTable = (relation: Relation | undefined): relation is Relation =>
  relation !== undefined && (relation.of === 'table' || relation.of === 'materialized view');

/** A scan that found no row is a build over nothing. */
function read(before: ReadonlyMap<number, Relation>, counts: ReadonlyMap<number, Counts>): readonly Scan[] {
  return [...counts].flatMap(([oid, { scans, read }]) => {
    const relation = before.get(oid);
    return scans > 0 && read > 0 && isTable(relation) ? [{ table: relation.name, times: scans, rows: read }] : [];
  });
}

function written(before: ReadonlyMap<number, Relation>, counts: ReadonlyMap<number, Counts>): readonly Written[] {
  return [...counts].flatMap(([oid, { inserted, updated, deleted }]) => {
    const relation = before.get(oid);
    return inserted + updated + deleted > 0 && isTable(relation) && relation.of === 'table'
      ? [{ table: relation.name, inserted, updated, deleted }]
      : [];
  });
}
