/** SQLite's own WebAssembly build: one database, in memory. It has no way to a file of the host, so neither has ATTACH. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sqlite3InitModule, { type Database as SqliteDatabase } from '@sqlite.org/sqlite-wasm';
import type { Ran, Row, SqlError } from '../../rehearse';
import type { Database } from './database';
import { forbidEval } from './guards';

export async function openSqlite(assets: string): Promise<Database> {
  const options = {
    wasmBinary: readFileSync(join(assets, 'sqlite3.wasm')),
    print: () => undefined,
    printErr: () => undefined,
  };
  const init = sqlite3InitModule as unknown as (options: object) => ReturnType<typeof sqlite3InitModule>;
  const sqlite3 = await init(options);
  forbidEval();
  const db = new sqlite3.oo1.DB(':memory:');
  const run = (sql: string): Ran => {
    const started = performance.now();
    try {
      db.exec(sql);
      return { kind: 'applied', ms: performance.now() - started, notices: [] };
    } catch (thrown) {
      return { kind: 'failed', ms: performance.now() - started, error: sqlError(thrown) };
    }
  };
  return {
    title: `SQLite ${sqlite3.version.libVersion}`,
    query: async (sql) => rowsOf(db, sql),
    run: async (sql) => run(sql),
    runAll: async (statements, progress) => {
      for (const [at, sql] of statements.entries()) {
        const ran = run(sql);
        if (ran.kind === 'failed') return { applied: at, failure: ran.error };
        progress(at + 1);
      }
      return { applied: statements.length };
    },
    dump: async () => new Uint8Array(),
  };
}

function rowsOf(db: SqliteDatabase, sql: string): readonly Row[] {
  return db.exec({ sql, rowMode: 'object', returnValue: 'resultRows' }) as unknown as readonly Row[];
}

interface Thrown {
  readonly resultCode?: number;
  readonly message: string;
}

/** What is no error of SQL is thrown on: the engine is damaged. */
function sqlError(thrown: unknown): SqlError {
  const { resultCode, message } = thrown as Thrown;
  if (typeof resultCode !== 'number') throw thrown;
  const said = message.replace(/^SQLITE_[A-Z_]+: sqlite3 result code \d+: /, '');
  return { code: `SQLITE ${resultCode}`, message: said };
}
