import type { PGlite } from '@electric-sql/pglite';
import { expect } from 'vitest';
import type { EngineVersion, Operation, Schema, TableSize } from '../../src/model';
import { foldAll } from '../../src/model';
import { type Plan, type PlanStep, plan, withText } from '../../src/plan';
import { reviewMigration, schemaBefore } from '../../src/review';
import { printStatements, readSql } from '../../src/sql';
import { layer, migration } from '../review/layer';
import { catalogue, emptied, runSql, runStep } from './engine';

/** A change of a database that is in use. */
export interface Scenario {
  /** Tables with rows in them. */
  readonly before: string;
  /** The change, as somebody would type it. */
  readonly change: string;
  readonly version?: EngineVersion;
  readonly sizes?: ReadonlyMap<string, TableSize>;
  /** Statements of the application as it was: they work until its last release is gone. */
  readonly old?: readonly string[];
  /** Statements of the application as it will be: they work from the end of the first stage on. */
  readonly new?: readonly string[];
  /** A query and what it gives in the end, as text. */
  readonly ends?: readonly (readonly [string, string])[];
  /** Work between the stages, which the plan leaves to the application. */
  readonly between?: Readonly<Record<number, string>>;
  /** Rules that a contract step meets: it takes away what it says. */
  readonly accepts?: readonly string[];
}

export function operationsOf(sql: string): readonly Operation[] {
  return withText(readSql('file:///change.sql', sql, 'postgresql'), sql);
}

export function planOf({ before, change, version, sizes = new Map() }: Scenario): Plan {
  return plan(operationsOf(change), {
    dialect: 'postgresql',
    schema: schemaOf(before),
    sizes,
    mode: 'file',
    ...(version ? { version } : {}),
  });
}

function schemaOf(sql: string): Schema {
  return foldAll('postgresql', operationsOf(sql));
}

/** Steps in short, one a line: stage, phase, transaction, SQL without timeouts. */
export function told({ steps }: Pick<Plan, 'steps'>): readonly string[] {
  return steps.map(({ stage, phase, transaction, up, job }) => {
    const sql = up.filter(({ kind }) => kind !== 'setParameter');
    const text = printStatements(sql, 'postgresql').replace(/\s+/g, ' ').trim();
    return `${stage} ${phase}${transaction === 'none' ? ' outside' : ''}: ${job === undefined ? text : `job ${job}`}`;
  });
}

/** Runs a plan on the engine with rows in place, and checks everything that a plan promises. */
export async function proven(scenario: Scenario): Promise<Plan> {
  const made = planOf(scenario);
  const db = await emptied();
  await runSql(db, scenario.before);
  const last = Math.max(0, ...made.steps.map(({ stage }) => stage));
  const snapshots = [await catalogue(db)];
  for (const [index, one] of made.steps.entries()) {
    const isLastOfStage = made.steps[index + 1]?.stage !== one.stage;
    await runStep(db, one.up, one.transaction);
    snapshots.push(await catalogue(db));
    // The old release runs until the release before the last stage; with one stage it runs through.
    if (last === 0 || one.stage < last) await works(db, scenario.old ?? [], `old after "${one.name}"`);
    if (isLastOfStage) {
      await works(db, scenario.new ?? [], `new after stage ${one.stage}`);
      await runSql(db, scenario.between?.[one.stage] ?? '');
    }
  }
  await holds(db, scenario);
  await thereAndBack(db, made.steps, snapshots, scenario);
  await holds(db, scenario);
  expect(findings(made, scenario)).toEqual([]);
  return made;
}

async function holds(db: PGlite, { ends = [] }: Scenario): Promise<void> {
  for (const [query, expected] of ends) expect(await asText(db, query), query).toBe(expected);
}

/** All downs from the last step on, as far as there are any, bring back the catalogue that was; then up again. */
async function thereAndBack(
  db: PGlite,
  steps: readonly PlanStep[],
  snapshots: readonly (readonly string[])[],
  { between = {} }: Scenario,
) {
  const stop = steps.findLastIndex(({ down }) => down.kind === 'none') + 1;
  for (const one of steps.slice(stop).reverse())
    if (one.down.kind === 'operations') await runStep(db, one.down.operations, one.transaction);
  expect(await catalogue(db), 'the catalogue after all downs').toEqual(snapshots[stop]);
  for (const [index, one] of steps.entries()) {
    if (index < stop) continue;
    await runStep(db, one.up, one.transaction);
    if (steps[index + 1]?.stage !== one.stage) await runSql(db, between[one.stage] ?? '');
  }
  expect(await catalogue(db), 'the catalogue after up, down, up').toEqual(snapshots.at(-1));
}

async function works(db: PGlite, statements: readonly string[], when: string): Promise<void> {
  for (const statement of statements) {
    await db.exec('BEGIN');
    try {
      await db.exec(statement);
    } catch (error) {
      throw new Error(`${when}: ${statement}\n${String(error)}`);
    } finally {
      await db.exec('ROLLBACK');
    }
  }
}

async function asText(db: PGlite, query: string): Promise<string> {
  const { rows } = await db.query<Record<string, unknown>>(query);
  return rows.map((row) => Object.values(row).join('|')).join(' ');
}

/** What our own review says of the steps, each at its place of the history. */
function findings(made: Plan, scenario: Scenario): readonly string[] {
  const migrations = [migration('0', scenario.before)];
  const found: string[] = [];
  for (const [index, one] of made.steps.entries()) {
    const sql = printStatements(one.up, 'postgresql');
    const transaction = {
      mode: one.transaction === 'one' ? ('file' as const) : ('none' as const),
      because: 'the plan',
    };
    const next = migration(String(index + 1), sql, { transaction });
    const whole = layer([...migrations, next], scenario.version ? { version: scenario.version } : {});
    for (const { rule, message } of reviewMigration(whole, next, schemaBefore(whole, next.id)))
      if (!scenario.accepts?.includes(rule)) found.push(`${one.name}: ${rule}: ${message}`);
    migrations.push(next);
  }
  return found;
}
