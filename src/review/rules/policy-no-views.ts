import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'policy-no-views',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A view binds its tables: their columns cannot be dropped or changed while it is there.',
  why: 'A policy for teams that keep queries in the application.',
  instead: 'Keep the query where it is asked.',
  sources: ['https://www.postgresql.org/docs/current/sql-createview.html'],
  check: {
    createView({ view }, context) {
      context.report({ span: view.span, message: `View ${view.name}: this project keeps queries in the application.` });
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'none', sql: 'CREATE TABLE t (id int PRIMARY KEY);' }],
  bad: [
    {
      title: 'a view',
      sql: 'CREATE VIEW «v» AS SELECT id FROM t;',
      says: ['View v: this project keeps queries in the application.'],
    },
  ],
};
