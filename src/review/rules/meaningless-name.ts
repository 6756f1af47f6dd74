import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'meaningless-name',
  category: 'naming',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A table’s name says nothing of what is in it: data, info, temp, test, new.',
  why: 'Nobody dares to drop it, and nobody knows what a row is. Opinion.',
  instead: 'What one row is, in the plural.',
  sources: ['https://pragprog.com/titles/bksap1/sql-antipatterns-volume-1/'],
  check: {
    table(table, context) {
      if (
        !isDesigned(table) ||
        !/^(?:data|info|temp|tmp|test|tests|new|old|stuff|misc|table|record|records|thing|things|object|objects|item|foo|bar)\d*$|^table_?\d+$|_(?:temp|tmp|old|new|bak|backup|copy)\d*$/i.test(
          table.name,
        )
      )
        return;
      context.report({
        span: table.at,
        table,
        message: `${table.name} does not say what a row of it is, or whether it is still needed. Name it for its rows.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'what is in it',
      sql: 'CREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE test_results (id int PRIMARY KEY);',
    },
    { title: 'a temporary table', sql: 'CREATE TEMP TABLE tmp (id int);' },
  ],
  bad: [
    {
      title: 'data',
      sql: 'CREATE TABLE «data» (id int PRIMARY KEY);',
      says: ['data does not say what a row of it is, or whether it is still needed. Name it for its rows.'],
    },
    {
      title: 'what was left over',
      sql: 'CREATE TABLE «users_old» (id int PRIMARY KEY);',
      says: ['users_old does not say what a row of it is, or whether it is still needed. Name it for its rows.'],
    },
  ],
};
