import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine, Ran, Row } from '../../src/rehearse';
import { cases } from '../rehearse/kinds/cases';
import { recorded, traceKinds } from '../rehearse/kinds/trace-kinds';
import { type PostgresServer, startPostgres } from './support';

/** The part of node-postgres that is used; it has no types of its own. */
interface Client {
  connect(): Promise<void>;
  query(sql: string): Promise<{ readonly rows: Row[] }>;
  end(): Promise<void>;
}
const { Client } = createRequire(__filename)('pg') as { Client: new (options: { connectionString: string }) => Client };

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

function engineOver(client: Client): Engine {
  const run = async (sql: string): Promise<Ran> => {
    try {
      await client.query(sql);
      return { kind: 'applied', ms: 0, notices: [] };
    } catch (thrown) {
      const { code = '', message } = thrown as { readonly code?: string; readonly message: string };
      return { kind: 'failed', ms: 0, error: { code, message } };
    }
  };
  return {
    title: 'PostgreSQL',
    query: async (sql) => (await client.query(sql)).rows,
    run,
    runAll: async (statements) => {
      for (const [at, sql] of statements.entries()) {
        const ran = await run(sql);
        if (ran.kind === 'failed') return { applied: at, failure: ran.error };
      }
      return { applied: statements.length };
    },
    dump: () => Promise.resolve(new Uint8Array()),
    end: () => undefined,
  };
}

/** Locks of indexes come and go with minor versions: tables are compared. */
const tablesOnly = (line: string): string => {
  const [locks = '', ...rest] = line.split(' | ');
  const kept = locks.split(' ').filter((lock) => !/_(pkey|idx|uq|id|key):/.test(lock));
  return [kept.join(' ') || '–', ...rest].join(' | ');
};

/** What servers before 18 do otherwise: GRANT locks nothing. */
const OTHERWISE: ReadonlyMap<string, string> = new Map([['grant', '– | – | – | –']]);

test('a real server locks, rewrites and reads as the embedded engine does, kind by kind', async () => {
  const database = await server.freshDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const found = await traceKinds(engineOver(client), 2000, Number.parseInt(database.version, 10));
  await client.end();
  const expected = cases.flatMap(({ id, since = 0 }): [string, string][] =>
    since > Number.parseInt(database.version, 10)
      ? []
      : [[id, OTHERWISE.get(id) ?? tablesOnly(recorded.get(id) ?? '')]],
  );
  expect(Object.fromEntries([...found].map(([id, line]) => [id, tablesOnly(line)]))).toEqual(
    Object.fromEntries(expected),
  );
});
