import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../src/model';
import { type DiffOptions, diff } from '../../src/plan';
import { printScript } from '../../src/sql';
import { schemaOf } from '../sql/operations';

function statements(dialect: Dialect, before: string, after: string, options: DiffOptions = {}): readonly string[] {
  const from = schemaOf(before, dialect);
  return printScript(diff(from, schemaOf(after, dialect), options).operations, dialect, { schema: from }).statements;
}

describe('spelling is no difference', () => {
  const SAME: readonly (readonly [Dialect, string, string])[] = [
    ['postgresql', 'a int', 'a integer'],
    ['postgresql', 'a varchar(10)', 'a character varying(10)'],
    ['postgresql', 'a timestamptz', 'a timestamp with time zone'],
    ['postgresql', "a text default 'x'", "a text default 'x'::text"],
    ['postgresql', "a varchar(9) default 'x'", "a varchar(9) default ('x'::character varying)"],
    ['postgresql', 'a timestamptz default now()', 'a timestamptz default CURRENT_TIMESTAMP'],
    ['postgresql', 'a boolean default true', "a boolean default 't'"],
    ['postgresql', 'a int default 0', "a int default '0'::integer"],
    ['postgresql', 'a numeric(8,2) default 0', 'a numeric(8,2) default 0.00'],
    ['postgresql', "a text[] default '{}'", 'a text[] default ARRAY[]::text[]'],
    ['postgresql', 'a int default null', 'a int'],
    ['postgresql', 'a int unique', 'a int, constraint t_a_key unique (a)'],
    ['postgresql', 'a int, check (a > 0)', 'a int, constraint t_a_check check ((A > (0)))'],
    [
      'postgresql',
      "s varchar(9), constraint c check (s in ('a', 'b'))",
      "s varchar(9), constraint c check (((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))",
    ],
    ['postgresql', 'a int, check (a between 1 and 9)', 'a int, check ((a >= 1) and (a <= 9))'],
    ['mysql', 'a int', 'a int(11)'],
    ['mysql', 'a boolean default true', 'a tinyint(1) default 1'],
    ['mysql', "a int default '5'", 'a int default 5'],
    ['mysql', 'a datetime default now()', 'a datetime default current_timestamp'],
    ['mysql', 'a int, unique (a)', 'a int, unique key a (a)'],
    ['mysql', 'a int, foreign key (a) references t (id)', 'a int, key a (a), foreign key (a) references t (id)'],
    ['sqlite', 'a text default (1)', 'a text default 1'],
    ['sqlserver', 'a int default ((0))', 'a int default 0'],
    ['sqlserver', 'a datetime default (getdate())', 'a datetime default CURRENT_TIMESTAMP'],
  ];
  test.each(SAME)('%s: %s | %s', (dialect, a, b) => {
    const table = (columns: string) => `create table t (id int primary key, ${columns});`;
    expect(statements(dialect, table(a), table(b))).toEqual([]);
    expect(statements(dialect, table(b), table(a))).toEqual([]);
  });

  test('a schema that is named and one that is implied are the same', () => {
    expect(statements('postgresql', 'create table public.t (a int);', 'create table t (a int);')).toEqual([]);
    expect(statements('sqlserver', 'create table dbo.t (a int);', 'create table T (A int);')).toEqual([]);
  });
});

describe('what differs', () => {
  test('tables are made after those that they refer to, circles are closed behind', () => {
    expect(
      statements(
        'postgresql',
        '',
        'create table a (id int primary key, b int); create table b (id int primary key, a int references a); alter table a add foreign key (b) references b (id);',
      ),
    ).toEqual([
      'CREATE TABLE b (\n  id int NOT NULL,\n  a int,\n  PRIMARY KEY (id)\n)',
      'CREATE TABLE a (\n  id int NOT NULL,\n  b int,\n  PRIMARY KEY (id),\n  FOREIGN KEY (b) REFERENCES b (id)\n)',
      'ALTER TABLE b ADD FOREIGN KEY (a) REFERENCES a (id)',
    ]);
  });

  test('tables that go drop those that refer to others first', () => {
    expect(
      statements('postgresql', 'create table a (id int primary key); create table b (a int references a);', ''),
    ).toEqual(['DROP TABLE b', 'DROP TABLE a']);
  });

  test('views stand aside for a column that changes, with all that reads them', () => {
    const table = (type: string) =>
      `create table t (id int, n ${type}); create view v as select n from t; create view w as select * from v;`;
    expect(statements('postgresql', table('int'), table('bigint'))).toEqual([
      'DROP VIEW w',
      'DROP VIEW v',
      'ALTER TABLE t ALTER COLUMN n TYPE bigint',
      'CREATE VIEW v AS\nselect n from t',
      'CREATE VIEW w AS\nselect * from v',
    ]);
  });

  test('enum values are added in their places', () => {
    expect(
      statements('postgresql', "create type m as enum ('a', 'd');", "create type m as enum ('a', 'b', 'c', 'd', 'e');"),
    ).toEqual([
      "ALTER TYPE m ADD VALUE 'b' BEFORE 'd'",
      "ALTER TYPE m ADD VALUE 'c' BEFORE 'd'",
      "ALTER TYPE m ADD VALUE 'e'",
    ]);
  });

  test('an enum that loses a value is made anew, and that is said', () => {
    const schema = (values: string, value: string) =>
      schemaOf(`create type m as enum (${values}); create table t (m m not null default ${value});`, 'postgresql');
    const { operations, notes } = diff(schema("'a', 'b'", "'a'"), schema("'a'", "'a'"));
    expect(printScript(operations, 'postgresql').statements).toEqual([
      'ALTER TYPE m RENAME TO m_old',
      "CREATE TYPE m AS ENUM ('a')",
      'ALTER TABLE t ALTER COLUMN m DROP DEFAULT',
      'ALTER TABLE t ALTER COLUMN m TYPE m USING m::text::m',
      "ALTER TABLE t ALTER COLUMN m SET DEFAULT 'a'",
      'DROP TYPE m_old',
    ]);
    expect(notes.map(({ kind }) => kind)).toEqual(['typeRemade']);
  });

  test('a foreign key steps aside while the key that it leans on is made anew', () => {
    const schema = (key: string) =>
      `create table a (id int, constraint ${key}); create table b (a int constraint b_fk references a (id));`;
    expect(statements('postgresql', schema('a_pk primary key (id)'), schema('a_un unique (id)'))).toEqual([
      'ALTER TABLE b DROP CONSTRAINT b_fk',
      'ALTER TABLE a DROP CONSTRAINT a_pk',
      'ALTER TABLE a ALTER COLUMN id DROP NOT NULL',
      'ALTER TABLE a ADD CONSTRAINT a_un UNIQUE (id)',
      'ALTER TABLE b ADD CONSTRAINT b_fk FOREIGN KEY (a) REFERENCES a (id)',
    ]);
  });

  test('SQLite rebuilds a table once for all its changes, and each says so', () => {
    const before = schemaOf('create table t (id integer primary key, a text);', 'sqlite');
    const after = schemaOf('create table t (id integer primary key, a text not null, b int, check (b > 0));', 'sqlite');
    const { operations, notes } = diff(before, after);
    expect(operations.map(({ kind }) => kind)).toEqual(['alterColumn', 'addColumn', 'addConstraint']);
    expect(notes.map(({ kind }) => kind)).toEqual(['needsRebuild', 'needsRebuild']);
    const { statements: printed } = printScript(operations, 'sqlite', { schema: before });
    expect(printed.filter((one) => one.startsWith('CREATE TABLE'))).toHaveLength(1);
  });
});

