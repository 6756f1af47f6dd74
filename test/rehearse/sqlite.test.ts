import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Rehearsal, rehearse } from '../../src/rehearse';
import { createSandbox, type Sandbox } from '../../src/sandbox';
import { builtEngine, type Given, requestOf, stepsIn } from './support';

let sandbox: Sandbox;
let remove: () => void;
beforeAll(async () => {
  const built = await builtEngine();
  remove = built.remove;
  sandbox = createSandbox({ folder: built.folder, spare: 'none' });
}, 120_000);
afterAll(() => {
  sandbox.dispose();
  remove();
});

const base = `
  CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id), total NUMERIC NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('new', 'paid')));
  CREATE INDEX orders_user ON orders (user_id);`;

async function run({ up, down }: Pick<Given, 'up' | 'down'>): Promise<Rehearsal> {
  const request = requestOf({ base: '', up: '', ...(down === undefined ? {} : { down: '' }) });
  const migration = {
    ...request.migration,
    up: stepsIn('up.sql', up, 'sqlite'),
    down:
      down === undefined
        ? ({ kind: 'none' } as const)
        : ({ kind: 'steps', steps: stepsIn('down.sql', down, 'sqlite') } as const),
  };
  const history = [{ ...request.migration, id: 'base', up: stepsIn('base.sql', base, 'sqlite') }];
  const outcome = await rehearse(
    { ...request, dialect: 'sqlite', migration, history },
    sandbox.ports({ budgets: { statement: 60_000, total: 120_000 } }),
  );
  if (outcome.kind === 'not rehearsed') throw new Error(outcome.because);
  return outcome;
}

const REBUILD = `
  CREATE TABLE new_orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id), total NUMERIC NOT NULL, status TEXT NOT NULL);
  INSERT INTO new_orders SELECT id, user_id, total, status FROM orders;
  DROP TABLE orders; ALTER TABLE new_orders RENAME TO orders;`;

describe('a migration of SQLite', () => {
  test('runs up, down and up again on rows that satisfy the constraints', async () => {
    const found = await run({
      up: 'ALTER TABLE orders ADD COLUMN note TEXT; CREATE INDEX orders_status ON orders (status);',
      down: 'DROP INDEX orders_status; ALTER TABLE orders DROP COLUMN note;',
    });
    expect(found.engine).toMatch(/^SQLite 3\./);
    expect(found.notShown).toEqual([]);
    expect(found.verdict).toBe('passed');
    expect(found.seeded).toEqual(
      [
        { table: 'users', rows: 100 },
        { table: 'orders', rows: 100 },
      ].map((one) => expect.objectContaining({ table: one.table })),
    );
    expect(found.again).toEqual({ kind: 'ran', differences: [] });
  }, 120_000);

  test('a rebuild keeps its rows, and an index that it forgets is told', async () => {
    const found = await run({ up: REBUILD });
    expect(found.rows.find(({ table }) => table === 'orders')).toMatchObject({ changed: [] });
    expect(found.rows.every(({ before, after }) => before === after)).toBe(true);
    expect(found.changes.map(({ kind, object }) => `${kind} ${object}`)).toEqual([
      'changed relation main.orders',
      'missing index main.orders_user',
    ]);
  }, 120_000);

  test('an error stands at its statement', async () => {
    const found = await run({ up: 'ALTER TABLE orders ADD COLUMN b TEXT NOT NULL;' });
    expect(found.verdict).toBe('failed');
    expect(found.up[0]?.outcome).toMatchObject({ kind: 'failed' });
    const typo = await run({ up: 'UPDATE users SET nme = 1;' });
    expect(typo.up[0]?.outcome).toMatchObject({
      kind: 'failed',
      error: { message: 'no such column: nme' },
      at: { start: { column: 0 } },
    });
  }, 120_000);

  test('reaches no file of the host', async () => {
    const engine = await sandbox.engines({}).open({ extensions: [], dialect: 'sqlite' });
    await engine.run(`ATTACH DATABASE '${__dirname}/never.db' AS other`);
    await engine.run('CREATE TABLE other.t (a)');
    const { existsSync } = await import('node:fs');
    expect(existsSync(`${__dirname}/never.db`)).toBe(false);
    engine.end();
  }, 120_000);
});
