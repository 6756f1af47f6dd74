import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'prefer-text-over-varchar',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  what: 'varchar(n) costs as much as text in PostgreSQL, and making n smaller later reads and locks the table.',
  why: 'Both are stored alike. A limit that the business has is better a CHECK, which can be added NOT VALID and changed without touching the column. Opinion: a limit is right where an interface has one.',
  instead: 'text, with CHECK (length(column) <= n) where a limit has a reason.',
  sources: ['https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_varchar.28n.29_by_default'],
  check: {
    table(table, context) {
      for (const { type, name } of ownColumns(table)) {
        if (type?.family !== 'varchar' || type.length === undefined) continue;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} is limited to ${type.length} characters by its type: text is stored alike, and a CHECK can be changed without touching the column.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'text with a CHECK',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a text CHECK (length(a) <= 80), b varchar);',
    },
  ],
  bad: [
    {
      title: 'varchar(255)',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a «varchar(255)»);',
      says: [
        't.a is limited to 255 characters by its type: text is stored alike, and a CHECK can be changed without touching the column.',
      ],
    },
  ],
};
