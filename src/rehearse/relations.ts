/** Relations of the database as a trace knows them, and the queries that tell. */
import type { Engine, Row } from './engine';
import type { TakenLock } from './result';

export interface Relation {
  readonly oid: number;
  /** With its schema where that is not public. */
  readonly name: string;
  readonly of: TakenLock['of'] | 'toast';
  readonly filenode: number;
  /** Of an index. */
  readonly table?: number;
}

const KINDS: Readonly<Record<string, Relation['of']>> = {
  r: 'table',
  p: 'table',
  f: 'table',
  i: 'index',
  I: 'index',
  v: 'view',
  m: 'materialized view',
  S: 'sequence',
  t: 'toast',
};

const COLUMNS = `c.oid::int AS oid, CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS name,
  c.relkind::text AS kind, coalesce(pg_relation_filenode(c.oid), 0)::int AS filenode, i.indrelid::int AS tbl`;

const JOINS = `LEFT JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indexrelid = c.oid`;

/** Oids below are the system's own (access/transam.h, FirstNormalObjectId). */
const FIRST_OWN = 16384;

/** Every relation that is not the system's. */
export async function relationsNow(engine: Engine): Promise<ReadonlyMap<number, Relation>> {
  const rows = await engine.query(`SELECT ${COLUMNS} FROM pg_class c ${JOINS} WHERE c.oid >= ${FIRST_OWN}`);
  return new Map(rows.flatMap((row) => relationOf(row) ?? []).map((relation) => [relation.oid, relation]));
}

export function relationOf(row: Row): Relation | undefined {
  if (row.name === null || row.name === undefined) return undefined;
  return {
    oid: Number(row.oid),
    name: String(row.name),
    of: String(row.name).startsWith('pg_toast.') ? 'toast' : (KINDS[String(row.kind)] ?? 'other'),
    filenode: Number(row.filenode),
    ...(row.tbl === null ? {} : { table: Number(row.tbl) }),
  };
}

/** How often a table was read, and what was written to it, since its transaction (or its server) began. */
export interface Counts {
  readonly scans: number;
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

export const NO_COUNTS: Counts = { scans: 0, read: 0, inserted: 0, updated: 0, deleted: 0 };

export function countsOf(row: Row): Counts {
  return {
    scans: Number(row.scans ?? 0),
    read: Number(row.read ?? 0),
    inserted: Number(row.inserted ?? 0),
    updated: Number(row.updated ?? 0),
    deleted: Number(row.deleted ?? 0),
  };
}

export function countsSince(before: Counts, after: Counts): Counts {
  return {
    scans: after.scans - before.scans,
    read: after.read - before.read,
    inserted: after.inserted - before.inserted,
    updated: after.updated - before.updated,
    deleted: after.deleted - before.deleted,
  };
}

/** A relation that the transaction holds a lock on; `relation` is absent when it was dropped. */
export interface Locked {
  readonly oid: number;
  readonly modes: readonly string[];
  readonly relation: Relation | undefined;
  readonly counts: Counts;
}

/**
 * Locks, file nodes and counts of what the transaction has locked: one query, and only of those relations, for asking all of them
 * costs more than most statements.
 */
export async function lockedNow(engine: Engine): Promise<readonly Locked[]> {
  const rows = await engine.query(`SELECT l.oid::int AS lock_oid, l.modes, ${COLUMNS},
    pg_stat_get_xact_numscans(l.oid)::int AS scans, pg_stat_get_xact_tuples_returned(l.oid)::int AS read,
    pg_stat_get_xact_tuples_inserted(l.oid)::int AS inserted, pg_stat_get_xact_tuples_updated(l.oid)::int AS updated,
    pg_stat_get_xact_tuples_deleted(l.oid)::int AS deleted
    FROM (SELECT relation AS oid, string_agg(mode, ',') AS modes FROM pg_locks
      WHERE locktype = 'relation' AND pid = pg_backend_pid() AND relation >= ${FIRST_OWN} GROUP BY 1) l
    LEFT JOIN pg_class c ON c.oid = l.oid ${JOINS}`);
  return rows.map((row) => ({
    oid: Number(row.lock_oid),
    modes: String(row.modes).split(','),
    relation: relationOf(row),
    counts: countsOf(row),
  }));
}

/** The same counts since the server started, for what cannot run in a transaction. */
export async function countsNow(engine: Engine): Promise<ReadonlyMap<number, Counts>> {
  await engine.query('SELECT pg_stat_force_next_flush()');
  await engine.query('SELECT pg_stat_clear_snapshot()');
  const rows =
    await engine.query(`SELECT relid::int AS oid, coalesce(seq_scan, 0)::int AS scans, coalesce(seq_tup_read, 0)::int AS read,
    n_tup_ins::int AS inserted, n_tup_upd::int AS updated, n_tup_del::int AS deleted
    FROM pg_stat_all_tables WHERE relid >= ${FIRST_OWN}`);
  return new Map(rows.map((row) => [Number(row.oid), countsOf(row)]));
}
