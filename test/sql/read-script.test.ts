import { describe, expect, it } from 'vitest';
import type { Dialect, Statement } from '../../src/model';
import { guessDialect } from '../../src/sql';
import { read, statementTexts, textAt } from './reading';

function told(statement: Statement): string {
  const kinds = statement.operations.map((operation) => operation.kind).join('+');
  return statement.conditional ? `${statement.conditional.kind}: ${kinds}` : kinds;
}

function tell(dialect: Dialect, text: string): readonly string[] {
  return read(dialect, text).statements.map(told);
}

describe('where a statement ends', () => {
  it('not at a semicolon in a string, a name, a comment or a dollar quote', () => {
    const text = `SELECT ';' ; SELECT E'\\';' ; SELECT ";" ; SELECT $a$ ; $b$ ; $a$ ; SELECT 1 /* ; /* ; */ ; */ ; -- ;
SELECT 2`;
    expect(statementTexts(text, read('postgresql', text))).toEqual([
      "SELECT ';'",
      "SELECT E'\\';'",
      'SELECT ";"',
      'SELECT $a$ ; $b$ ; $a$',
      'SELECT 1',
      'SELECT 2',
    ]);
  });

  it('at the delimiter that the file sets, in MySQL', () => {
    const text = 'DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END//\nDELIMITER ;\nSELECT 3;';
    expect(statementTexts(text, read('mysql', text))).toEqual([
      'DELIMITER //',
      'CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END',
      'DELIMITER ;',
      'SELECT 3',
    ]);
  });

  it('not inside BEGIN … END of a trigger or routine without a delimiter', () => {
    const text =
      'CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN IF NEW.begin > 1 THEN SET NEW.x = CASE y WHEN 1 THEN 2 END; END IF; WHILE z DO SET z = 0; END WHILE; END; DROP TABLE b';
    expect(tell('mysql', text)).toEqual(['createTrigger', 'dropTable']);
    const sqlite =
      'CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; SELECT CASE WHEN 1 THEN 2 END; END; BEGIN; DROP TABLE c; END;';
    expect(tell('sqlite', sqlite)).toEqual(['createTrigger', 'transactionControl', 'dropTable', 'transactionControl']);
    const atomic = 'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; DROP TABLE c';
    expect(tell('postgresql', atomic)).toEqual(['createRoutine', 'dropTable']);
  });

  it('a missing parenthesis costs its own statement only', () => {
    const text = 'CREATE TABLE a (b int, c numeric(5; CREATE TABLE d (e int);';
    expect(tell('postgresql', text)).toEqual(['createTable', 'createTable']);
  });

  it('rows of COPY, psql lines and SQLite dot commands are no SQL', () => {
    const text = "\\restrict x\nCOPY a (b) FROM stdin;\n1;'\t(\nDROP TABLE no;\n\\.\n\\connect shop\nDROP TABLE yes;";
    const script = read('postgresql', text);
    expect(script.statements.map(told)).toEqual(['call', 'changeData', 'call', 'dropTable']);
    expect(script.statements[1]).toMatchObject({ isData: true });
    expect(script.problems).toEqual([]);
    expect(tell('sqlite', ".mode csv\n.import 'a;b' t\nDROP TABLE t;")).toEqual(['call', 'call', 'dropTable']);
  });

  it('a string that is never closed is a problem with its place', () => {
    const text = "SELECT 1; SELECT 'abc";
    const [problem] = read('postgresql', text).problems;
    expect(problem?.message).toBe('This string is not closed.');
    expect(problem && textAt(text, problem.span)).toBe("'abc");
  });
});

