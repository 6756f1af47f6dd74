import { describe, expect, it } from 'vitest';
import { DIALECTS, type Script, type Span, type SqlDialect } from '../../src/model';
import { readSql } from '../../src/sql';
import { expectLinear } from '../support/growth';

const TEXTS: Readonly<Record<SqlDialect, string>> = {
  postgresql: `\\connect shop
-- the catalogue
CREATE TABLE public."Book" (id bigint GENERATED ALWAYS AS IDENTITY, title text DEFAULT E'it\\'s' NOT NULL,
  price numeric(10,2) CHECK (price > 0), tags text[] DEFAULT ARRAY['a','b']::text[], EXCLUDE USING gist (id WITH =));
DO $do$ BEGIN IF NOT EXISTS (SELECT 1) THEN ALTER TABLE book ADD COLUMN x int; END IF; EXECUTE 'DROP TABLE ''q'''; END $do$;
COPY public.book (id, title) FROM stdin;
1\tone; two
\\.
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ begin return new; end $$;
CREATE INDEX CONCURRENTLY i ON book USING gin (lower(title) gin_trgm_ops) WHERE title IS NOT NULL; /* a /* nested */ one */`,
  mysql: `/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE \`book\` (\`id\` int unsigned NOT NULL AUTO_INCREMENT, \`title\` varchar(80) DEFAULT 'it\\'s' COMMENT "x", # note
  PRIMARY KEY (\`id\`), KEY \`t\` (\`title\`(10))) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
DELIMITER ;;
CREATE TRIGGER t BEFORE INSERT ON book FOR EACH ROW BEGIN IF NEW.id > 1 THEN SET NEW.title = ';'; END IF; END;;
DELIMITER ;
INSERT INTO book VALUES (1,'a;b'),(2,'c\\'d');
SET @s = 'ALTER TABLE book ADD COLUMN n int'; PREPARE p FROM @s; EXECUTE p;
ALTER TABLE book MODIFY title text NULL AFTER id, ADD INDEX i (id), ALGORITHM=INPLACE, LOCK=NONE;`,
  mariadb: `/*M!999999\\- sandbox */
/*!100100 CREATE OR REPLACE TABLE t (a int) */;
CREATE SEQUENCE s START WITH 1; BEGIN NOT ATOMIC CREATE TABLE u (a int); END;
ALTER TABLE t ADD COLUMN IF NOT EXISTS b uuid, DROP PRIMARY KEY;`,
  sqlite: `.bail on
PRAGMA foreign_keys=OFF; BEGIN TRANSACTION;
CREATE TABLE [book] (id INTEGER PRIMARY KEY AUTOINCREMENT, "title" TEXT NOT NULL DEFAULT 'x', 'c', FOREIGN KEY (c) REFERENCES d(e)) STRICT;
CREATE TRIGGER t AFTER UPDATE OF title ON book BEGIN UPDATE book SET c = CASE WHEN 1 THEN 2 END; END;
INSERT INTO book VALUES(1,'a''b'); COMMIT;`,
  sqlserver: `SET ANSI_NULLS ON
GO
IF NOT EXISTS (SELECT 1 FROM sys.tables WHERE name = N'Book')
BEGIN
  CREATE TABLE [dbo].[Book] ([Id] int IDENTITY(1,1) NOT NULL, [Title] nvarchar(max) NULL CONSTRAINT [DF_]]x] DEFAULT (N'it''s'),
    CONSTRAINT [PK_Book] PRIMARY KEY CLUSTERED ([Id] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY]) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
END
GO 2
ALTER TABLE [dbo].[Book] WITH CHECK ADD CONSTRAINT [FK] FOREIGN KEY([Id]) REFERENCES [dbo].[Other] ([Id]) ON DELETE CASCADE
EXEC('CREATE INDEX ix ON dbo.Book (Title)') EXEC sp_rename N'dbo.Book.Title', N'Name', 'COLUMN' -- a /* nested */ one
GO
CREATE PROCEDURE p @a int = 1 AS BEGIN IF @a > 1 DELETE FROM Book WHERE Id = @a ELSE PRINT 'x' END
GO
DECLARE @sql nvarchar(max) = N'DROP TABLE b'; WHILE 1 = 0 BEGIN EXEC sp_executesql @sql BREAK END`,
  oracle: `SET DEFINE OFF
PROMPT creating
CREATE TABLE book (id NUMBER(10) GENERATED ALWAYS AS IDENTITY, title VARCHAR2(80 CHAR) DEFAULT q'[it's]' NOT NULL ENABLE,
  CONSTRAINT pk_book PRIMARY KEY (id) USING INDEX TABLESPACE users) TABLESPACE users PCTFREE 10
/
ALTER TABLE book ADD (a DATE, b TIMESTAMP(6) WITH LOCAL TIME ZONE);
BEGIN
  EXECUTE IMMEDIATE 'DROP TABLE old';
EXCEPTION WHEN OTHERS THEN IF SQLCODE != -942 THEN RAISE; END IF;
END;
/
CREATE OR REPLACE TRIGGER t BEFORE INSERT ON book FOR EACH ROW BEGIN :new.id := book_seq.nextval; END;
/
COMMENT ON COLUMN book.title IS 'it''s; here';
EXIT`,
};
const TEMPLATES = `{{if .postgres}}ALTER TABLE {{.prefix}}books ADD COLUMN \${col} text;{{else}}DROP TABLE {{ index .Options "n" }}.books;{{end}}
#{statement};
<% if x %>CREATE INDEX i ON t (a);<% end %> {% if y %}DROP TABLE b;{% endif %}`;

