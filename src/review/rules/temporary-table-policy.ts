import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'temporary-table-policy',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A temporary table lives as long as the connection that made it.',
  why: 'A policy: behind a pooler of transactions the next statement may run on another connection; MySQL replicates such tables by statement alone.',
  instead: 'A subquery, or a table with a key for the run.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/create-temporary-table.html'],
  check: {
    createTable({ table, temporary }, context) {
      if (!temporary) return;
      context.report({ span: table.span, message: `${table.name} is temporary: this project does without.` });
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'a lasting table', sql: 'CREATE TABLE t (id int PRIMARY KEY);' }],
  bad: [
    {
      title: 'a temporary one',
      sql: 'CREATE TEMPORARY TABLE «t» (id int);',
      says: ['t is temporary: this project does without.'],
    },
  ],
};
