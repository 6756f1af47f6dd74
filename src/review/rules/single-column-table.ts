import type { Cases } from '../cases';
import { isText } from '../column-words';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'single-column-table',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A table of one column that is no text says nothing of its rows.',
  why: 'It is mostly a table whose columns were forgotten, or one that is no longer used. A list of allowed texts is let pass. Opinion: counters and locks are made so.',
  instead: 'Add what is known of a row, or drop the table.',
  sources: ['https://www.postgresql.org/docs/current/ddl-basics.html'],
  check: {
    table(table, context) {
      const [only, second] = table.columns;
      if (!isDesigned(table) || !only || second || isText(only)) return;
      context.report({
        span: table.at,
        table,
        message: `${table.name} has one column, ${only.name}: it says nothing of its rows. Add what is known of them, or drop the table.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'a list of texts', sql: 'CREATE TABLE countries (code text PRIMARY KEY);' }],
  bad: [
    {
      title: 'an id alone',
      sql: 'CREATE TABLE «t» (id bigint PRIMARY KEY);',
      says: ['t has one column, id: it says nothing of its rows. Add what is known of them, or drop the table.'],
    },
  ],
};