describe('comments', () => {
  it('are kept with their place and without their signs, also those inside a DO block', () => {
    const text =
      '-- rows: 40M\nCREATE TABLE a (b int /* inner */);\nDO $$ BEGIN -- architect-ignore x: y\n DROP TABLE c; END $$;';
    const { comments } = read('postgresql', text);
    expect(comments.map((comment) => comment.text)).toEqual(['rows: 40M', 'inner', 'architect-ignore x: y']);
    expect(comments[0] && textAt(text, comments[0].span)).toBe('-- rows: 40M');
    expect(read('mysql', '# hash\nSELECT 1').comments[0]?.text).toBe('hash');
  });

  it("MySQL's executable comments are code, and say that they depend on the version", () => {
    const text = '/*!40101 SET NAMES utf8 */;\n/*!50001 DROP TABLE IF EXISTS v*/;\nDROP TABLE /*!50000 IF EXISTS */ w;';
    const script = read('mysql', text);
    expect(script.statements.map(told)).toEqual([
      'versionComment: setParameter',
      'versionComment: dropTable',
      'dropTable',
    ]);
    expect(statementTexts(text, script)[1]).toBe('/*!50001 DROP TABLE IF EXISTS v*/');
    expect(script.statements[2]?.operations[0]).toMatchObject({ ifExists: true });
  });
});

describe('what stands inside blocks', () => {
  it('a DO block is opened, and its statements say that they may not run', () => {
    const text = `DO $$
DECLARE r record; n int := 5;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('ok');
  ELSIF n > CASE WHEN true THEN 1 ELSE 2 END THEN ALTER TABLE t ADD COLUMN a int;
  ELSE n := 6; PERFORM pg_sleep(1); END IF;
  EXECUTE 'CREATE INDEX i ON t (a)';
  EXECUTE format($f$DROP TABLE u$f$);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;`;
    const script = read('postgresql', text);
    expect(script.statements.map(told)).toEqual([
      'guard: createEnum',
      'guard: addColumn',
      'guard: call',
      'guard: createIndex',
      'guard: dropTable',
    ]);
    expect(statementTexts(text, script)).toEqual([
      "CREATE TYPE mood AS ENUM ('ok')",
      'ALTER TABLE t ADD COLUMN a int',
      'PERFORM pg_sleep(1)',
      'CREATE INDEX i ON t (a)',
      'DROP TABLE u',
    ]);
  });

  it('a loop around UPDATE or DELETE is batching', () => {
    const text =
      'DO $$ BEGIN LOOP UPDATE t SET a = 1 WHERE b IS NULL; EXIT WHEN NOT FOUND; COMMIT; END LOOP; UPDATE u SET a = 1; END $$';
    const [first, second, third] = read('postgresql', text).statements;
    expect(first).toMatchObject({ conditional: { kind: 'loop' }, operations: [{ isBatched: true }] });
    expect(second?.operations).toMatchObject([{ kind: 'transactionControl', action: 'commit' }]);
    expect(third).toMatchObject({ conditional: { kind: 'guard' }, operations: [{ isBatched: false }] });
  });

  it('SQL that is put together at run time is opaque, and not silently safe', () => {
    const script = read(
      'postgresql',
      "DO $$ BEGIN EXECUTE 'ALTER TABLE ' || t || ' DROP COLUMN a'; EXECUTE format('DROP TABLE %I', t); END $$",
    );
    expect(script.statements.map((statement) => [told(statement), statement.confidence])).toEqual([
      ['guard: opaque', 'none'],
      ['guard: opaque', 'none'],
    ]);
  });

  it('quotes doubled inside an executed string are read as the quotes they stand for', () => {
    const text = "DO $$ BEGIN EXECUTE 'ALTER TABLE t ADD COLUMN a text DEFAULT ''x'' NOT NULL'; END $$";
    expect(read('postgresql', text).statements[0]?.operations[0]).toMatchObject({
      kind: 'addColumn',
      column: { name: { name: 'a' }, nullable: false, default: { kind: 'literal' } },
    });
  });

  it("a function's body is not opened, unless the script calls it", () => {
    const made = 'CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE t; END $$;';
    expect(tell('postgresql', made)).toEqual(['createRoutine']);
    expect(tell('postgresql', `${made} SELECT f();`)).toEqual(['createRoutine', 'call', 'routine: dropTable']);
    const procedure =
      'DELIMITER $$\nCREATE PROCEDURE p() BEGIN IF NOT EXISTS (SELECT 1) THEN ALTER TABLE t ADD a int; END IF; END$$\nDELIMITER ;\nCALL p();';
    expect(tell('mysql', procedure)).toEqual(['call', 'createRoutine', 'call', 'call', 'routine: addColumn']);
  });

  it("a string prepared from a variable is what MySQL's migrations guard DDL with", () => {
    const text =
      "SET @s = IF((SELECT COUNT(*) FROM x) > 0, 'SELECT 1', 'ALTER TABLE t ADD COLUMN a int'); PREPARE p FROM @s; EXECUTE p; DEALLOCATE PREPARE p;";
    expect(tell('mysql', text)).toEqual(['setParameter', 'guard: addColumn', 'call', 'call']);
    expect(tell('mysql', "SET @s = CONCAT('DROP TABLE ', @t); PREPARE p FROM @s;")).toEqual([
      'setParameter',
      'guard: opaque',
    ]);
  });
});

