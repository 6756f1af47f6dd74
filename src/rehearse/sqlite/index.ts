/** The rehearsal of a migration of SQLite: base, rows, up, down, up. */
import type { Catalogue } from '../catalogue';
import { differencesBetween } from '../compare';
import { type Engine, EngineEnded, type EnginePort } from '../engine';
import type { RehearsalRequest } from '../request';
import type {
  AgainEvidence,
  BaseEvidence,
  DownEvidence,
  Rehearsal,
  RehearsalOutcome,
  RowsEvidence,
  Standing,
} from '../result';
import { type RanScript, runScript } from '../run';
import { quoted } from '../seed/tables';
import { merged, verdictOf } from '../summary';
import { tablesIn } from '../touched';
import { applyTo } from './base';
import { sqliteCatalogue } from './catalogue';
import { countOf, type SqliteSeeded, seedSqlite } from './seed';
import { sqliteTracer } from './trace';

export async function rehearseSqlite(request: RehearsalRequest, engines: EnginePort): Promise<RehearsalOutcome> {
  const { id, name, uri } = request.migration;
  try {
    const varied = await attempt(request, engines, 'varied');
    // SQLITE_CONSTRAINT: rows, and not the statement, are wrong.
    if (
      varied.kind !== 'rehearsed' ||
      !varied.up.some(({ outcome }) => outcome.kind === 'failed' && outcome.error.code === 'SQLITE 19')
    )
      return varied;
    const clean = await attempt(request, engines, 'clean');
    const stopped = varied.up.findIndex(({ outcome }) => outcome.kind === 'failed');
    const failure = varied.up[stopped]?.outcome;
    if (clean.verdict === 'failed' || failure?.kind !== 'failed') return varied;
    return {
      ...clean,
      up: clean.up.map((one, at) => (at === stopped ? { ...one, dependsOnData: failure.error } : one)),
    };
  } catch (thrown) {
    if (!(thrown instanceof EngineEnded)) throw thrown;
    return { kind: 'not rehearsed', migration: { id, name, uri }, because: thrown.message };
  }
}

async function attempt(request: RehearsalRequest, engines: EnginePort, kind: 'varied' | 'clean'): Promise<Rehearsal> {
  const engine = await engines.open({ extensions: [], dialect: 'sqlite' });
  try {
    const base = await applyTo(engine, request);
    return await upDownUp(request, engine, base, kind);
  } finally {
    engine.end();
  }
}

async function upDownUp(
  request: RehearsalRequest,
  engine: Engine,
  base: BaseEvidence,
  kind: 'varied' | 'clean',
): Promise<Rehearsal> {
  const { migration, sizes } = request;
  const names = tablesIn(
    migration.up.flatMap(({ operations }) => operations),
    'sqlite',
  );
  const before = await sqliteCatalogue(engine);
  const seeded = await seedSqlite(engine, names, sizes[0], kind);
  const counts = await countsOf(engine, seeded);
  const run = (steps: RehearsalRequest['migration']['up'], rows: number) =>
    runScript(engine, sqliteTracer(engine), steps, migration.transaction, rows);
  const up = await run(migration.up, sizes[0]);
  const common = { request, engine, base, seeded, up };
  const hasDown = migration.down.kind === 'steps';
  const notRun = { kind: 'not run', because: 'the way up did not come to its end' } as const;
  if (up.failure || up.ended)
    return whole({
      ...common,
      before,
      rows: [],
      notShown: [],
      down: hasDown ? notRun : downOf(request),
      again: notRun,
    });
  const after = await sqliteCatalogue(engine);
  const notShown = await brokenReferences(engine);
  const rows = await rowsSince(engine, counts);
  const found = { ...common, before, after, rows, notShown };
  if (migration.down.kind !== 'steps')
    return whole({ ...found, down: downOf(request), again: { kind: 'not run', because: 'there is no way back' } });
  const back = await run(migration.down.steps, sizes[0]);
  if (back.failure || back.ended)
    return whole({
      ...found,
      down: { kind: 'ran', statements: back.statements, differences: [], lost: [] },
      again: { kind: 'not run', because: 'the way back did not come to its end' },
    });
  const differences = differencesBetween(before, await sqliteCatalogue(engine));
  const lost = (await rowsSince(engine, counts)).flatMap((one) => (one.before === one.after ? [] : [one.table]));
  if (differences.length === 0) await seedSqlite(engine, names, sizes[1], kind);
  const second = await run(migration.up, sizes[1]);
  const again: AgainEvidence = second.failure
    ? { kind: 'failed', error: second.failure.error, at: second.failure.at }
    : { kind: 'ran', differences: differencesBetween(after, await sqliteCatalogue(engine)) };
  return whole({ ...found, second, down: { kind: 'ran', statements: back.statements, differences, lost }, again });
}

function downOf({ migration: { down } }: RehearsalRequest): DownEvidence {
  return down.kind === 'steps' ? { kind: 'not run', because: 'the way up did not come to its end' } : down;
}

async function countsOf(engine: Engine, { seeded }: SqliteSeeded): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  // An engine is asked one thing at a time.
  for (const { table } of seeded) counts.set(table, await countOf(engine, table));
  return counts;
}

async function rowsSince(engine: Engine, before: ReadonlyMap<string, number>): Promise<readonly RowsEvidence[]> {
  const there = new Set(
    (await engine.query(`SELECT name FROM sqlite_schema WHERE type = 'table'`)).map(({ name }) => String(name)),
  );
  const found: RowsEvidence[] = [];
  for (const [table, count] of before)
    found.push({
      table,
      before: count,
      changed: [],
      ...(there.has(table) ? { after: await countOf(engine, table) } : {}),
    });
  return found;
}

/** Rows that refer to nothing: a rebuild with foreign keys off may leave them. */
async function brokenReferences(engine: Engine): Promise<readonly Standing[]> {
  const rows = await engine.query(
    'SELECT "table" AS tbl, parent, count(*) AS n FROM pragma_foreign_key_check() GROUP BY 1, 2',
  );
  return rows.map(({ tbl, parent, n }) => ({
    what: `references of ${quoted(String(tbl))}`,
    because: `${n} of its rows refer to no row of ${String(parent)}`,
  }));
}

interface Found {
  readonly request: RehearsalRequest;
  readonly engine: Engine;
  readonly base: BaseEvidence;
  readonly seeded: SqliteSeeded;
  readonly before: Catalogue;
  readonly after?: Catalogue;
  readonly up: RanScript;
  readonly second?: RanScript;
  readonly rows: readonly RowsEvidence[];
  readonly down: DownEvidence;
  readonly again: AgainEvidence;
  readonly notShown: readonly Standing[];
}

function whole(found: Found): Rehearsal {
  const { request, engine, base, seeded, up, second, before, after, rows, down, again } = found;
  const { id, name, uri, transaction } = request.migration;
  const result: Omit<Rehearsal, 'verdict'> = {
    kind: 'rehearsed',
    migration: { id, name, uri },
    dialect: 'sqlite',
    engine: engine.title,
    base,
    transaction,
    held: [],
    up: merged(up, second, undefined),
    changes: after ? differencesBetween(before, after) : [],
    seeded: seeded.seeded,
    rows,
    down,
    again,
    notShown: [
      ...found.notShown,
      ...seeded.notSeeded.map(({ what, because }) => ({ what: `rows in ${what}`, because })),
    ],
  };
  return { ...result, verdict: verdictOf(result) };
}
