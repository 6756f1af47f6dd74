import { describe, expect, it } from 'vitest';
import type { Dialect, Script } from '../../src/model';
import { parseErrorsOf, printStatements, readSql, verifySql } from '../../src/sql';
import { generatedScript } from './generated';
import { operationsOf } from './operations';

const verify = (text: string, dialect: Dialect = 'postgresql') =>
  verifySql(readSql('file:///t.sql', text, dialect), text, dialect);
const confidences = (script: Script) => script.statements.map(({ confidence }) => confidence);

describe('a second opinion on PostgreSQL', () => {
  it('agrees on tables, columns, keys and indexes', async () => {
    const script =
      await verify(`CREATE TABLE t (id bigserial PRIMARY KEY, "größe" int NOT NULL, a text UNIQUE, b int REFERENCES s.u (x), FOREIGN KEY (a, b) REFERENCES v);
      ALTER TABLE t ADD COLUMN c int NOT NULL DEFAULT 1, DROP COLUMN a, ALTER b SET NOT NULL, ADD CONSTRAINT k UNIQUE (b, c);
      CREATE UNIQUE INDEX CONCURRENTLY i ON s.t USING gin (b, lower(c) DESC);
      COMMENT ON TABLE t IS 'x'; GRANT SELECT ON t TO r; CREATE VIEW w AS SELECT 1;`);
    expect(confidences(script)).toEqual(['full', 'full', 'full', 'full', 'full', 'full']);
    expect(script.problems).toEqual([]);
  });

  it('keeps the reader’s word and says so where the two differ', async () => {
    const text = 'CREATE TABLE t (a int NOT NULL);';
    const read = readSql('file:///t.sql', text, 'postgresql');
    const changed = JSON.parse(JSON.stringify(read).replace('"nullable":false,', '')) as Script;
    const verified = await verifySql(changed, text, 'postgresql');
    expect(confidences(verified)).toEqual(['disputed']);
    expect(verified.statements[0]?.operations).toEqual(changed.statements[0]?.operations);
  });

  it('reports a syntax error at its word, also behind signs of two code units', async () => {
    const text = "-- 🙂🙂\nSELECT '🙂é' FRM t;\nCREATE TABLE u (a int;\nCREATE TABLE v (b int);";
    const script = await verify(text);
    const wrong = script.problems.filter(({ message }) => message.startsWith('PostgreSQL 18’s parser'));
    expect(wrong.map(({ span, message }) => [text.slice(span.start.offset, span.end.offset), message])).toContainEqual([
      't',
      'PostgreSQL 18’s parser refuses this: syntax error at or near "t".',
    ]);
    expect(confidences(script).at(-1)).toBe('full');
  });

  it('does not call templates, client commands, data or guarded statements errors', async () => {
    const script = await verify(`\\set x 1
      CREATE TABLE {{ .schema }}.t (a int);
      ALTER TABLE \${table} ADD COLUMN b int;
      COPY t (a) FROM stdin;
1
\\.
      DO $$ BEGIN IF true THEN ALTER TABLE t ADD COLUMN c int; END IF; END $$;
      SELECT :'month'::date;
      CREATE TABLE u (a int);`);
    expect(script.problems).toEqual([]);
    expect(confidences(script).at(-1)).toBe('full');
  });

  it('names what it can read and we do not model, and takes what changes nothing for understood', async () => {
    const script = await verify('CREATE CAST (text AS mood) WITH INOUT AS IMPLICIT; CREATE TABLE t (a int);');
    expect(script.statements[0]?.operations.some(({ kind }) => kind === 'opaque')).toBe(false);
  });

  it('agrees with everything that the printer writes', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const text = printStatements(operationsOf(generatedScript('postgresql', seed), 'postgresql'), 'postgresql');
      const script = await verify(text);
      expect(script.problems).toEqual([]);
      expect(new Set(confidences(script))).toEqual(new Set(['full']));
    }
  });
});

describe('a second opinion on MySQL, MariaDB and SQLite', () => {
  it('agrees where its parser reads the statement', async () => {
    const mysql = await verify(
      'CREATE TABLE `a b` (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, b varchar(9), UNIQUE KEY u (b), KEY k (b), CONSTRAINT f FOREIGN KEY (b) REFERENCES x (c)) ENGINE=InnoDB; ALTER TABLE t ADD COLUMN c int NOT NULL AFTER b, DROP COLUMN d; CREATE UNIQUE INDEX i ON t (a, b DESC);',
      'mariadb',
    );
    expect(confidences(mysql)).toEqual(['full', 'full', 'full']);
    const sqlite = await verify(
      'CREATE TABLE t (id integer PRIMARY KEY AUTOINCREMENT, b text NOT NULL REFERENCES x (c), UNIQUE (b)); CREATE INDEX i ON t (b);',
      'sqlite',
    );
    expect(confidences(sqlite)).toEqual(['full', 'full']);
  });

  it('never blames a statement that only its parser cannot read', async () => {
    const script = await verify('CREATE TABLE t (a bool, [b c] int); DROP INDEX IF EXISTS i;', 'sqlite');
    expect(script.problems).toEqual([]);
    expect(confidences(script)).toEqual(['reader', 'reader']);
  });
});

describe('parse errors', () => {
  it('are none for good SQL of each dialect and some for bad', async () => {
    for (const dialect of ['postgresql', 'mysql', 'mariadb', 'sqlite'] as const) {
      expect(await parseErrorsOf('CREATE TABLE t (a int NOT NULL); ALTER TABLE t ADD COLUMN b int;', dialect)).toEqual(
        [],
      );
      expect(await parseErrorsOf("CREATE TABLE t (a int DEFAULT 'x); ", dialect)).not.toEqual([]);
      expect(await parseErrorsOf('CREAT TABLE t (a int);', dialect)).not.toEqual([]);
    }
  });
});
