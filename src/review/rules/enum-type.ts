import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'enum-type',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: false,
  what: 'The values of an enumerated type can hardly be changed: PostgreSQL cannot remove one, MySQL orders and stores them by number.',
  why: 'A value that goes out of use stays, a new one is a migration, and in MySQL a value put anywhere but at the end copies the table. Opinion: an enum is small and clear where its values never change.',
  instead: 'A table of values with a foreign key to it, or text with a CHECK.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-enum.html',
    'https://dev.mysql.com/doc/refman/8.4/en/enum.html',
  ],
  check: {
    createEnum({ type }, context) {
      context.report({
        span: type.span,
        message: `Values of ${tableName(type)} can be added and renamed, but never removed. Use a table of values, or text with a CHECK, where they may change.`,
      });
    },
    createTable({ table, columns }, context) {
      if (context.dialect === 'postgresql') return;
      for (const { type, name } of columns) {
        if (type?.family !== 'enum' && type?.family !== 'set') continue;
        context.report({
          span: type.span,
          table,
          message: `A value of ${table.name}.${name.name} that is not put at the end of the list copies the table, and a new one is a migration. Use a table of values where they may change.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'text with a CHECK',
      sql: "CREATE TABLE t (id int PRIMARY KEY, state text CHECK (state IN ('open', 'done')));",
    },
    { title: 'a table of values', dialect: 'mysql', sql: 'CREATE TABLE t (id int PRIMARY KEY, state_id int);' },
  ],
  bad: [
    {
      title: 'a type',
      sql: "CREATE TYPE «state» AS ENUM ('open', 'done');",
      says: [
        'Values of state can be added and renamed, but never removed. Use a table of values, or text with a CHECK, where they may change.',
      ],
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      sql: "CREATE TABLE t (id int PRIMARY KEY, state «enum('open','done')»);",
      says: [
        'A value of t.state that is not put at the end of the list copies the table, and a new one is a migration. Use a table of values where they may change.',
      ],
    },
  ],
};
