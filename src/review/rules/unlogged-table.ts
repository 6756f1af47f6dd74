import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'unlogged-table',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'An UNLOGGED table is emptied after a crash, and is not on replicas or in point-in-time recovery.',
  why: 'It is for rows that can be made again (a cache, a staging table); names that say so are exempt, and a table that the same migration drops or sets LOGGED.',
  instead:
    'Leave UNLOGGED out for rows that nobody can make again; say "cache", "staging" or the like in the name of a table that may be lost.',
  sources: ['https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-UNLOGGED'],
  check: {
    table(table, context) {
      if (!table.unlogged || table.temporary || MAY_BE_LOST.test(table.name)) return;
      context.report({
        span: table.at,
        table,
        message: `${tableName({ ...table, span: table.at })} is UNLOGGED: after a crash or a failover it is empty. Leave UNLOGGED out unless its rows can be made again.`,
      });
    },
  },
});

const MAY_BE_LOST = /cache|stag(?:e|ing)|tmp|temp|session|queue|import|load|scratch|buffer|work/i;

export const cases: Cases = {
  good: [
    { title: 'a cache', sql: 'CREATE UNLOGGED TABLE page_cache (key text PRIMARY KEY, value jsonb);' },
    { title: 'logged', sql: 'CREATE TABLE orders (id bigint PRIMARY KEY);' },
    {
      title: 'made LOGGED after its load',
      sql: 'CREATE UNLOGGED TABLE orders (id bigint PRIMARY KEY);\nALTER TABLE orders SET LOGGED;',
    },
  ],
  bad: [
    {
      title: 'rows that matter',
      sql: 'CREATE UNLOGGED TABLE «orders» (id bigint PRIMARY KEY);',
      says: [
        'orders is UNLOGGED: after a crash or a failover it is empty. Leave UNLOGGED out unless its rows can be made again.',
      ],
    },
  ],
};
