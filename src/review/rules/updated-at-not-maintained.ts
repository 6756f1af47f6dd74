import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'updated-at-not-maintained',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'sqlite', 'mysql', 'mariadb'],
  recommended: false,
  what: 'updated_at has the time of the INSERT as its default, and nothing in the database changes it on UPDATE.',
  why: 'An UPDATE by hand, by a job or by another service leaves it as it was, and whoever copies what changed since then misses the row. Opinion: where all writes go through one ORM, that sets it.',
  instead: 'A BEFORE UPDATE trigger; ON UPDATE CURRENT_TIMESTAMP in MySQL.',
  sources: [
    'https://www.postgresql.org/docs/current/plpgsql-trigger.html',
    'https://dev.mysql.com/doc/refman/8.4/en/timestamp-initialization.html',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      const column = table.columns.find(({ name }) =>
        /^(?:updated|modified|lastupdated|lastmodified)(?:at|on)?$/.test(wordsOf(name).join('')),
      );
      if (!column?.default || column.onUpdate || column.generated) return;
      if (table.triggers.some(({ events }) => events.some((event) => /update/i.test(event)))) return;
      context.report({
        span: column.at,
        table,
        message: `${table.name}.${column.name} keeps the time of the INSERT: nothing in the database changes it on UPDATE. ${context.dialect === 'mysql' || context.dialect === 'mariadb' ? 'Add ON UPDATE CURRENT_TIMESTAMP' : 'Add a trigger'}.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'a trigger',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, updated_at timestamptz DEFAULT now());\nCREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();',
    },
    {
      title: 'ON UPDATE in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, updated_at timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);',
    },
  ],
  bad: [
    {
      title: 'a default alone',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «updated_at» timestamptz NOT NULL DEFAULT now());',
      says: ['t.updated_at keeps the time of the INSERT: nothing in the database changes it on UPDATE. Add a trigger.'],
    },
  ],
};
