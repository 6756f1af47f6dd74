import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptySchema } from '../../src/model';
import { diff } from '../../src/plan';
import { printScript } from '../../src/sql';
import { schemaOf } from '../sql/operations';
import { catalogueOf, emptyDatabase } from './support/catalogue';
import { generatedPair } from './support/generated';
import { PAIRS } from './support/pairs';

let db: PGlite;
beforeAll(async () => {
  db = await PGlite.create();
}, 60_000);
afterAll(() => db.close());

async function catalogueAfter(...scripts: readonly string[]): Promise<readonly string[]> {
  await emptyDatabase(db);
  for (const script of scripts) await db.exec(script);
  return catalogueOf(db);
}

/** What the difference between two scripts' schemas says in SQL. */
function bridge(before: string | undefined, after: string): string {
  const from = before === undefined ? emptySchema('postgresql') : schemaOf(before, 'postgresql');
  const { operations } = diff(from, schemaOf(after, 'postgresql'));
  const { sql, unsupported } = printScript(operations, 'postgresql', { schema: from });
  expect(unsupported).toEqual([]);
  return sql;
}

const SEEDS = Array.from({ length: Number(process.env.DIFF_SEEDS ?? 12) }, (_, i) => i + 1);

describe('PostgreSQL agrees', () => {
  async function expectBridge(before: string, after: string): Promise<void> {
    const wanted = await catalogueAfter(after);
    const steps = bridge(before, after);
    try {
      expect(await catalogueAfter(before, steps)).toEqual(wanted);
    } catch (error) {
      const said = error instanceof Error ? error.message : error;
      throw new Error(`${said}\n--- before\n${before}\n--- steps\n${steps}\n--- after\n${after}`);
    }
  }

  test.each(SEEDS)('pair %i: the difference leads from the one schema to the other', async (seed) => {
    const { before, after } = generatedPair('postgresql', seed);
    await expectBridge(before, after);
  });

  test.each(Object.entries(PAIRS))('%s, forth and back', async (_, [before, after]) => {
    await expectBridge(before, after);
    await expectBridge(after, before);
  });

  test.each(SEEDS.slice(0, 4))(
    'pair %i: made from nothing it is the same, and differs from itself in nothing',
    async (seed) => {
      const { after } = generatedPair('postgresql', seed);
      const made = bridge(undefined, after);
      expect(await catalogueAfter(made)).toEqual(await catalogueAfter(after));
      expect(bridge(after, made)).toBe('');
    },
  );
});
