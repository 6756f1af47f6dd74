import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleOf } from '../formats/support';
import { CONCURRENT, LOYALTY } from './steps';
import {
  catalogueOf,
  expectSame,
  inspectOf,
  type PostgresServer,
  projectFolder,
  runTool,
  sqliteFile,
  startPostgres,
  writeMigration,
} from './support';

const OWN = ['schema_migrations'];

function dbmate(folder: string, url: string, ...words: readonly string[]) {
  return runTool('dbmate', ['--no-dump-schema', '--url', url, ...words], folder);
}

const SQLITE = {
  'db/migrations/20240101000000_authors.sql':
    "-- migrate:up\nCREATE TABLE authors (id integer PRIMARY KEY, name text NOT NULL DEFAULT 'nobody');\n-- migrate:down\nDROP TABLE authors;\n",
  'db/migrations/20240102000000_books.sql':
    '-- migrate:up transaction:false\nPRAGMA foreign_keys = OFF;\nCREATE TABLE books (isbn text PRIMARY KEY, author_id integer NOT NULL REFERENCES authors (id) ON DELETE CASCADE);\nCREATE UNIQUE INDEX books_author ON books (author_id, isbn);\nALTER TABLE authors RENAME COLUMN name TO full_name;\n\n-- migrate:down\nDROP TABLE books;\n',
  'db/migrations/9_before.sql': '-- migrate:up\nCREATE TABLE shelves (id integer PRIMARY KEY);\n\n-- migrate:down\n',
};

describe('dbmate builds what is read', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  test('of the bookshop, and what is written runs forth, back and forth again', async () => {
    const database = await postgres.freshDatabase();
    const url = `${database.url.replace('postgresql:', 'postgres:')}?sslmode=disable`;
    const folder = projectFolder(exampleOf('dbmate'));
    await dbmate(folder, url, 'up');
    const before = await catalogueOf(database, OWN);
    expectSame((await inspectOf(folder, database)).tables, before);
    writeMigration('dbmate', folder, LOYALTY);
    writeMigration('dbmate', folder, CONCURRENT);
    await dbmate(folder, url, 'up');
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database, OWN));
    await dbmate(folder, url, 'rollback');
    await dbmate(folder, url, 'rollback');
    expectSame(await catalogueOf(database, OWN), before);
  });

  test('of a SQLite project', async () => {
    const folder = projectFolder(SQLITE);
    await dbmate(folder, `sqlite:${join(folder, 'shop.db')}`, 'up');
    const database = await sqliteFile(join(folder, 'shop.db'));
    const { layer, tables } = await inspectOf(folder, database);
    expect(layer.migrations.map(({ version }) => version)).toEqual(['9', '20240101000000', '20240102000000']);
    expectSame(tables, await catalogueOf(database, OWN));
  });
});
