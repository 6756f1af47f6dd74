import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'set-schema',
  category: 'backward-compat',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'ALTER TABLE … SET SCHEMA renames the table for everybody who qualifies it or relies on search_path.',
  why: 'Code that still runs asks for the old schema and fails until it is replaced; views follow, functions with the name in their text do not. A table made in the same migration is exempt.',
  instead: 'Leave a view in the old schema, in the same transaction, until no code uses it.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-SCHEMA'],
  check: {
    alterTable({ change, table }, context) {
      if (change.kind !== 'setSchema' || context.isNew(table)) return;
      context.report({
        span: table.span,
        table,
        message: `Code that still runs asks for ${tableName(table)} and fails from the moment it is ${change.schema}.${table.name}. Leave a view in the old schema until no code uses it.`,
      });
    },
  },
});

const USERS = 'CREATE TABLE users (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [{ title: 'a table made in the same migration', sql: `${USERS}\nALTER TABLE users SET SCHEMA app;` }],
  bad: [
    {
      title: 'an existing table',
      before: USERS,
      sql: 'ALTER TABLE «users» SET SCHEMA app;',
      says: [
        'Code that still runs asks for users and fails from the moment it is app.users. Leave a view in the old schema until no code uses it.',
      ],
    },
  ],
};
