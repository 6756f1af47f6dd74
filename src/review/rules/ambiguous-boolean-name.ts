import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'ambiguous-boolean-name',
  category: 'naming',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver'],
  recommended: false,
  what: 'A boolean whose name says what is not.',
  why: 'WHERE NOT is_not_active and disabled = false are read twice and mistaken once. Opinion.',
  instead: 'The positive: active, enabled, visible.',
  sources: ['https://pragprog.com/titles/bksap1/sql-antipatterns-volume-1/'],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      for (const { name, type, at } of table.columns) {
        if (type?.family !== 'boolean' || !wordsOf(name).some((word) => /^(?:not|no|non|without|never)$/.test(word)))
          continue;
        context.report({
          span: at,
          table,
          message: `${table.name}.${name} says what is not: NOT ${name} is read twice. Name it for what is.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'what is', sql: 'CREATE TABLE t (id int PRIMARY KEY, is_active boolean, notes text, note_no int);' }],
  bad: [
    {
      title: 'what is not',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «is_not_active» boolean);',
      says: ['t.is_not_active says what is not: NOT is_not_active is read twice. Name it for what is.'],
    },
  ],
};
