import type { DropTable, QualifiedName, Statement } from '../../model';
import { objectKey } from '../../model';
import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import { isRebuildStep } from '../rebuild';
import { tablesReferencing } from '../references';
import { defineRule } from '../rule';

interface Dropped {
  readonly operation: DropTable;
  readonly statement: Statement;
  readonly dependents: readonly string[];
}

interface Seen {
  readonly dropped: Map<string, Dropped>;
  /** New key of a table that was renamed here, to its old one: what is dropped under the new name was the old table. */
  readonly renamed: Map<string, string>;
  readonly made: Set<string>;
}

const start = (): Seen => ({ dropped: new Map(), renamed: new Map(), made: new Set() });

export const rule = defineRule({
  id: 'drop-table',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'DROP TABLE loses the rows, and fails the queries of code that still runs.',
  why: 'The rows are gone when the migration commits, and code deployed before it still asks for the table until the rollout ends. A table made in the same migration, a temporary one, and the old half of a rebuild (dropped and made again, or replaced by a renamed copy) are no loss.',
  instead:
    'Release code that no longer uses the table; rename it (orders_deprecated) and keep it for a release; then drop it, with a suppression that gives the reason.',
  sources: ['https://www.postgresql.org/docs/current/sql-droptable.html', 'https://atlasgo.io/lint/analyzers#DS102'],
  check: {
    dropTable(operation, context) {
      if (context.isNew(operation.table)) return;
      const { dialect, schema } = context;
      const key = objectKey(dialect, operation.table.schema, operation.table.name);
      if (isRebuildStep(schema, operation.table)) return;
      // What the history does not make is not there to lose; where there is no history, nobody knows.
      if (operation.ifExists && !schema.tables.has(key) && schema.tables.size > 0) return;
      const dependents = operation.cascade ? tablesReferencing(schema, operation.table) : [];
      context.memory(start).dropped.set(key, { operation, statement: context.statement, dependents });
    },
    createTable(operation, context) {
      const { dropped, made } = context.memory(start);
      const key = objectKey(context.dialect, operation.table.schema, operation.table.name);
      dropped.delete(key);
      made.add(key);
    },
    renameTable(operation, context) {
      const to: QualifiedName = { ...operation.to, schema: operation.to.schema ?? operation.table.schema };
      const { dropped, made, renamed } = context.memory(start);
      const key = objectKey(context.dialect, to.schema, to.name);
      dropped.delete(key);
      made.add(key);
      renamed.set(key, objectKey(context.dialect, operation.table.schema, operation.table.name));
    },
    migration(context) {
      const { dropped, made, renamed } = context.memory(start);
      const statements = new Map<Statement, Dropped[]>();
      for (const [key, drop] of dropped) {
        const origin = renamed.get(key);
        // Renamed away, made again under its own name, dropped: the other way round of a rebuild.
        if (origin !== undefined && made.has(origin)) continue;
        statements.set(drop.statement, [...(statements.get(drop.statement) ?? []), drop]);
      }
      for (const drops of statements.values()) {
        const [first] = drops;
        if (!first) continue;
        const { table } = first.operation;
        context.report({ span: table.span, table, message: message(drops) });
      }
    },
  },
});

function message(drops: readonly Dropped[]): string {
  const names = listed(drops.map(({ operation }) => tableName(operation.table)));
  const dependents = [...new Set(drops.flatMap((drop) => drop.dependents))];
  const also = dependents.length > 0 ? ` CASCADE also drops the foreign keys of ${listed(dependents)}.` : '';
  const [their, them] = drops.length === 1 ? ['its', 'it'] : ['their', 'them'];
  const tables = drops.length === 1 ? 'the table' : 'the tables';
  return `Dropping ${names} loses ${their} rows, and code that still runs fails on ${them}.${also} Release code without ${them} first and keep ${tables} renamed for a release; if that is done, suppress this with the reason.`;
}

export const cases: Cases = {
  good: [
    { title: 'a table made in the same migration', sql: 'CREATE TABLE t (id int PRIMARY KEY);\nDROP TABLE t;' },
    { title: 'a temporary table', sql: 'CREATE TEMP TABLE t AS SELECT 1 AS id;\nDROP TABLE t;' },
    {
      title: 'the old half of a rebuild in SQLite',
      dialect: 'sqlite',
      before: 'CREATE TABLE users (id integer PRIMARY KEY, name text);',
      sql: 'CREATE TABLE new_users (id integer PRIMARY KEY, name text NOT NULL);\nINSERT INTO new_users SELECT id, name FROM users;\nDROP TABLE users;\nALTER TABLE new_users RENAME TO users;',
    },
    {
      title: 'the old half of a rebuild that renames it away first',
      dialect: 'sqlite',
      before: 'CREATE TABLE users (id integer PRIMARY KEY, name text);',
      sql: 'ALTER TABLE users RENAME TO _users_old;\nCREATE TABLE users (id integer PRIMARY KEY, name text NOT NULL);\nINSERT INTO users SELECT id, name FROM _users_old;\nDROP TABLE _users_old;',
    },
    {
      title: 'one step of a rebuild that is spread over migrations',
      dialect: 'sqlite',
      before: 'CREATE TABLE users (id integer PRIMARY KEY);\nCREATE TABLE _users_tmp (id integer PRIMARY KEY);',
      sql: 'DROP TABLE users;',
    },
    {
      title: 'IF EXISTS of a table that no migration made',
      sql: 'DROP TABLE IF EXISTS users;\nCREATE TABLE users (id int PRIMARY KEY);',
    },
    {
      title: 'IF EXISTS of a table that the history does not make',
      before: 'CREATE TABLE users (id int PRIMARY KEY);',
      sql: 'DROP TABLE IF EXISTS sessions;',
    },
    {
      title: 'a down script',
      purpose: 'down',
      before: 'CREATE TABLE users (id int PRIMARY KEY);',
      sql: 'DROP TABLE users;',
    },
  ],
  bad: [
    {
      title: 'a table of an earlier migration',
      before: 'CREATE TABLE users (id int PRIMARY KEY);',
      sql: 'DROP TABLE IF EXISTS «users»;',
      says: [
        'Dropping users loses its rows, and code that still runs fails on it. Release code without it first and keep the table renamed for a release; if that is done, suppress this with the reason.',
      ],
    },
    {
      title: 'with CASCADE, which drops foreign keys of other tables',
      before:
        'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE posts (id int PRIMARY KEY, author_id int REFERENCES users);',
      sql: 'DROP TABLE «users» CASCADE;',
      says: [
        'Dropping users loses its rows, and code that still runs fails on it. CASCADE also drops the foreign keys of posts. Release code without it first and keep the table renamed for a release; if that is done, suppress this with the reason.',
      ],
    },
    {
      title: 'several in one statement',
      before: 'CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY);',
      sql: 'DROP TABLE «a», b;',
      says: [
        'Dropping a and b loses their rows, and code that still runs fails on them. Release code without them first and keep the tables renamed for a release; if that is done, suppress this with the reason.',
      ],
    },
    {
      title: 'IF EXISTS where no history tells whether it does',
      sql: 'DROP TABLE IF EXISTS «sessions» CASCADE;',
      says: [
        'Dropping sessions loses its rows, and code that still runs fails on it. Release code without it first and keep the table renamed for a release; if that is done, suppress this with the reason.',
      ],
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      sql: 'DROP TABLE «`old_log`»;',
      says: [
        'Dropping old_log loses its rows, and code that still runs fails on it. Release code without it first and keep the table renamed for a release; if that is done, suppress this with the reason.',
      ],
    },
  ],
};
