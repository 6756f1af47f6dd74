import type { Table } from '../../model';
import { objectKey } from '../../model';
import type { Cases } from '../cases';
import { listed } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';
import { isTemplated } from '../templates';

export const rule = defineRule({
  id: 'missing-primary-key',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A table without a primary key has no way to name one row.',
  why: 'Duplicate rows cannot be told apart or removed, PostgreSQL refuses UPDATE and DELETE on a published table that has no replica identity, MySQL replicates row by row with a full scan each and refuses the table in Group Replication, and most ORMs cannot map it. Partitions have their parent’s key; staging tables (temporary, unlogged, filled by a query) need none. It is design advice (info) where a unique key without NULL can stand in, and in SQLite, where each row has a rowid.',
  instead:
    'Declare the natural key when one is short and never changes; for a join table that is its foreign keys together; else id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY.',
  sources: [
    'https://www.postgresql.org/docs/current/logical-replication-publication.html',
    'https://dev.mysql.com/doc/refman/8.4/en/group-replication-requirements.html',
  ],
  check: {
    table(table, context) {
      if (table.kind !== 'table' || table.primaryKey || isStaging(table) || hasKeyFromElsewhere(table, context)) return;
      if (isTemplated(context, table.span)) return;
      const key = uniqueAndNotNull(table);
      // Every row of SQLite has a rowid, and a unique key is all that a primary key is besides.
      if (context.dialect === 'sqlite' && key) return;
      const severity = key || context.dialect === 'sqlite' ? { severity: 'info' as const } : {};
      context.report({ span: table.at, table, message: message(table, key, context), ...severity });
    },
  },
});

/** Tables that live for a load or a test, and tables whose columns we could not tell. */
function isStaging(table: Table): boolean {
  return table.temporary === true || table.unlogged === true || !table.complete || table.columns.length === 0;
}

/** A partition's key is checked on its parent; an inheritance child repeats what its parent was told. */
function hasKeyFromElsewhere(table: Table, context: BaseContext): boolean {
  if (table.partitionOf) return true;
  return (table.inherits ?? []).some(
    (parent) => !context.schema.tables.get(objectKey(context.dialect, parent.schema, parent.name))?.primaryKey,
  );
}

/** A unique key, or a unique index over all rows, that holds no NULL: a primary key but for the name. */
function uniqueAndNotNull(table: Table): readonly string[] | undefined {
  const indexes = table.indexes.filter(({ unique, where }) => unique && !where);
  const key = [...table.uniques, ...indexes].find(({ columns }) =>
    columns.every(({ column, prefix }) => column && prefix === undefined && isNotNull(table, column.name)),
  );
  return key?.columns.map(({ column }) => column?.name ?? '');
}

function message(table: Table, key: readonly string[] | undefined, context: BaseContext): string {
  if (key) {
    return `${table.name} has no primary key, though (${key.join(', ')}) is unique and not null: declare that PRIMARY KEY, so that replication and ORMs can name a row.`;
  }
  if (isJoinTable(table)) {
    const names = table.foreignKeys.flatMap(({ columns }) => columns.map(({ name }) => name));
    return `${table.name} joins ${listed(table.foreignKeys.map(({ refTable }) => refTable.name))} without a primary key, so the same pair can be stored twice: PRIMARY KEY (${names.join(', ')}).`;
  }
  if (context.dialect === 'sqlite') {
    return `${table.name} has no primary key: a row has only its rowid, which VACUUM may change, and an ORM cannot map it. Declare a natural key, or id INTEGER PRIMARY KEY.`;
  }
  return `${table.name} has no primary key: its rows cannot be told apart, replicated by key or mapped by an ORM. Declare a natural key, or an identity column.`;
}

function isNotNull(table: Table, name: string): boolean {
  return table.columns.some((column) => column.name === name && column.notNull);
}

/** Two references to different tables, and hardly anything besides. */
function isJoinTable(table: Table): boolean {
  const [first, second, more] = table.foreignKeys;
  return (
    first !== undefined &&
    second !== undefined &&
    !more &&
    first.refTable.name !== second.refTable.name &&
    table.columns.length <= 3
  );
}

