import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'unnamed-index',
  category: 'naming',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  what: 'An index without a name is called by PostgreSQL, with a number when the name is taken.',
  why: 'Running the migration twice makes a second one (…_idx1) in place of an error, and the statement that drops it must know which. Opinion.',
  instead: 'A name: <table>_<columns>_idx.',
  sources: ['https://www.postgresql.org/docs/current/sql-createindex.html'],
  check: {
    createIndex({ table, index }, context) {
      if (index.name) return;
      context.report({
        span: index.span,
        table,
        message: `PostgreSQL makes up a name for this index on ${table.name}, and a second one when it runs twice. Name it.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'a name', sql: 'CREATE INDEX i ON t (a);' }],
  bad: [
    {
      title: 'none',
      sql: '«CREATE INDEX ON t (a)»;',
      says: ['PostgreSQL makes up a name for this index on t, and a second one when it runs twice. Name it.'],
    },
  ],
};
