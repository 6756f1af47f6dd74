/** The rehearsal of a whole history: every migration up, down and up again, from an empty database. */
import { catalogueOf } from './catalogue';
import { differencesBetween } from './compare';
import { type Engine, EngineEnded, type EnginePort } from './engine';
import type { Rehearsable } from './request';
import type { AgainEvidence, DownEvidence, Rehearsal, RehearsalOutcome, Standing } from './result';
import { runScript } from './run';
import { stubsFor } from './stubs';
import { merged, verdictOf } from './summary';
import { createTracer } from './trace';

export interface HistoryRequest {
  readonly dialect: 'postgresql';
  readonly migrations: readonly Rehearsable[];
  /** Called before each. */
  readonly progress?: (done: number, of: number, name: string) => void;
}

/** One outcome for each migration, in order; those behind an engine that had to be ended are not rehearsed. */
export async function rehearseHistory(
  request: HistoryRequest,
  engines: EnginePort,
): Promise<readonly RehearsalOutcome[]> {
  const { migrations, progress } = request;
  const outcomes: RehearsalOutcome[] = [];
  try {
    const { engine, stubbed } = await empty(migrations, engines);
    try {
      for (const [at, migration] of migrations.entries()) {
        progress?.(at, migrations.length, migration.name);
        outcomes.push(
          await one(engine, migration, {
            statements: at,
            stubbed: at === 0 ? stubbed : [],
            leftOut: [],
            kind: 'history',
            migrations: at,
          }),
        );
      }
    } finally {
      engine.end();
    }
  } catch (thrown) {
    if (!(thrown instanceof EngineEnded)) throw thrown;
    const left = migrations.slice(outcomes.length);
    return [
      ...outcomes,
      ...left.map(({ id, name, uri }) => ({
        kind: 'not rehearsed' as const,
        migration: { id, name, uri },
        because: thrown.message,
      })),
    ];
  }
  return outcomes;
}

async function empty(
  migrations: readonly Rehearsable[],
  engines: EnginePort,
): Promise<{ readonly engine: Engine; readonly stubbed: readonly Standing[] }> {
  const steps = migrations.flatMap(({ up }) => up);
  const named = steps.flatMap(({ operations }) =>
    operations.flatMap((one) => (one.kind === 'createExtension' ? [one.extension.name] : [])),
  );
  const engine = await engines.open({
    extensions: [...new Set(named)].filter((name) => name !== 'plpgsql' && engines.extensions.has(name)),
  });
  const stubbed: Standing[] = [];
  for (const { sql, what, because } of stubsFor(steps))
    if ((await engine.run(sql)).kind === 'applied') stubbed.push({ what, because });
  return { engine, stubbed };
}

const NO_ROWS = 0;

async function one(engine: Engine, migration: Rehearsable, base: Rehearsal['base']): Promise<Rehearsal> {
  const { id, name, uri, transaction, down } = migration;
  const run = async (steps: Rehearsable['up']) =>
    runScript(engine, await createTracer(engine), steps, transaction, NO_ROWS);
  const hasDown = down.kind === 'steps';
  const before = hasDown ? await catalogueOf(engine) : undefined;
  const up = await run(migration.up);
  await engine.run('RESET ALL');
  const common = {
    kind: 'rehearsed',
    migration: { id, name, uri },
    dialect: 'postgresql',
    engine: engine.title,
    base,
    transaction,
    held: up.held,
    up: merged(up, undefined, undefined),
    changes: [],
    seeded: [],
    rows: [],
    notShown: [],
  } as const;
  const finish = (found: { readonly down: DownEvidence; readonly again: AgainEvidence }): Rehearsal => {
    const whole = { ...common, ...found };
    return { ...whole, verdict: verdictOf(whole) };
  };
  const again: AgainEvidence = { kind: 'not run', because: 'there is no way back' };
  if (up.failure || up.ended || !hasDown || !before) {
    if (up.ended) throw up.ended;
    // What comes later may need what still can be made.
    if (up.failure) for (const step of migration.up) if (step.sql.kind === 'text') await engine.run(step.sql.text);
    const because = 'the way up did not come to its end';
    return finish({
      down: hasDown ? { kind: 'not run', because } : down,
      again: up.failure ? { kind: 'not run', because } : again,
    });
  }
  const after = await catalogueOf(engine);
  const back = await run(down.steps);
  const differences = back.failure ? [] : differencesBetween(before, await catalogueOf(engine));
  const second = back.failure ? undefined : await run(migration.up);
  if (second?.failure) for (const step of migration.up) if (step.sql.kind === 'text') await engine.run(step.sql.text);
  await engine.run('RESET ALL');
  return finish({
    down: { kind: 'ran', statements: back.statements, differences, lost: [] },
    again: !second
      ? { kind: 'not run', because: 'the way back did not come to its end' }
      : second.failure
        ? { kind: 'failed', error: second.failure.error, at: second.failure.at }
        : { kind: 'ran', differences: differencesBetween(after, await catalogueOf(engine)) },
  });
}
