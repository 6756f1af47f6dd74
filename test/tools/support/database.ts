import { readFileSync } from 'node:fs';
import initSqlJs from 'sql.js';
import type { TableFacts } from '../../support/catalogue/facts';
import { mariadbCatalogue } from '../../support/catalogue/mariadb';
import type { Engine } from '../../support/catalogue/ours';
import { type JsonQuery, postgresCatalogue } from '../../support/catalogue/postgres';
import { sqliteCatalogue } from '../../support/catalogue/sqlite';
import { truthTables } from '../../support/catalogue/truth';

/** A database that a tool builds and whose catalogue a test reads. */
export interface Database {
  readonly engine: Engine;
  /** As the engine says it: `15.18`. */
  readonly version: string;
  /** Rows of one JSON value each. */
  readonly query: JsonQuery;
}

/** What the engine's catalogue says: the tables as `inspect` must have them, but for the tool's own. */
export async function catalogueOf(database: Database, leftOut: readonly string[] = []): Promise<readonly TableFacts[]> {
  const read = { postgresql: postgresCatalogue, mariadb: mariadbCatalogue, sqlite: sqliteCatalogue }[database.engine];
  const facts = truthTables(database.engine, await read(database.query));
  return facts.filter(({ name }) => !leftOut.includes(name) && !leftOut.includes(`${name.split('.')[0]}.*`));
}

/** A SQLite file that a tool has written and closed. */
export async function sqliteFile(path: string): Promise<Database> {
  const { Database: Engine } = await initSqlJs();
  const json = (sql: string): readonly unknown[] => {
    const engine = new Engine(readFileSync(path));
    try {
      return (engine.exec(sql)[0]?.values ?? []).map(([text]) => JSON.parse(String(text)));
    } finally {
      engine.close();
    }
  };
  const [version] = json('SELECT json_quote(sqlite_version())');
  return { engine: 'sqlite', version: String(version), query: async (sql) => json(sql) };
}

/** What a PGlite instance has: `db.query` given as it is. */
export async function pgliteDatabase(db: {
  readonly query: (sql: string) => Promise<{ readonly rows: readonly unknown[] }>;
}): Promise<Database> {
  const query: JsonQuery = async (sql) =>
    (await db.query(sql)).rows.map((row) => Object.values(row as Readonly<Record<string, unknown>>)[0]);
  const [version] = await query(`SELECT to_json(current_setting('server_version'))`);
  return { engine: 'postgresql', version: String(version), query };
}
