import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTracer, type Effects, type Engine, type Step } from '../../../src/rehearse';
import { stepsIn } from '../support';
import { cases, type KindCase, schema } from './cases';

export const recorded: ReadonlyMap<string, string> = new Map(
  readFileSync(join(__dirname, 'recorded.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): [string, string] => {
      const at = line.indexOf(' : ');
      return [line.slice(0, at).trim(), line.slice(at + 3)];
    }),
);

const SHORT = {
  'ACCESS SHARE': 'AS',
  'ROW SHARE': 'RS',
  'ROW EXCLUSIVE': 'RE',
  'SHARE UPDATE EXCLUSIVE': 'SUE',
  SHARE: 'S',
  'SHARE ROW EXCLUSIVE': 'SRE',
  EXCLUSIVE: 'E',
  'ACCESS EXCLUSIVE': 'AE',
} as const;

const listed = (head: string, all: readonly string[]) =>
  all.length === 0 ? '–' : [head, ...[...all].sort()].join(' ').trim();

/** `t:AE | rewrites t | rebuilds 5 | reads t×6` */
function lineOf({ locks, rewrites, emptied, indexesRebuilt, scans }: Effects): string {
  const changed =
    emptied.length > 0
      ? listed('empties', emptied)
      : listed(
          'rewrites',
          rewrites.map(({ table }) => table),
        );
  return [
    listed(
      '',
      locks.map(({ relation, mode }) => `${relation}:${SHORT[mode]}`),
    ),
    changed,
    indexesRebuilt.length === 0 ? '–' : `rebuilds ${indexesRebuilt.length}`,
    listed(
      'reads',
      scans.map(({ table, times }) => `${table}×${times}`),
    ),
  ].join(' | ');
}

/** What an engine does with every kind: those that refuse a transaction last, for they cannot be taken back. */
export async function traceKinds(engine: Engine, rows: number, version = 18): Promise<ReadonlyMap<string, string>> {
  const made = await engine.runAll(
    stepsIn('', schema(rows)).flatMap(({ sql }) => (sql.kind === 'text' ? [sql.text] : [])),
  );
  if (made.failure) throw new Error(made.failure.message);
  const known = cases.filter(({ since = 0 }) => since <= version);
  const order = [
    ...known.filter(({ how }) => how === undefined),
    ...LAST.flatMap((id) => known.filter((one) => one.id === id)),
  ];
  const found = new Map<string, string>();
  for (const one of order) {
    found.set(one.id, await traceKind(engine, one));
    await engine.run('DROP INDEX IF EXISTS i1');
  }
  return found;
}

/** The index that one of them drops is needed by the others. */
const LAST = [
  'create index concurrently',
  'reindex index concurrently',
  'vacuum',
  'vacuum full',
  'detach partition concurrently',
  'drop index concurrently',
];

async function traceKind(engine: Engine, { sql, before, how }: KindCase): Promise<string> {
  if (before !== undefined) await engine.run(before);
  const tracer = await createTracer(engine);
  const [step] = stepsIn('', sql);
  if (!step) throw new Error(`no statement: ${sql}`);
  const { ran, effects } =
    how === 'outside' ? await tracer.outside(step, sql) : await insideOf(engine, tracer, step, sql);
  if (before?.startsWith('set ')) await engine.run('reset timezone');
  return ran.kind === 'failed' ? `error ${ran.error.code}` : lineOf(effects);
}

async function insideOf(engine: Engine, tracer: Awaited<ReturnType<typeof createTracer>>, step: Step, sql: string) {
  await tracer.transactionBegins();
  await engine.run('BEGIN');
  const traced = await tracer.inside(step, sql);
  await engine.run('ROLLBACK');
  return traced;
}
