/** The rehearsal of one migration: base, rows, up, down, up. */
import { DIALECT_NAMES } from '../model';
import { type BuiltBase, buildBase } from './base';
import { type Catalogue, catalogueOf } from './catalogue';
import { differencesBetween } from './compare';
import { type Engine, EngineEnded, type EnginePort } from './engine';
import type { RehearsalRequest } from './request';
import type { AgainEvidence, DownEvidence, Rehearsal, RehearsalOutcome, Standing } from './result';
import { columnsIn, lostSince, rowsOf, rowsSince, type TableRows } from './rows';
import { type RanScript, runScript } from './run';
import { type RowsKind, type Seeded, seed } from './seed';
import { rehearseSqlite } from './sqlite';
import { isDataError, merged, verdictOf } from './summary';
import { tablesIn } from './touched';
import { createTracer } from './trace';

/** Keeps bases that were built, by what they were built from. */
export interface BaseCache {
  get(key: string): BuiltBase | undefined;
  set(key: string, base: BuiltBase): void;
}

export interface RehearsalPorts {
  readonly engines: EnginePort;
  readonly bases: BaseCache;
  /** A digest of a text. */
  readonly hash: (text: string) => string;
}

/** Rehearses a migration on the engine of its dialect, where there is one. */
export async function rehearse(request: RehearsalRequest, ports: RehearsalPorts): Promise<RehearsalOutcome> {
  if (request.dialect === 'postgresql') return rehearsePostgres(request, ports);
  if (request.dialect === 'sqlite') return rehearseSqlite(request, ports.engines);
  const { id, name, uri } = request.migration;
  return {
    kind: 'not rehearsed',
    migration: { id, name, uri },
    because: `no engine of ${DIALECT_NAMES[request.dialect]} is embedded`,
  };
}

/** Rehearses a migration of PostgreSQL on the embedded engine. Never throws on what a migration holds. */
export async function rehearsePostgres(request: RehearsalRequest, ports: RehearsalPorts): Promise<RehearsalOutcome> {
  const { id, name, uri } = request.migration;
  const migration = { id, name, uri };
  try {
    const varied = await attempt(request, ports, 'varied');
    const failure = varied.up.failure;
    if (!failure || !isDataError(failure.error)) return outcome(request, varied);
    // Rows that may well be in production stop it. On rows without NULLs and repetitions everything behind it shows, too.
    const clean = await attempt(request, ports, 'clean');
    return outcome(request, clean.up.failure ? varied : { ...clean, stopped: failure });
  } catch (thrown) {
    if (!(thrown instanceof EngineEnded)) throw thrown;
    return { kind: 'not rehearsed', migration, because: thrown.message };
  }
}

/** Everything that one way through gave. */
interface Attempt {
  readonly engine: string;
  readonly base: BuiltBase['evidence'];
  readonly seeded: Seeded;
  readonly up: RanScript;
  readonly changes: Rehearsal['changes'];
  readonly rows: Rehearsal['rows'];
  readonly down: DownEvidence;
  readonly again: AgainEvidence;
  /** The second way up, for its timings. */
  readonly second?: RanScript;
  /** What stopped it on varied rows. */
  readonly stopped?: RanScript['failure'];
}

async function attempt(request: RehearsalRequest, ports: RehearsalPorts, kind: RowsKind): Promise<Attempt> {
  const { engine, built } = await openBase(request, ports);
  try {
    return await upDownUp(request, engine, built, kind);
  } finally {
    engine.end();
  }
}

async function openBase(request: RehearsalRequest, { engines, bases, hash }: RehearsalPorts) {
  const key = hash(JSON.stringify([request.startsInTheMiddle, texts(request), [...engines.extensions].length]));
  const built = bases.get(key);
  if (built) return { engine: await engines.open({ dump: built.dump, extensions: built.extensions }), built };
  const fresh = await buildBase(request, engines);
  bases.set(key, fresh.built);
  return fresh;
}

const texts = (request: RehearsalRequest) =>
  [...request.history.flatMap(({ up }) => up), ...request.schemas.flatMap(({ steps }) => steps)].map(({ sql }) =>
    sql.kind === 'text' ? sql.text : '',
  );

