import initSqlJs from 'sql.js';
import { expect, test } from 'vitest';
import { diff } from '../../src/plan';
import { printScript } from '../../src/sql';
import { schemaOf } from '../sql/operations';
import { sqliteTables } from '../support/sqlite-catalogue';
import { generatedPair } from './support/generated';

/** What SQLite keeps of a script as the text of its objects. */
async function dumpOf(script: string): Promise<string> {
  const { Database } = await initSqlJs();
  const db = new Database();
  db.run(script);
  const rows =
    db.exec(`SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'`)[0]?.values ?? [];
  db.close();
  return rows.map(([sql]) => `${sql};`).join('\n');
}

const SEEDS = Array.from({ length: Number(process.env.DIFF_SEEDS ?? 25) }, (_, i) => i + 1);

test.each(SEEDS)('SQLite agrees on pair %i: the difference leads from the one schema to the other', async (seed) => {
  const { before, after } = generatedPair('sqlite', seed);
  const from = schemaOf(before, 'sqlite');
  const { sql, unsupported } = printScript(diff(from, schemaOf(after, 'sqlite')).operations, 'sqlite', {
    schema: from,
  });
  expect(unsupported).toEqual([]);
  const ordered = (tables: Awaited<ReturnType<typeof sqliteTables>>) =>
    tables.map((table) => ({ ...table, columns: [...table.columns].sort() }));
  expect(ordered(await sqliteTables(before + sql))).toEqual(ordered(await sqliteTables(after)));
  const left = diff(schemaOf(await dumpOf(before + sql), 'sqlite'), schemaOf(after, 'sqlite')).operations;
  expect(left).toEqual([]);
});