function spansOf(value: unknown, found: Span[] = []): readonly Span[] {
  if (Array.isArray(value)) for (const item of value) spansOf(item, found);
  else if (typeof value === 'object' && value !== null) {
    if ('uri' in value && 'start' in value && 'end' in value) found.push(value as Span);
    else for (const item of Object.values(value)) spansOf(item, found);
  }
  return found;
}

function checkSpans(script: Script, text: string): void {
  for (const span of spansOf(script.statements)) {
    expect(span.start.offset).toBeGreaterThanOrEqual(0);
    expect(span.end.offset).toBeLessThanOrEqual(text.length);
    expect(span.start.offset).toBeLessThanOrEqual(span.end.offset);
  }
}

/** A small generator of its own, so that a failure comes again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('a text that is being typed', () => {
  for (const dialect of DIALECTS) {
    it(`is read at every point where it may be cut off, in ${dialect}`, () => {
      for (const text of [TEXTS[dialect], TEMPLATES]) {
        for (let cut = 0; cut <= text.length; cut++) {
          const part = text.slice(0, cut);
          checkSpans(readSql('file:///cut.sql', part, dialect), part);
        }
      }
    });

    it(`is read with any one line missing, in ${dialect}`, () => {
      const lines = TEXTS[dialect].split('\n');
      for (let i = 0; i < lines.length; i++) {
        const part = lines.filter((_line, at) => at !== i).join('\n');
        checkSpans(readSql('file:///line.sql', part, dialect), part);
      }
    });
  }
});

describe('bytes that are no SQL', () => {
  it('give statements or none, in every dialect, and never an exception', () => {
    const next = random(7);
    const signs = '\'"`[](){};,.$#@\\/*-!%:=<> \n\t0aZé\u0000\ufeff😀';
    for (let round = 0; round < 400; round++) {
      let text = '';
      while (text.length < 120)
        text += next() < 0.7 ? signs.charAt(Math.floor(next() * signs.length)) : ' CREATE TABLE t ';
      for (const dialect of DIALECTS) checkSpans(readSql('file:///noise.sql', text, dialect), text);
    }
  });

  it('shuffled words of real statements are read too', () => {
    const next = random(11);
    for (const dialect of DIALECTS) {
      const words = TEXTS[dialect].split(/\b/);
      for (let round = 0; round < 150; round++) {
        const text = Array.from({ length: 60 }, () => words[Math.floor(next() * words.length)] ?? '').join('');
        checkSpans(readSql('file:///words.sql', text, dialect), text);
      }
    }
  });
});

/** Lets the runner hear from this worker between two long readings. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the time that reading takes', () => {
  const HARD: Readonly<Record<string, string>> = {
    'opening parentheses': '(',
    'CREATE TABLE and parentheses': 'create table a ((',
    'opening brackets': '[',
    quotes: "'",
    'dollar quotes': '$a$b$',
    'comments opened': '/* ',
    'executable comments': '/*!40101 ',
    'templates opened': '{{',
    'template conditions': '{{if a}}',
    'templates on lines of their own': '\n{{x}}\n',
    'blocks opened': 'create trigger t begin ',
    'CASE without END': 'create procedure p() begin case ',
    'nested DO blocks': 'do $$ begin execute $a$ do ',
    semicolons: ';',
    'commas in a table': 'create table t (a int,',
    'words in a row': 'alter table a add ',
    labels: '<<a>> ',
    'called routines': "create procedure p() begin execute immediate 'x'; end; call p();",
    'prepared strings': "set @a = 'drop table b'; prepare x from @a;",
    delimiters: '\ndelimiter //\n',
    'psql lines': '\\a\n',
    'COPY without end': 'copy t from stdin;\n',
    guards: 'if a = 1 ',
    'guards that create': 'if not exists (select 1) create table t (a int) else drop table t ',
    'GO lines': '\ngo\n',
    'dynamic SQL': "exec('create table a (b int)') exec sp_rename 'a.b', 'c' ",
    'variables of T-SQL': "declare @a nvarchar(9) = N'drop table t' exec(@a) ",
    'PL/SQL blocks': "declare v varchar2(9) := 'a'; begin execute immediate v; ",
    'slash lines': '\n/\n',
    'q quotes': "q'[",
    'SQL*Plus lines': '\nprompt a -\n',
  };
  for (const [name, part] of Object.entries(HARD)) {
    it(`grows no faster than the text: ${name}`, async () => {
      for (const dialect of DIALECTS) {
        expectLinear((text) => readSql('file:///hard.sql', text, dialect), part, `${name} in ${dialect}`);
        await turn();
      }
    }, 60_000);
  }

  it('reads a megabyte of parentheses', async () => {
    for (const dialect of DIALECTS) {
      expect(readSql('file:///a.sql', '('.repeat(1_000_000), dialect).statements).toHaveLength(1);
      await turn();
    }
  }, 60_000);
});
