import type { Cases } from '../cases';
import { fix, isPlain, removeWords } from '../edits';
import { listed, tableName } from '../names';
import { tablesReferencing } from '../references';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'truncate-cascade',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  supersedes: ['truncate-table'],
  what: 'TRUNCATE … CASCADE also empties every table that references the one it names, and those that reference them.',
  why: 'Which tables that are depends on the foreign keys on the day it runs: one added last month is enough to lose a table that nobody thought of.',
  instead: 'Name every table that is meant; without CASCADE PostgreSQL refuses when one is missing.',
  sources: ['https://www.postgresql.org/docs/current/sql-truncate.html'],
  check: {
    changeData(operation, context) {
      if (operation.change !== 'truncate' || !operation.cascade) return;
      const old = operation.tables.filter((table) => !context.isNew(table));
      const [first] = old;
      if (!first) return;
      const also = [...new Set(old.flatMap((table) => tablesReferencing(context.schema, table)))];
      context.report({
        span: first.span,
        table: first,
        message: `TRUNCATE … CASCADE empties ${listed(old.map(tableName))} and every table that references it${
          also.length > 0 ? `, today ${listed(also)}` : ''
        }. Leave CASCADE out and name the tables that are meant.`,
        fixes: [
          isPlain(context)
            ? fix('thoughtful', 'Leave CASCADE out', [removeWords(context, operation.span, ['CASCADE'])])
            : undefined,
        ],
      });
    },
  },
});

const TABLES = 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE posts (author int REFERENCES users (id));';

export const cases: Cases = {
  good: [
    { title: 'the tables named', before: TABLES, sql: 'TRUNCATE users, posts;' },
    { title: 'tables made in the same migration', sql: `${TABLES}\nTRUNCATE users CASCADE;` },
  ],
  bad: [
    {
      title: 'tables that the statement does not name',
      before: TABLES,
      sql: 'TRUNCATE «users» CASCADE;',
      says: [
        'TRUNCATE … CASCADE empties users and every table that references it, today posts. Leave CASCADE out and name the tables that are meant.',
      ],
      fixed: 'TRUNCATE users;',
      thenRefused: 'cannot truncate a table referenced in a foreign key constraint',
      fixLeaves: ['truncate-table'],
    },
  ],
};
