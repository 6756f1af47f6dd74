import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseQueries } from '../../src/advise';
import { foldAll, type Schema, type SqlDialect } from '../../src/model';
import { readSql } from '../../src/sql';

const DDL = `
CREATE TABLE customers (id bigint PRIMARY KEY, email varchar(200) NOT NULL UNIQUE, name text NOT NULL, phone varchar(30), country char(2) NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id), status varchar(20) NOT NULL, placed_at timestamp NOT NULL, total numeric(10,2) NOT NULL, deleted_at timestamp, note text);
CREATE TABLE refunds (id bigint PRIMARY KEY, order_id bigint, at timestamp NOT NULL);
`;

const schemaIn = (dialect: SqlDialect, more = ''): Schema =>
  foldAll(
    dialect,
    readSql('file:///t.sql', DDL + more, dialect).statements.flatMap(({ operations }) => operations),
  );
const shop = schemaIn('postgresql');

const idsOf = (sql: string, schema = shop) => analyseQueries(sql, schema).issues.map(({ id }) => id);
const indexOf = (sql: string, schema = shop) =>
  analyseQueries(sql, schema).candidates.map((candidate) => candidate.sql);

describe('the candidate index', () => {
  it('has what is compared with = first, then the order, so that LIMIT stops early', () => {
    expect(indexOf('SELECT * FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC LIMIT 20')).toEqual([
      'CREATE INDEX CONCURRENTLY orders_customer_id_placed_at_idx ON orders (customer_id, placed_at DESC);',
    ]);
  });

  it('has the range last, and leaves the order to a sort when there is another range', () => {
    expect(indexOf('SELECT * FROM orders WHERE placed_at > $1 AND customer_id = $2 ORDER BY total')).toEqual([
      'CREATE INDEX CONCURRENTLY orders_customer_id_placed_at_idx ON orders (customer_id, placed_at);',
    ]);
  });

  it('is partial for what the query always asks, where the engine has such indexes', () => {
    const sql = "SELECT id FROM orders WHERE deleted_at IS NULL AND status = 'paid' AND customer_id = $1";
    expect(indexOf(sql)).toEqual([
      "CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id) INCLUDE (id) WHERE deleted_at IS NULL AND status = 'paid';",
    ]);
    expect(indexOf(sql, schemaIn('mysql'))).toEqual([
      'CREATE INDEX orders_customer_id_deleted_at_status_idx ON orders (customer_id, deleted_at, status);',
    ]);
  });

  it('is for the table that is joined to', () => {
    expect(
      indexOf('SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.email = $1'),
    ).toEqual(['CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);']);
  });

  it('is none where one is there that serves, whatever the order of its equal columns', () => {
    const served = schemaIn('postgresql', 'CREATE INDEX o1 ON orders (status, customer_id, placed_at);');
    const { access, candidates } = analyseQueries(
      'SELECT * FROM orders WHERE customer_id = $1 AND status = $2 ORDER BY placed_at',
      served,
    );
    expect(candidates).toEqual([]);
    expect(access).toMatchObject([{ kind: 'served', by: 'o1' }]);
    expect(indexOf('SELECT * FROM customers WHERE email = $1 AND country = $2')).toEqual([]);
  });

  it('is none for what no index can serve', () => {
    expect(indexOf("SELECT * FROM customers WHERE name LIKE '%a'")).toEqual([]);
    expect(indexOf('SELECT count(*) FROM orders')).toEqual([]);
  });

  it('is found in queries inside queries, and in UPDATE and DELETE', () => {
    expect(
      indexOf('SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE status = $1)'),
    ).toEqual(['CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status) INCLUDE (customer_id);']);
    expect(indexOf('DELETE FROM refunds WHERE order_id = $1')).toEqual([
      'CREATE INDEX CONCURRENTLY refunds_order_id_idx ON refunds (order_id);',
    ]);
    expect(indexOf('WITH late AS (SELECT id FROM orders WHERE placed_at < $1) SELECT * FROM late')).toEqual([
      'CREATE INDEX CONCURRENTLY orders_placed_at_idx ON orders (placed_at) INCLUDE (id);',
    ]);
  });
});

