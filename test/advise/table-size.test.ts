import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimateTable, type RowFacts, type TableEstimate } from '../../src/advise';
import { foldAll } from '../../src/model';
import { readSql } from '../../src/sql';

let db: PGlite;
beforeAll(async () => {
  db = await PGlite.create();
}, 120_000);
afterAll(async () => {
  await db.close();
});

const schemaOf = (ddl: string, dialect: 'postgresql' | 'mysql' | 'sqlite' = 'postgresql') =>
  foldAll(
    dialect,
    readSql('file:///t.sql', ddl, dialect).statements.flatMap(({ operations }) => operations),
  );

function estimate(ddl: string, facts: RowFacts, dialect: 'postgresql' | 'mysql' = 'postgresql'): TableEstimate {
  const table = schemaOf(ddl, dialect).tables.get('t');
  if (table === undefined) throw new Error('no table t');
  const estimated = estimateTable(table, dialect, facts);
  if (estimated.kind === 'unknown') throw new Error(estimated.because);
  return estimated.estimate;
}

/** Makes table t on PostgreSQL, fills it, and reads what it takes. */
async function measured(
  ddl: string,
  fill: string,
): Promise<{ readonly heap: number; readonly toast: number; readonly indexes: number }> {
  await db.exec(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${ddl}; ${fill}; REINDEX TABLE t`);
  const { rows } = await db.query<{ heap: number; total: number; indexes: number }>(
    "SELECT pg_relation_size('t')::int AS heap, pg_table_size('t')::int AS total, pg_indexes_size('t')::int AS indexes",
  );
  const [size] = rows;
  if (size === undefined) throw new Error('no size');
  return { heap: size.heap, toast: size.total - size.heap, indexes: size.indexes };
}

const within = (share: number, real: number, said: number) =>
  expect(Math.abs(said - real) / real, `${said} said, ${real} measured`).toBeLessThan(share);

const indexBytes = ({ indexes }: TableEstimate) => indexes.reduce((sum, { bytes }) => sum + bytes, 0);

describe('fixed widths are within 5 % of what PostgreSQL takes', () => {
  const rows = 60_000;
  const cases: readonly (readonly [name: string, ddl: string, values: string])[] = [
    ['a narrow table', 'CREATE TABLE t (id bigint PRIMARY KEY, a integer NOT NULL)', 'n, n'],
    [
      'columns that alignment pads',
      'CREATE TABLE t (a boolean NOT NULL, id bigint PRIMARY KEY, b smallint NOT NULL, c timestamptz NOT NULL, d boolean NOT NULL)',
      'true, n, 1, now(), false',
    ],
    [
      'a key of a uuid',
      'CREATE TABLE t (id uuid PRIMARY KEY, at date NOT NULL, x double precision NOT NULL)',
      'gen_random_uuid(), now(), n',
    ],
    [
      'a fill factor',
      'CREATE TABLE t (id integer PRIMARY KEY, a bigint NOT NULL, b interval NOT NULL) WITH (fillfactor = 70)',
      "n, n, '1 day'",
    ],
    [
      'a second, unique index of two columns',
      'CREATE TABLE t (id bigint PRIMARY KEY, a integer NOT NULL, b integer NOT NULL, UNIQUE (a, b))',
      'n, n, n',
    ],
    [
      'wide fixed rows',
      `CREATE TABLE t (id bigint PRIMARY KEY, ${Array.from({ length: 40 }, (_, i) => `c${i} bigint NOT NULL`).join(', ')})`,
      `n, ${Array.from({ length: 40 }, () => 'n').join(', ')}`,
    ],
  ];
  it.each(cases)(
    '%s',
    async (_, ddl, values) => {
      const real = await measured(ddl, `INSERT INTO t SELECT ${values} FROM generate_series(1, ${rows}) AS n`);
      const said = estimate(ddl, { rows, indexes: 'rebuilt' });
      within(0.05, real.heap, said.tableBytes);
      within(0.05, real.indexes, indexBytes(said));
    },
    60_000,
  );
});

describe('what is not fixed is within the bounds that are said', () => {
  it('an index with many rows to a key, whose equal keys share a list', async () => {
    const ddl =
      'CREATE TABLE t (id bigint PRIMARY KEY, customer_id bigint NOT NULL, status integer NOT NULL); CREATE INDEX by_customer ON t (customer_id); CREATE INDEX by_status ON t (status)';
    const real = await measured(ddl, 'INSERT INTO t SELECT n, n % 1000, n % 5 FROM generate_series(1, 100000) AS n');
    const said = estimate(ddl, {
      indexes: 'rebuilt',
      rows: 100_000,
      distinct: new Map([
        ['customer_id', 1_000],
        ['status', 5],
      ]),
    });
    within(0.1, real.indexes, indexBytes(said));
  }, 60_000);

  it('text of a known average length', async () => {
    const ddl = 'CREATE TABLE t (id bigint PRIMARY KEY, name varchar(200) NOT NULL, note text NOT NULL)';
    const real = await measured(
      ddl,
      "INSERT INTO t SELECT n, repeat('x', 10 + n % 41), repeat('y', 100 + n % 201) FROM generate_series(1, 50000) AS n",
    );
    const said = estimate(ddl, {
      rows: 50_000,
      averageBytes: new Map([
        ['name', 30],
        ['note', 200],
      ]),
    });
    within(0.05, real.heap, said.tableBytes);
    expect(said.leastBytes).toBe(said.mostBytes);
  }, 60_000);

  it('text of an unknown length lies between the bounds', async () => {
    const ddl = 'CREATE TABLE t (id bigint PRIMARY KEY, name varchar(100) NOT NULL, price numeric(10,2) NOT NULL)';
    const real = await measured(
      ddl,
      "INSERT INTO t SELECT n, repeat('x', 5 + n % 30), n / 100.0 FROM generate_series(1, 50000) AS n",
    );
    const said = estimate(ddl, { rows: 50_000 });
    expect(real.heap + real.indexes).toBeGreaterThanOrEqual(said.leastBytes * 0.95);
    expect(real.heap + real.indexes).toBeLessThanOrEqual(said.mostBytes);
    expect(said.assumed.join()).toContain('average length guessed for name, price');
  }, 60_000);

  it('long values go to the TOAST table', async () => {
    const ddl = 'CREATE TABLE t (id bigint PRIMARY KEY, body text NOT NULL)';
    const real = await measured(
      ddl,
      "INSERT INTO t SELECT n, (SELECT string_agg(md5((n * i)::text), '') FROM generate_series(1, 250) AS i) FROM generate_series(1, 2000) AS n",
    );
    const said = estimate(ddl, { rows: 2_000, averageBytes: new Map([['body', 8_000]]) });
    expect(said.outsideBytes).toBeGreaterThan(real.toast * 0.4);
    expect(said.outsideBytes).toBeLessThan(real.toast * 1.3);
    within(0.15, real.heap, said.tableBytes);
  }, 60_000);

  it('NULLs take no place in the row', async () => {
    const ddl = 'CREATE TABLE t (id bigint PRIMARY KEY, a bigint, b bigint, c bigint, d bigint)';
    const real = await measured(ddl, 'INSERT INTO t SELECT n, NULL, NULL, NULL, n FROM generate_series(1, 50000) AS n');
    const gone = new Map([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
    within(0.05, real.heap, estimate(ddl, { rows: 50_000, nullShare: gone }).tableBytes);
  }, 60_000);
});

it('in InnoDB the table is the primary key’s index, and secondary indexes hold the primary key', () => {
  const ddl = 'CREATE TABLE t (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, a int NOT NULL, KEY by_a (a))';
  const said = estimate(ddl, { rows: 1_000_000 }, 'mysql');
  // 5 + 13 + 8 + 4 bytes a row, a sixteenth of each page free.
  expect(said.rowBytes).toBe(30);
  expect(said.tableBytes / 1e6).toBeGreaterThan(31);
  expect(said.tableBytes / 1e6).toBeLessThan(37);
  expect(said.indexes.map(({ name }) => name)).toEqual(['by_a']);
});

it('what is not known is said, not guessed', () => {
  const sqlite = schemaOf('CREATE TABLE t (id integer primary key)', 'sqlite').tables.get('t');
  if (sqlite === undefined) throw new Error('no table t');
  expect(estimateTable(sqlite, 'sqlite', { rows: 1 })).toMatchObject({ kind: 'unknown' });
});
