import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BadCase, Cases, Rule } from '../../src/review';
import { readSql } from '../../src/sql';

// Every fix that a PostgreSQL rule proposes is run on an embedded PostgreSQL 18, statement by statement, as its runner would.

const folder = join(__dirname, '../../src/review/rules');
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.gen.ts'));
const loaded = await Promise.all(
  files.map(async (file) => (await import(join(folder, file))) as { readonly rule: Rule; readonly cases: Cases }),
);

/** Cases whose tables are all there: `before` makes them, or the text itself. */
const proven = loaded.flatMap(({ rule, cases }) =>
  cases.bad
    .filter((example) => (example.dialect ?? rule.dialects[0]) === 'postgresql' && example.fixed !== undefined)
    .filter((example) => example.before !== undefined || /CREATE TABLE/.test(example.fixed ?? ''))
    .map((example) => ({ id: rule.id, title: example.title, example })),
);

let db: PGlite;
beforeAll(async () => {
  db = await PGlite.create();
  // What Supabase brings along.
  await db.exec(`CREATE ROLE authenticated; CREATE SCHEMA auth;
    CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT gen_random_uuid() $$;`);
}, 120_000);
afterAll(async () => {
  await db.close();
});

async function run(sql: string): Promise<void> {
  for (const { span } of readSql('file:///x.sql', sql, 'postgresql').statements) {
    await db.exec(sql.slice(span.start.offset, span.end.offset));
  }
}

async function runCase(example: BadCase): Promise<void> {
  await db.exec(
    'ROLLBACK; RESET ALL; DROP SCHEMA IF EXISTS app CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;',
  );
  // What other objects of the project would be there.
  await db.exec('CREATE FUNCTION nanoid() RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT md5(random()::text) $$;');
  if (example.before?.includes('app.') && !example.before.includes('CREATE SCHEMA'))
    await db.exec('CREATE SCHEMA app;');
  await run(example.before ?? '');
  const alone = example.except !== undefined;
  if (example.transaction === 'file' && !alone) await db.exec('BEGIN');
  await run(example.fixed ?? '');
  if (example.transaction === 'file' && !alone) await db.exec('COMMIT');
}

describe('the text after a fix runs on PostgreSQL', () => {
  it('for twenty cases or more', () => expect(proven.length).toBeGreaterThanOrEqual(20));

  it.each(proven)('$id: $title', async ({ example }) => {
    const outcome = expect(runCase(example));
    if (example.thenRefused) await outcome.rejects.toThrow(example.thenRefused);
    else await outcome.resolves.toBeUndefined();
  });
});
