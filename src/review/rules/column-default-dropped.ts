import type { AddColumn } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { tableKey, tableName } from '../names';
import { defineRule } from '../rule';

const start = () => new Map<string, AddColumn>();

export const rule = defineRule({
  id: 'column-default-dropped',
  category: 'backward-compat',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A NOT NULL column is added with a default that the same migration takes away again.',
  why: 'The default fills the old rows, but every INSERT of the code that still runs, which does not know the column, fails from then on until the rollout ends. Django and Prisma do so for a default that only the program knows. A table made in the same migration is exempt.',
  instead: 'Keep the default until all code writes the column; drop it in a later release, if it must go.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://docs.djangoproject.com/en/5.2/ref/models/fields/#db-default',
  ],
  check: {
    addColumn(operation, context) {
      const { table, column } = operation;
      if (context.isNew(table) || column.nullable !== false || !column.default || column.default.kind === 'null')
        return;
      context.memory(start).set(`${tableKey(context, table)}.${nameKey(context.dialect, column.name.name)}`, operation);
    },
    alterColumn({ table, column, change, span }, context) {
      if (change.kind !== 'dropDefault') return;
      const added = context.memory(start).get(`${tableKey(context, table)}.${nameKey(context.dialect, column.name)}`);
      if (!added) return;
      const keep = context.tool === 'django-migrations' ? 'Give it a db_default (Django 5.0), which stays.' : KEEP;
      context.report({
        span,
        table,
        message: `${tableName(table)}.${column.name} is NOT NULL and loses its default at once: INSERTs of the code that still runs, which does not name it, fail until the rollout ends. ${keep}`,
        related: [{ span: added.column.name.span, message: 'The column is added here' }],
      });
    },
  },
});

const KEEP = 'Keep the default until all code writes the column.';

const T = 'CREATE TABLE users (id bigint PRIMARY KEY);';

export const cases: Cases = {
  good: [
    {
      title: 'a default that stays',
      before: T,
      sql: "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN plan text NOT NULL DEFAULT 'free';",
      clean: true,
    },
    {
      title: 'in a later migration',
      before: `${T}\nALTER TABLE users ADD COLUMN plan text NOT NULL DEFAULT 'free';`,
      sql: 'ALTER TABLE users ALTER COLUMN plan DROP DEFAULT;',
    },
    {
      title: 'a column that may be NULL',
      before: T,
      sql: "ALTER TABLE users ADD COLUMN plan text DEFAULT 'free';\nALTER TABLE users ALTER COLUMN plan DROP DEFAULT;",
    },
    {
      title: 'a new table',
      sql: `${T}\nALTER TABLE users ADD COLUMN plan text NOT NULL DEFAULT 'free';\nALTER TABLE users ALTER COLUMN plan DROP DEFAULT;`,
    },
  ],
  bad: [
    {
      title: 'at once',
      before: T,
      sql: "ALTER TABLE users ADD COLUMN plan text NOT NULL DEFAULT 'free';\nALTER TABLE users «ALTER COLUMN plan DROP DEFAULT»;",
      says: [
        'users.plan is NOT NULL and loses its default at once: INSERTs of the code that still runs, which does not name it, fail until the rollout ends. Keep the default until all code writes the column.',
      ],
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      before: T,
      sql: "ALTER TABLE users ADD COLUMN plan varchar(9) NOT NULL DEFAULT 'free';\nALTER TABLE users «ALTER COLUMN plan DROP DEFAULT»;",
      says: [
        'users.plan is NOT NULL and loses its default at once: INSERTs of the code that still runs, which does not name it, fail until the rollout ends. Keep the default until all code writes the column.',
      ],
    },
  ],
};
