import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'hungarian-notation',
  category: 'naming',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A name begins with what kind of thing it is (tbl_, vw_, int_), which the schema says anyway.',
  why: 'The prefix stays when the table becomes a view and the int a bigint, and every query reads it. Opinion.',
  instead: 'The name alone.',
  sources: ['https://pragprog.com/titles/bksap1/sql-antipatterns-volume-1/'],
  check: {
    table(table, context) {
      if (!table.partitionOf && /^(?:tbl|table)_?(?=[A-Z_]|$)|^(?:tbl|table)_/.test(table.name))
        context.report({
          span: table.at,
          table,
          message: `${table.name} says in its name that it is a table. Leave the prefix out.`,
        });
    },
    createView({ view }, context) {
      if (/^(?:vw|view)_|^vw(?=[A-Z])/.test(view.name))
        context.report({
          span: view.span,
          message: `${view.name} says in its name that it is a view. Leave the prefix out.`,
        });
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'names alone',
      sql: 'CREATE TABLE tables (id int PRIMARY KEY);\nCREATE VIEW viewers AS SELECT id FROM tables;',
    },
    { title: 'a word that begins alike', sql: 'CREATE TABLE tablets (id int PRIMARY KEY);' },
  ],
  bad: [
    {
      title: 'a table',
      sql: 'CREATE TABLE «tbl_users» (id int PRIMARY KEY);',
      says: ['tbl_users says in its name that it is a table. Leave the prefix out.'],
    },
    {
      title: 'a view',
      sql: 'CREATE VIEW «vw_users» AS SELECT 1 AS a;',
      says: ['vw_users says in its name that it is a view. Leave the prefix out.'],
    },
  ],
};
