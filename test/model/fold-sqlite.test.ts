import { describe, expect, it } from 'vitest';
import { foldAll } from '../../src/model';
import { readSql } from '../../src/sql';
import { foldedSqliteTables, sqliteTables } from '../support/sqlite-catalogue';

const SCRIPTS: Readonly<Record<string, string>> = {
  'a primary key is not NOT NULL, save in a WITHOUT ROWID table': `
    CREATE TABLE a (id INTEGER PRIMARY KEY, code TEXT UNIQUE NOT NULL); CREATE TABLE b (k TEXT PRIMARY KEY, v);
    CREATE TABLE c (k TEXT, l TEXT DEFAULT 'x', PRIMARY KEY (l, k)) WITHOUT ROWID;`,
  'the twelve steps of a table rebuild': `
    PRAGMA foreign_keys=OFF; CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (id INTEGER, p INT REFERENCES parent (id) ON DELETE CASCADE);
    CREATE INDEX child_p ON child (p); BEGIN; CREATE TABLE child_new (id INTEGER PRIMARY KEY, p INT NOT NULL REFERENCES parent (id), extra TEXT);
    INSERT INTO child_new SELECT id, p, NULL FROM child; DROP TABLE child; ALTER TABLE child_new RENAME TO child; CREATE INDEX child_p ON child (p); COMMIT;`,
  'a rename is followed by references': `
    CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT UNIQUE); CREATE TABLE child (p INT REFERENCES parent (id), c TEXT REFERENCES parent (code));
    ALTER TABLE parent RENAME TO elder; ALTER TABLE elder RENAME COLUMN id TO elder_id; ALTER TABLE child RENAME COLUMN p TO elder_id;`,
  'columns come and go': `
    CREATE TABLE t (a INT, "B c" VARCHAR(20) DEFAULT 'x' NOT NULL, [d] REAL, \`e\` BLOB); ALTER TABLE t ADD COLUMN f NUMERIC(10, 2) NOT NULL DEFAULT 0;
    ALTER TABLE t DROP COLUMN a; CREATE UNIQUE INDEX t_d ON T ([d]) WHERE f > 0; DROP INDEX IF EXISTS no_such;`,
  'names are the same whatever their case': `
    CREATE TABLE Person (Id INTEGER PRIMARY KEY); ALTER TABLE PERSON ADD COLUMN Name TEXT; CREATE INDEX Idx ON person (NAME); DROP INDEX IDX;`,
};

describe('the folded schema is what SQLite says it is', () => {
  for (const [what, script] of Object.entries(SCRIPTS)) {
    it(what, async () => {
      const operations = readSql('file:///t.sql', script, 'sqlite').statements.flatMap(
        (statement) => statement.operations,
      );
      expect(foldedSqliteTables(foldAll('sqlite', operations))).toEqual(await sqliteTables(script));
    });
  }
});