export const cases: Cases = {
  good: [
    {
      title: 'a key behind the column',
      sql: 'CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);',
      clean: true,
    },
    {
      title: 'a key of its own',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b)) ENGINE=InnoDB;',
    },
    { title: 'a key added later', sql: 'CREATE TABLE t (a int NOT NULL);\nALTER TABLE t ADD PRIMARY KEY (a);' },
    {
      title: 'a partition of a table that has one',
      sql: 'CREATE TABLE p (d date PRIMARY KEY) PARTITION BY RANGE (d);\nCREATE TABLE p1 PARTITION OF p DEFAULT;',
    },
    {
      title: 'temporary and unlogged staging tables',
      sql: 'CREATE TEMP TABLE a (x int);\nCREATE UNLOGGED TABLE b (x int);',
    },
    { title: 'a table made from a query', sql: 'CREATE TABLE snapshot AS SELECT 1 AS x;' },
    {
      title: 'a copy with the keys of its source',
      sql: 'CREATE TABLE t (id int PRIMARY KEY);\nCREATE TABLE u (LIKE t INCLUDING ALL);',
    },
    {
      title: 'a unique key without NULL in SQLite, which is as good there',
      dialect: 'sqlite',
      sql: 'CREATE TABLE user_setting (user_id INTEGER NOT NULL, key TEXT NOT NULL, UNIQUE (user_id, key));',
    },
    {
      title: 'a table whose key a template may bring',
      dialect: 'sqlite',
      sql: 'CREATE TABLE positions (id $%AUTO_INCREMENT_PRIMARY_KEY%$, n BIGINT NOT NULL);',
    },
    {
      title: 'a full-text index, which SQLite keys by itself',
      dialect: 'sqlite',
      sql: 'CREATE VIRTUAL TABLE notes USING fts5(body);',
    },
  ],
  bad: [
    {
      title: 'a table of SQLite, whose rows have a rowid at least',
      dialect: 'sqlite',
      sql: 'CREATE TABLE «visits» (page TEXT, at TEXT);',
      says: [
        'visits has no primary key: a row has only its rowid, which VACUUM may change, and an ORM cannot map it. Declare a natural key, or id INTEGER PRIMARY KEY.',
      ],
    },
    {
      title: 'a unique index over columns that are not null, as ORMs make them',
      sql: 'CREATE TABLE «tokens» (identifier text NOT NULL, token text NOT NULL);\nCREATE UNIQUE INDEX ON tokens (identifier, token);',
      says: [
        'tokens has no primary key, though (identifier, token) is unique and not null: declare that PRIMARY KEY, so that replication and ORMs can name a row.',
      ],
    },
    {
      title: 'a table with columns only',
      sql: 'CREATE TABLE «visits» (page text, at timestamptz);',
      says: [
        'visits has no primary key: its rows cannot be told apart, replicated by key or mapped by an ORM. Declare a natural key, or an identity column.',
      ],
    },
    {
      title: 'a unique key over columns that are not null could be the primary key',
      dialect: 'mysql',
      sql: 'CREATE TABLE «settings» (name varchar(50) NOT NULL, value text, UNIQUE KEY (name)) ENGINE=InnoDB;',
      says: [
        'settings has no primary key, though (name) is unique and not null: declare that PRIMARY KEY, so that replication and ORMs can name a row.',
      ],
    },
    {
      title: 'a join table',
      dialect: 'sqlite',
      sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY);\nCREATE TABLE b (id INTEGER PRIMARY KEY);\nCREATE TABLE «a_b» (a_id INT REFERENCES a (id), b_id INT REFERENCES b (id));',
      says: [
        'a_b joins a and b without a primary key, so the same pair can be stored twice: PRIMARY KEY (a_id, b_id).',
      ],
    },
    {
      title: 'in SQL Server',
      dialect: 'sqlserver',
      sql: 'CREATE TABLE «logs» (at datetime2, line nvarchar(max));',
      says: [
        'logs has no primary key: its rows cannot be told apart, replicated by key or mapped by an ORM. Declare a natural key, or an identity column.',
      ],
    },
  ],
};
