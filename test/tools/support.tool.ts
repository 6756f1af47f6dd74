import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  catalogueOf,
  expectSame,
  inspectOf,
  type MariadbServer,
  type PostgresServer,
  pgliteDatabase,
  projectFolder,
  runTool,
  sqliteFile,
  startMariadb,
  startPostgres,
} from './support';

const POSTGRES = `
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE author (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(80) NOT NULL DEFAULT 'nobody', mood mood);
CREATE TABLE book (
  id serial PRIMARY KEY, author_id bigint NOT NULL REFERENCES author ON DELETE CASCADE, isbn char(13) UNIQUE,
  price numeric(8, 2) CHECK (price > 0), tax numeric GENERATED ALWAYS AS (price * 0.19) STORED, at timestamptz DEFAULT now()
);
CREATE UNIQUE INDEX book_open ON book (author_id, lower(isbn)) INCLUDE (price) WHERE price IS NOT NULL;
`;
const MARIADB = `
CREATE TABLE author (id int unsigned AUTO_INCREMENT PRIMARY KEY, name varchar(80) NOT NULL DEFAULT 'nobody', bio text, KEY bio (bio(20)));
CREATE TABLE book (
  id bigint PRIMARY KEY, author_id int unsigned NOT NULL, mood enum('sad', 'ok'), price decimal(8, 2), tax decimal(8, 2) AS (price * 2) STORED,
  UNIQUE KEY book_author (author_id, price), CONSTRAINT book_author FOREIGN KEY (author_id) REFERENCES author (id) ON DELETE CASCADE
);
`;
const SQLITE = `
CREATE TABLE author (id integer PRIMARY KEY, name varchar(80) NOT NULL DEFAULT 'nobody', UNIQUE (name));
CREATE TABLE book (
  isbn text, author_id integer NOT NULL REFERENCES author (id) ON DELETE CASCADE, price real, tax real AS (price * 2) STORED, PRIMARY KEY (isbn, author_id)
);
CREATE INDEX book_price ON book (price) WHERE price > 0;
`;

describe('what the engine has is what we read, and a difference is told', () => {
  let postgres: PostgresServer;
  let mariadb: MariadbServer;
  beforeAll(async () => {
    [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
  });
  afterAll(() => Promise.all([postgres?.stop(), mariadb?.stop()]));

  test('in a PostgreSQL server', async () => {
    const database = await postgres.freshDatabase();
    const folder = projectFolder({ 'schema.sql': POSTGRES });
    await runTool('psql', ['-Xq', '-v', 'ON_ERROR_STOP=1', '-f', 'schema.sql'], folder, database.env);
    const { tables, layer } = await inspectOf(folder, database);
    expect(layer.coverage.notUnderstood).toEqual([]);
    expectSame(tables, await catalogueOf(database));
  });

  test('in a MariaDB server', async () => {
    const database = await mariadb.freshDatabase();
    const folder = projectFolder({ 'schema.sql': MARIADB });
    const where = ['--no-defaults', '-h', '127.0.0.1', '-P', String(database.port), '-u', database.user, database.name];
    await runTool('mariadb', where, folder, {}, { stdin: MARIADB });
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database));
  });

  test('in a SQLite file', async () => {
    const folder = projectFolder({ 'schema.sql': SQLITE });
    await runTool('sqlite3', ['made.db'], folder, {}, { stdin: SQLITE });
    const database = await sqliteFile(join(folder, 'made.db'));
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database));
  });

  test('in PGlite, and every difference has a line', async () => {
    const db = await PGlite.create();
    await db.exec(POSTGRES);
    const database = await pgliteDatabase(db);
    const folder = projectFolder({ 'schema.sql': POSTGRES.replace('char(13) UNIQUE', 'char(10)') });
    const { tables } = await inspectOf(folder, database);
    const catalogue = await catalogueOf(database);
    await db.close();
    expect(() => expectSame(tables, catalogue)).toThrow(
      /book: column 3: engine "isbn character\(13\)", ours "isbn character\(10\)"[\s\S]*book: uniques: engine has "book_isbn_key \(isbn\)"/,
    );
    const authors = (all: readonly { readonly name: string }[]) => all.filter(({ name }) => name === 'author');
    expect(authors(tables)).toEqual(authors(catalogue));
  });
});