interface Stage {
  readonly request: RehearsalRequest;
  readonly engine: Engine;
  readonly before: Catalogue;
  readonly rowsBefore: ReadonlyMap<number, TableRows>;
  readonly seeded: Seeded;
  readonly names: readonly string[];
  readonly kind: RowsKind;
}

async function upDownUp(request: RehearsalRequest, engine: Engine, built: BuiltBase, kind: RowsKind): Promise<Attempt> {
  const { migration } = request;
  const names = tablesIn(
    migration.up.flatMap(({ operations }) => operations),
    request.dialect,
  );
  await engine.run(`SET TimeZone = '${request.timeZone.replaceAll("'", "''")}'`);
  const before = await catalogueOf(engine);
  const seeded = await seed(engine, names, request.sizes[0], kind);
  const rowsBefore = await rowsOf(engine, seeded.tables);
  const up = await runScript(engine, await createTracer(engine), migration.up, migration.transaction, request.sizes[0]);
  const common = { engine: engine.title, base: built.evidence, seeded, up };
  if (up.failure || up.ended) {
    const because = 'the way up did not come to its end';
    const notRun = { kind: 'not run', because } as const;
    return {
      ...common,
      changes: [],
      rows: [],
      down: migration.down.kind === 'steps' ? notRun : migration.down,
      again: notRun,
    };
  }
  const after = await catalogueOf(engine);
  const named = columnsIn(migration.up.flatMap(({ operations }) => operations));
  const rows = rowsSince(rowsBefore, await rowsOf(engine, seeded.tables), named);
  const changes = differencesBetween(before, after);
  const stage: Stage = { request, engine, before, rowsBefore, seeded, names, kind };
  return { ...common, changes, rows, ...(await downAndUp(stage, after)) };
}

async function downAndUp(stage: Stage, after: Catalogue): Promise<Pick<Attempt, 'down' | 'again' | 'second'>> {
  const { request, engine, before, rowsBefore, seeded } = stage;
  const { migration } = request;
  if (migration.down.kind !== 'steps') {
    return { down: migration.down, again: { kind: 'not run', because: 'there is no way back' } };
  }
  const tracer = await createTracer(engine);
  const ran = await runScript(engine, tracer, migration.down.steps, migration.transaction, request.sizes[0]);
  if (ran.failure || ran.ended) {
    const down: DownEvidence = { kind: 'ran', statements: ran.statements, differences: [], lost: [] };
    return { down, again: { kind: 'not run', because: 'the way back did not come to its end' } };
  }
  const differences = differencesBetween(before, await catalogueOf(engine));
  const lost = lostSince(rowsBefore, await rowsOf(engine, seeded.tables));
  const down: DownEvidence = { kind: 'ran', statements: ran.statements, differences, lost };
  if (lost.length === 0 && differences.length === 0) await seed(engine, stage.names, request.sizes[1], stage.kind);
  const second = await runScript(
    engine,
    await createTracer(engine),
    migration.up,
    migration.transaction,
    request.sizes[1],
  );
  if (second.failure) return { down, again: { kind: 'failed', error: second.failure.error, at: second.failure.at } };
  if (second.ended) return { down, again: { kind: 'not run', because: second.ended.message } };
  return { down, second, again: { kind: 'ran', differences: differencesBetween(after, await catalogueOf(engine)) } };
}

function outcome(request: RehearsalRequest, found: Attempt): Rehearsal {
  const { migration, dialect } = request;
  const notShown: readonly Standing[] = [
    ...found.seeded.notSeeded.map(({ what, because }) => ({ what: `rows in ${what}`, because })),
    ...(migration.up.length === 0 ? [{ what: 'the migration', because: 'it holds no statement' }] : []),
  ];
  const rehearsal: Omit<Rehearsal, 'verdict'> = {
    kind: 'rehearsed',
    migration: { id: migration.id, name: migration.name, uri: migration.uri },
    dialect,
    engine: found.engine,
    base: found.base,
    transaction: migration.transaction,
    held: found.up.held,
    up: merged(found.up, found.second, found.stopped),
    changes: found.changes,
    seeded: found.seeded.seeded,
    rows: found.rows,
    down: found.down,
    again: found.again,
    notShown,
  };
  return { ...rehearsal, verdict: verdictOf(rehearsal) };
}