describe('what is wrong with a query', () => {
  it.each([
    ['select-star', 'SELECT * FROM orders WHERE id = 1'],
    ['offset-pagination', 'SELECT id FROM orders ORDER BY id LIMIT 10 OFFSET $1'],
    ['leading-wildcard', "SELECT id FROM customers WHERE name ILIKE '%ann%'"],
    ['wrapped-column', 'SELECT id FROM orders WHERE placed_at::date = $1'],
    ['wrapped-column', 'SELECT id FROM customers WHERE lower(email) = $1'],
    ['wrapped-column', 'SELECT id FROM orders WHERE total * 2 > 10'],
    ['not-in-nullable', 'SELECT id FROM orders WHERE id NOT IN (SELECT order_id FROM refunds)'],
    ['or-over-columns', 'SELECT id FROM customers WHERE email = $1 OR phone = $2'],
    ['missing-join-condition', "SELECT o.id FROM orders o, customers c WHERE o.status = 'paid' AND c.country = 'CH'"],
    ['implicit-cast', 'SELECT id FROM customers WHERE phone = 41791234567'],
    ['random-order', 'SELECT id FROM customers ORDER BY random() LIMIT 1'],
    ['no-where', "UPDATE orders SET status = 'x'"],
  ])('%s: %s', (id, sql) => {
    expect(idsOf(sql)).toEqual([id]);
  });

  it('N+1: the same query again and again', () => {
    const log = [1, 2, 3, 4].map((id) => `SELECT name FROM customers WHERE id = ${id};`).join('\n');
    expect(idsOf(log)).toEqual(['n-plus-one']);
  });

  it.each([
    'SELECT id, status FROM orders WHERE customer_id = $1 AND placed_at BETWEEN $2 AND $3 ORDER BY placed_at',
    "SELECT id FROM customers WHERE name LIKE 'Ann%'",
    'SELECT id FROM orders WHERE id NOT IN (SELECT order_id FROM refunds WHERE order_id IS NOT NULL)',
    'SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id LEFT JOIN refunds r ON r.order_id = o.id',
    'SELECT o.id FROM orders o, customers c WHERE c.id = o.customer_id',
    'SELECT o.id FROM orders o CROSS JOIN customers c',
    'SELECT id FROM orders WHERE status = $1 OR status = $2',
    "SELECT id FROM orders WHERE placed_at > now() - interval '1 day'",
    'SELECT id FROM orders LIMIT 10 OFFSET 20',
    'SELECT count(*) FROM orders',
    'SELECT id FROM orders WHERE EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = orders.id)',
  ])('nothing: %s', (sql) => {
    expect(idsOf(sql)).toEqual([]);
  });

  it('a function that an index is made on is no fault', () => {
    const served = schemaIn('postgresql', 'CREATE INDEX e ON customers (lower(email));');
    expect(idsOf('SELECT id FROM customers WHERE lower(email) = $1', served)).toEqual([]);
  });
});

it('tables that are not known are named, and nothing throws whatever the text', () => {
  expect(analyseQueries('SELECT a FROM nowhere WHERE b = 1', shop).unknown).toEqual(['nowhere']);
  const text =
    "SELECT o.id FROM orders o JOIN (SELECT * FROM x) y USING (id) WHERE (a = 1 AND NOT b) OR c BETWEEN 1 AND 2 ORDER BY 1 OFFSET 5 ROWS FETCH NEXT 3 ROWS ONLY; ((('";
  for (let end = 0; end <= text.length; end++) expect(() => analyseQueries(text.slice(0, end), shop)).not.toThrow();
});

describe('on PostgreSQL itself', () => {
  let db: PGlite;
  beforeAll(async () => {
    db = await PGlite.create();
    await db.exec(DDL);
    await db.exec(`
      INSERT INTO customers SELECT n, 'c' || n || '@x.org', 'Name ' || n, n::text, 'CH' FROM generate_series(1, 2000) AS n;
      INSERT INTO orders SELECT n, 1 + n % 2000, (ARRAY['new', 'paid', 'sent', 'done'])[1 + n % 4], timestamp '2026-01-01' + n * interval '1 minute', n, CASE WHEN n % 10 = 0 THEN now() END, repeat('x', 50) FROM generate_series(1, 40000) AS n;
      INSERT INTO refunds SELECT n, n, now() FROM generate_series(1, 5000) AS n; ANALYZE`);
  }, 120_000);
  afterAll(async () => {
    await db.close();
  });

  it.each([
    'SELECT * FROM orders WHERE customer_id = 7 ORDER BY placed_at DESC LIMIT 20',
    "SELECT id, total FROM orders WHERE customer_id = 7 AND status = 'paid' AND deleted_at IS NULL",
    "SELECT id FROM orders WHERE placed_at > '2026-01-28' AND customer_id = 9",
    "SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.email = 'c5@x.org'",
    'DELETE FROM refunds WHERE order_id = 5',
    'SELECT id, placed_at FROM orders ORDER BY placed_at LIMIT 10',
  ])(
    'the candidate is used: %s',
    async (sql) => {
      const [candidate] = analyseQueries(sql, shop).candidates;
      if (candidate === undefined) throw new Error('no candidate');
      const name = /INDEX CONCURRENTLY (\S+)/.exec(candidate.sql)?.[1] ?? '';
      await db.exec(candidate.sql.replace(' CONCURRENTLY', ''));
      await db.exec('VACUUM ANALYZE orders');
      const { rows } = await db.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      await db.exec(`DROP INDEX ${name}`);
      expect(plan).toContain(name);
    },
    60_000,
  );

  it('what is said to be of no use is of no use: a wrapped column, a leading wildcard', async () => {
    await db.exec('CREATE INDEX at ON orders (placed_at)');
    const { rows } = await db.query<{ 'QUERY PLAN': string }>(
      "EXPLAIN SELECT id FROM orders WHERE placed_at::date = '2026-01-05'",
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Seq Scan');
    await db.exec('DROP INDEX at');
  });
});
