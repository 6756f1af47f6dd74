import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rehearsal, StatementEvidence } from '../../src/rehearse';
import { createStage, type Given, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
}, 120_000);
afterAll(() => stage.end());

const base = `
  CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
  CREATE TABLE users (
    id bigserial PRIMARY KEY, email varchar(80) NOT NULL UNIQUE, name text, mood mood NOT NULL, age int CHECK (age BETWEEN 0 AND 150)
  );
  CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id),
    total numeric(10, 2) NOT NULL CHECK (total >= 0), status text NOT NULL CHECK (status IN ('new', 'paid')), placed date NOT NULL
  );
  CREATE TABLE tags (order_id bigint REFERENCES orders (id), user_id bigint REFERENCES users (id), PRIMARY KEY (order_id, user_id));`;

const rehearse = (given: Given) => stage.rehearse({ base, ...given });
const tables = (statement: StatementEvidence | undefined) =>
  statement?.locks.filter((lock) => lock.of === 'table').map(({ relation, mode }) => `${relation} ${mode}`);
const objects = (rehearsal: Rehearsal) =>
  rehearsal.down.kind === 'ran' ? rehearsal.down.differences.map(({ kind, object }) => `${kind} ${object}`) : [];

describe('a migration that is as it should be', () => {
  test('applies with its way back, and again, on tables with rows', async () => {
    const found = await rehearse({
      up: `ALTER TABLE orders ADD COLUMN note text; CREATE INDEX orders_placed ON orders (placed); ALTER TABLE tags ADD COLUMN label text;`,
      down: `ALTER TABLE tags DROP COLUMN label; DROP INDEX orders_placed; ALTER TABLE orders DROP COLUMN note;`,
    });
    expect(found.verdict).toBe('passed');
    expect(found.seeded.map(({ table, rows }) => [table, rows])).toEqual([
      ['users', 100],
      ['orders', 100],
      ['tags', 100],
    ]);
    expect(found.up.map(({ outcome }) => outcome.kind)).toEqual(['applied', 'applied', 'applied']);
    expect(found.up[1]).toMatchObject({
      scans: [{ table: 'orders', times: 1, rows: 100 }],
      indexesBuilt: ['orders_placed'],
    });
    expect(found.up[1]?.timings.map(({ rows }) => rows)).toEqual([100, 300]);
    expect(found.held.filter(({ of }) => of === 'table')).toEqual([
      { relation: 'orders', of: 'table', mode: 'ACCESS EXCLUSIVE' },
      { relation: 'tags', of: 'table', mode: 'ACCESS EXCLUSIVE' },
    ]);
    expect(found.rows.every(({ before, after, changed }) => before === after && changed.length === 0)).toBe(true);
    expect(found.down).toMatchObject({ kind: 'ran', differences: [], lost: [] });
    expect(found.again).toEqual({ kind: 'ran', differences: [] });
  }, 120_000);

  test('a rewrite is told with its reason, and what it takes', async () => {
    const found = await rehearse({
      up: 'ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 3);',
      mode: 'statement',
    });
    expect(found.up[0]).toMatchObject({
      rewrites: [{ table: 'orders', because: 'the stored form of a type changes' }],
      growth: 'with the rows',
    });
    expect(tables(found.up[0])).toEqual(['orders ACCESS EXCLUSIVE']);
    expect(found.down).toEqual({ kind: 'none' });
  }, 120_000);

  test('an index that refuses a transaction is built outside one where the tool does so', async () => {
    const up = 'CREATE INDEX CONCURRENTLY orders_status ON orders (status);';
    const found = await rehearse({ up, down: 'DROP INDEX CONCURRENTLY orders_status;', mode: 'none' });
    expect(found.verdict).toBe('passed');
    expect(found.up[0]).toMatchObject({ locksFrom: 'manual', indexesBuilt: ['orders_status'] });
    expect(tables(found.up[0])).toEqual(['orders SHARE UPDATE EXCLUSIVE']);
  }, 120_000);
});

describe('a migration that is not', () => {
  test('the same index fails inside the tool’s transaction, as the tool would', async () => {
    const found = await rehearse({ up: 'CREATE INDEX CONCURRENTLY orders_status ON orders (status);' });
    expect(found.verdict).toBe('failed');
    expect(found.up[0]?.outcome).toMatchObject({ kind: 'failed', error: { code: '25001' } });
  }, 120_000);

  test('an error stands where the engine points, and what follows was not reached', async () => {
    const up =
      'ALTER TABLE users ADD COLUMN phone text;\nALTER TABLE users\n  ALTER COLUMN nme SET NOT NULL;\nDROP TABLE tags;';
    const found = await rehearse({ up });
    expect(found.verdict).toBe('failed');
    expect(found.up.map(({ outcome }) => outcome.kind)).toEqual(['applied', 'failed', 'not reached']);
    expect(found.up[1]?.outcome).toMatchObject({ error: { code: '42703' } });
    const found2 = await rehearse({ up: 'UPDATE users\n  SET nme = 1;' });
    expect(found2.up[0]?.outcome).toMatchObject({
      kind: 'failed',
      at: { start: { line: 1, column: 6 }, end: { line: 1, column: 9 } },
    });
  }, 120_000);

  test('a way back that forgets something is told object by object', async () => {
    const found = await rehearse({
      up: 'ALTER TABLE orders ADD COLUMN note text; CREATE INDEX orders_placed ON orders (placed);',
      down: 'ALTER TABLE orders DROP COLUMN note;',
    });
    expect(found.verdict).toBe('failed');
    expect(objects(found)).toEqual(['extra index public.orders_placed']);
    expect(found.again).toMatchObject({ kind: 'failed', error: { code: '42P07' } });
  }, 120_000);

  test('a column that is dropped and made again has lost its values', async () => {
    const found = await rehearse({
      up: 'ALTER TABLE users DROP COLUMN name;',
      down: 'ALTER TABLE users ADD COLUMN name text;',
    });
    expect(found.down).toMatchObject({ lost: ['users.name'] });
    expect(objects(found)).toEqual(['changed order of columns public.users']);
    expect(found.verdict).toBe('passed');
  }, 120_000);

  test('what only clean rows let pass says so', async () => {
    const found = await rehearse({ up: 'ALTER TABLE users ALTER COLUMN name SET NOT NULL;' });
    expect(found.up[0]?.outcome).toEqual({ kind: 'applied' });
    expect(found.up[0]?.dependsOnData).toMatchObject({ code: '23502' });
  }, 120_000);
});