describe('renames', () => {
  const before = 'create table users (id int primary key, name text not null, email text);';
  const after = 'create table users (id int primary key, full_name text not null, email text);';

  test('an unsure rename is asked, and dropped and added until it is answered', () => {
    const { operations, questions } = diff(schemaOf(before, 'postgresql'), schemaOf(after, 'postgresql'));
    expect(operations.map(({ kind }) => kind)).toEqual(['addColumn', 'dropColumn']);
    expect(questions).toMatchObject([{ kind: 'column', table: 'users', from: 'name', to: 'full_name' }]);
    expect(questions[0]?.score).toBeGreaterThan(0.7);
  });

  test('yes makes it a rename, no ends the question', () => {
    const answer = (to: string | undefined) =>
      diff(schemaOf(before, 'postgresql'), schemaOf(after, 'postgresql'), {
        renames: [{ kind: 'column', table: 'users', from: 'name', to }],
      });
    expect(answer('full_name').operations.map(({ kind }) => kind)).toEqual(['renameColumn']);
    expect(answer(undefined).questions).toEqual([]);
    expect(answer(undefined).operations.map(({ kind }) => kind)).toEqual(['addColumn', 'dropColumn']);
  });

  test('a renamed table takes along what refers to it', () => {
    const other = 'create table posts (user_id int references users);';
    const renamed = `${before.replace('users', 'accounts')} create table posts (user_id int references accounts);`;
    const from = schemaOf(before + other, 'postgresql');
    const { questions } = diff(from, schemaOf(renamed, 'postgresql'));
    expect(questions).toMatchObject([{ kind: 'table', from: 'users', to: 'accounts' }]);
    expect(
      statements('postgresql', before + other, renamed, {
        renames: [{ kind: 'table', from: 'users', to: 'accounts' }],
      }),
    ).toEqual([
      'ALTER TABLE users RENAME TO accounts',
      'ALTER TABLE accounts RENAME CONSTRAINT users_pkey TO accounts_pkey',
    ]);
  });

  test('columns of different kinds are not asked about', () => {
    const { questions } = diff(
      schemaOf('create table t (id int, born date);', 'postgresql'),
      schemaOf('create table t (id int, price numeric);', 'postgresql'),
    );
    expect(questions).toEqual([]);
  });

  test('a value of an enum that stands in the place of another is asked about', () => {
    const { questions } = diff(
      schemaOf("create type m as enum ('draft', 'done');", 'postgresql'),
      schemaOf("create type m as enum ('draft', 'finished');", 'postgresql'),
    );
    expect(questions).toMatchObject([{ kind: 'enumValue', table: 'm', from: 'done', to: 'finished' }]);
  });
});

test('what the wanted side cannot say is no difference', () => {
  const before = schemaOf(
    'create table t (id int primary key, a int check (a > 0), constraint odd_name unique (a)); create table other (id int);',
    'postgresql',
  );
  const after = schemaOf('create table t (id int primary key, a int unique);', 'postgresql');
  const says = { names: 'loose', silentOn: new Set(['checks', 'other tables'] as const) } as const;
  expect(diff(before, after, { says }).operations).toEqual([]);
});

test('a serial column keeps its sequence when its table or itself is renamed, and nothing of that differs', () => {
  const renamed = schemaOf(
    'create table notes (id serial primary key); alter table notes rename to memos; alter table memos rename column id to number;',
    'postgresql',
  );
  expect(
    diff(renamed, { ...renamed, tables: new Map(renamed.tables), sequences: new Map(renamed.sequences) }).operations,
  ).toEqual([]);
  expect(renamed.sequences.get('notes_id_seq')?.ownedBy).toEqual({ table: 'memos', column: 'number' });
});
