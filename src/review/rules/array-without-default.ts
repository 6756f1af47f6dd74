import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'array-without-default',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  what: 'An array that may be NULL has two ways to be empty.',
  why: 'cardinality, = ANY and || give NULL for the one and an answer for the other. Opinion: NULL may mean that nobody asked yet.',
  instead: "NOT NULL DEFAULT '{}'.",
  sources: ['https://www.postgresql.org/docs/current/functions-array.html'],
  check: {
    table(table, context) {
      for (const { name, type, notNull, at, default: value, generated } of ownColumns(table)) {
        if (!type?.dimensions || value || notNull || generated) continue;
        context.report({
          span: at,
          table,
          message: `${table.name}.${name} is empty in two ways, NULL and '{}', which functions of arrays take differently. Add NOT NULL DEFAULT '{}'.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'one way', sql: "CREATE TABLE t (id int PRIMARY KEY, tags text[] NOT NULL DEFAULT '{}');" }],
  bad: [
    {
      title: 'two ways',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «tags» text[]);',
      says: [
        "t.tags is empty in two ways, NULL and '{}', which functions of arrays take differently. Add NOT NULL DEFAULT '{}'.",
      ],
    },
  ],
};
