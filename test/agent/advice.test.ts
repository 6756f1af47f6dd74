import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { slashCommands } from '../../src/agent';
import { readIntent } from '../../src/agent/offline/intent';
import { good, openTools, type Tools } from './workspace';

let box: Tools;
beforeAll(async () => {
  box = await openTools();
});

/** What a slash command of the box answers without a model. */
function ask(command: string): string {
  const intent = readIntent(command, []);
  if (intent.kind !== 'advice') throw new Error(`${command} is ${intent.kind}`);
  const [name, input] = intent.call;
  return good(box.run(name, input));
}

it('every command of knowledge is listed in the box', () => {
  expect(slashCommands.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['/compare', '/capacity', '/query', '/classify', '/convert', '/diagram']),
  );
});

describe('/compare', () => {
  it('ranks for requirements, shows weights, what is ruled out and what is unknown', () => {
    const text = ask('/compare relational, 2 TB, aws');
    expect(text).toMatch(/^\*\*PostgreSQL\*\* \(\d+ of 100\)/);
    expect(text).toContain('| simplicity | 30 |');
    expect(text).toContain('to be run on Amazon RDS');
    expect(text).toContain('several regions at once →');
  });

  it('sets named ones side by side, and shows one with the page of each fact', () => {
    expect(ask('/compare mongodb vs postgres')).toContain('| | MongoDB | PostgreSQL |');
    expect(ask('/compare faunadb')).toContain('ended on 30 May 2025');
    expect(ask('/compare postgresql')).toContain('https://www.postgresql.org/docs/current/limits.html');
  });

  it('says what it does not know, and asks what the data is', () => {
    expect(box.run('compare_technologies', { requirements: [], technologies: ['dBase'] })).toMatchObject({
      kind: 'error',
      text: expect.stringContaining('"dBase" is not in the catalogue'),
    });
    expect(box.run('compare_technologies', { requirements: [], technologies: [] })).toMatchObject({
      kind: 'error',
      text: expect.stringContaining('shape'),
    });
  });
});

describe('/capacity', () => {
  it('reckons tables, growth, pool and backups from a line of words', () => {
    const text = ask(
      '/capacity orders 40M rows, 2M a month, kept 24 months; books 2000; 500 requests/s, 8 cores, RPO 5 min, RTO 60 min',
    );
    expect(text).toMatch(/\| orders \| 40M \| \d+ \|/);
    expect(text).toContain('xychart-beta');
    expect(text).toContain('**pool**');
    expect(text).toContain('RPO 5 and RTO 60 minutes are **met**');
    expect(text).toContain('average length guessed for email');
  });

  it('says what it lacks', () => {
    expect(box.run('estimate_capacity', { dataLayer: '', tables: [], load: [] })).toMatchObject({
      kind: 'error',
      text: expect.stringContaining('No rows are known'),
    });
    const missing = { dataLayer: '', tables: [{ table: 'order', rows: 1, rowsPerMonth: 0, keptMonths: 0 }], load: [] };
    expect(box.run('estimate_capacity', missing)).toMatchObject({ text: expect.stringContaining('Known: orders') });
  });
});

describe('/query', () => {
  it('says what slows a query down, and which index would serve it', () => {
    const text = ask("/query SELECT * FROM orders WHERE email = 'a@b.org' AND placed_at > now() ORDER BY placed_at");
    expect(text).toContain('**select-star** (line 1)');
    expect(text).toContain('ON orders (placed_at) WHERE email');
    expect(text).toContain('no plan was made');
  });

  it('reads a file, and says what is no query', () => {
    expect(box.run('analyse_query', { sql: '', path: 'db/migration/V1__catalogue.sql', dataLayer: '' })).toMatchObject({
      kind: 'error',
      text: expect.stringContaining('No SELECT'),
    });
    expect(box.run('analyse_query', { sql: '', path: '.env', dataLayer: '' })).toMatchObject({ kind: 'error' });
  });
});

describe('/classify', () => {
  it('lists protected data with the place that makes it, and what is asked of it', () => {
    const text = ask('/classify');
    expect(text).toContain('| contact | orders.email | certain |');
    expect(text).toContain('`db/migration/V2__orders.sql:5`');
    expect(text).toMatch(/\*\*GDPR\*\*[\s\S]*Article 17/);
    expect(ask('/classify books')).toContain('No column looks like protected data');
  });
});

describe('/convert', () => {
  it('writes the tables for another engine, with what is lost', () => {
    const text = ask('/convert to mysql');
    expect(text).toContain('CREATE TABLE');
    expect(text).toContain('orders.placed_at** `db/migration/V2__orders.sql:4`: the zone is not kept');
    expect(text).toContain('Insert or update: PostgreSQL INSERT … ON CONFLICT');
    expect(ask('/convert authors to SQL Server')).toContain('nvarchar(max)');
  });

  it('says what is no engine, and what needs no conversion', () => {
    expect(box.run('convert_schema', { dataLayer: '', to: 'dbase', tables: [] })).toMatchObject({ kind: 'error' });
    expect(box.run('convert_schema', { dataLayer: '', to: 'postgresql', tables: [] })).toMatchObject({
      text: expect.stringContaining('already'),
    });
  });
});

it('/diagram draws when it is asked', () => {
  expect(ask('/diagram orders')).toContain('"books" ||--o{ "orders" : "book_id"');
  expect(ask('/diagram sharding customer_id 8')).toContain('hash(customer_id)');
  expect(ask('/diagram replication 2')).toContain('standby 2');
});

describe('documents', () => {
  const draft = (kind: string, title = '') => good(box.run('draft_document', { kind, title, dataLayer: '' }));

  it('are filled with what the workspace tells', () => {
    expect(draft('decision record', 'Partition orders')).toContain('docs/decisions/partition-orders.md');
    expect(draft('decision record', 'x')).toContain('3 tables (authors, books, orders) and 3 migrations by flyway');
    expect(draft('runbook')).toContain('pg_stat_activity');
    expect(draft('backup plan')).toContain('| RPO: at most so much is lost | 5 minutes |');
    expect(draft('pool')).toContain('pool_mode = transaction');
  });

  it('are files that their tools can read', () => {
    const inside = (text: string) => text.slice(text.indexOf('````') + 5, text.lastIndexOf('````'));
    const dashboard = JSON.parse(inside(draft('dashboard'))) as { readonly panels: readonly unknown[] };
    expect(dashboard.panels).toHaveLength(6);
    const rules = parse(inside(draft('alerts'))) as {
      readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
    };
    expect(rules.groups[0]?.rules.map(({ alert }) => alert)).toContain('ReplicationLag');
    expect(rules.groups[0]?.rules.every(({ expr }) => expr.length > 0)).toBe(true);
  });
});
