import type { DropTable, QualifiedName } from '../../model';
import { objectKey } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { tablesReferencing } from '../references';
import { defineRule } from '../rule';

interface Dropped {
  readonly operation: DropTable;
  readonly dependents: readonly string[];
}

interface Seen {
  readonly dropped: Map<string, Dropped>;
}

const start = (): Seen => ({ dropped: new Map() });

export const rule = defineRule({
  id: 'drop-table',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite'],
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
      // Dropping what no history makes, IF EXISTS, is how a first migration clears the ground.
      if (operation.ifExists && !schema.tables.has(key)) return;
      const dependents = operation.cascade ? tablesReferencing(schema, operation.table) : [];
      context.memory(start).dropped.set(key, { operation, dependents });
    },
    createTable(operation, context) {
      context.memory(start).dropped.delete(objectKey(context.dialect, operation.table.schema, operation.table.name));
    },
    renameTable(operation, context) {
      const to: QualifiedName = { ...operation.to, schema: operation.to.schema ?? operation.table.schema };
      context.memory(start).dropped.delete(objectKey(context.dialect, to.schema, to.name));
    },
    migration(context) {
      for (const { operation, dependents } of context.memory(start).dropped.values()) {
        const name = tableName(operation.table);
        const also =
          operation.cascade && dependents.length > 0
            ? ` CASCADE also drops the foreign keys of ${dependents.join(', ')}.`
            : '';
        context.report({
          span: operation.table.span,
          table: operation.table,
          message: `Dropping ${name} loses its rows, and code that still runs fails on it.${also} Release code without it first and keep the table renamed for a release; if that is done, suppress this with the reason.`,
        });
      }
    },
  },
});

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
      title: 'IF EXISTS of a table that no migration made',
      sql: 'DROP TABLE IF EXISTS users;\nCREATE TABLE users (id int PRIMARY KEY);',
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
      title: 'in MySQL',
      dialect: 'mysql',
      sql: 'DROP TABLE «`old_log`»;',
      says: [
        'Dropping old_log loses its rows, and code that still runs fails on it. Release code without it first and keep the table renamed for a release; if that is done, suppress this with the reason.',
      ],
    },
  ],
};