describe('templates', () => {
  it('stand for names, at their own place', () => {
    const text =
      'CREATE TABLE IF NOT EXISTS {{ index .Options "Namespace" }}.users (id int);\nDROP TABLE #{schema}.{{.prefix}}orders;';
    const [made, dropped] = read('postgresql', text).statements.map((statement) => statement.operations[0]);
    expect(made).toMatchObject({
      kind: 'createTable',
      table: { schema: '{{ index .options "namespace" }}', name: 'users' },
    });
    expect(dropped?.kind === 'dropTable' && textAt(text, dropped.table.span)).toBe('{{.prefix}}orders');
  });

  it('of a condition keep the branch of the dialect, or the first', () => {
    const text =
      '{{if .mysql}}ALTER TABLE a ADD b int;{{else if .sqlite}}DROP TABLE c;{{else}}CREATE INDEX i ON a (b);{{end}} DROP TABLE d;';
    expect(tell('mysql', text)).toEqual(['template: addColumn', 'dropTable']);
    expect(tell('sqlite', text)).toEqual(['template: dropTable', 'dropTable']);
    expect(tell('postgresql', text)).toEqual(['template: createIndex', 'dropTable']);
    expect(tell('postgresql', '{% if fresh %}DROP TABLE a;{% else %}DROP TABLE b;{% endif %}')).toEqual([
      'template: dropTable',
    ]);
  });

  it('that stand for whole statements are opaque', () => {
    const script = read('postgresql', '{{ addColumnIfNeeded "blocks" "root_id" }}\nDROP TABLE a;');
    expect(script.statements.map(told)).toEqual(['opaque', 'dropTable']);
  });

  it('inside strings are text', () => {
    expect(read('postgresql', "ALTER TABLE a ADD b text DEFAULT '{{x}}'").statements[0]?.operations[0]).toMatchObject({
      column: { default: { text: "'{{x}}'" } },
    });
  });
});

describe('the guess at a dialect', () => {
  const TEXTS: readonly (readonly [Dialect | undefined, string])[] = [
    ['postgresql', 'CREATE TABLE a (id bigserial, at timestamptz, j jsonb);'],
    ['mysql', 'CREATE TABLE `a` (`id` int(11) unsigned AUTO_INCREMENT) ENGINE=InnoDB;'],
    ['mariadb', '-- MariaDB dump 10.19\nCREATE TABLE `a` (`id` int(11)) ENGINE=InnoDB;'],
    ['sqlite', 'PRAGMA foreign_keys=OFF; CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);'],
    [undefined, 'CREATE TABLE a (id int);'],
  ];
  for (const [dialect, text] of TEXTS) {
    it(`${text.slice(0, 50)}: ${dialect ?? 'nothing tells'}`, () => {
      expect(guessDialect(text)?.dialect).toBe(dialect);
    });
  }
});
