import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'table-comment-missing',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'oracle'],
  recommended: false,
  what: 'A table has no comment that says what a row of it is.',
  why: 'Tools, reports and people who were not there read it from the name alone. Opinion.',
  instead: 'COMMENT ON TABLE (PostgreSQL, Oracle), COMMENT = (MySQL).',
  sources: [
    'https://www.postgresql.org/docs/current/sql-comment.html',
    'https://dev.mysql.com/doc/refman/8.4/en/create-table.html',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table) || table.comment) return;
      context.report({ span: table.at, table, message: `${table.name} has no comment that says what a row of it is.` });
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'a comment',
      sql: "CREATE TABLE t (id int PRIMARY KEY);\nCOMMENT ON TABLE t IS 'Orders as they came in';",
    },
  ],
  bad: [
    {
      title: 'none',
      sql: 'CREATE TABLE «t» (id int PRIMARY KEY);',
      says: ['t has no comment that says what a row of it is.'],
    },
  ],
};
