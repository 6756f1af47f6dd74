import type { Cases } from '../cases';
import { isInteger, ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'prefer-bigint-over-int',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver'],
  recommended: false,
  what: 'An integer column ends at 2,147,483,647, a smallint at 32,767, and widening it later rewrites the table.',
  why: 'Counters and sums reach it after years, when the table is large. Opinion: most numbers stay small; of keys primary-key-int32 speaks.',
  instead: 'bigint.',
  sources: ['https://squawkhq.com/docs/prefer-bigint-over-int'],
  check: {
    table(table, context) {
      const key = new Set(table.primaryKey?.columns.map(({ column }) => column?.name));
      for (const column of ownColumns(table)) {
        const { name, type } = column;
        if (!type || !isInteger(column) || /^(?:bigint|tinyint)$/.test(type.family) || key.has(name)) continue;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} is ${type.text}: widening it later rewrites the table. Use bigint.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'bigint', sql: 'CREATE TABLE t (id bigint PRIMARY KEY, views bigint);' }],
  bad: [
    {
      title: 'integer',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, views «integer»);',
      says: ['t.views is integer: widening it later rewrites the table. Use bigint.'],
    },
  ],
};
