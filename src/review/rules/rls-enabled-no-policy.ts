import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'rls-enabled-no-policy',
  category: 'security',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  what: 'A table has row level security and no policy: everybody but its owner sees no rows at all.',
  why: 'It looks like an empty table, with no error. It is right for tables that only the server’s own role reads; off by default, since nobody can tell the two apart.',
  instead: 'CREATE POLICY for who may see what, or a comment that nobody is to.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    'https://supabase.com/docs/guides/database/database-advisors?lint=0008_rls_enabled_no_policy',
  ],
  check: {
    table(table, context) {
      if (!table.rowSecurity || table.policies.length > 0 || table.comment) return;
      context.report({
        span: table.at,
        table,
        message: `${table.name} has row level security and no policy: all roles but its owner see an empty table, without an error. Add a policy, or a comment that nobody is to see it.`,
      });
    },
  },
});

const T = 'CREATE TABLE notes (id bigint PRIMARY KEY);';

export const cases: Cases = {
  good: [
    {
      title: 'a policy',
      sql: `${T}\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY p ON notes USING (id > 0);`,
    },
    { title: 'no row security', sql: T },
  ],
  bad: [
    {
      title: 'no policy',
      sql: 'CREATE TABLE «notes» (id bigint PRIMARY KEY);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
      says: [
        'notes has row level security and no policy: all roles but its owner see an empty table, without an error. Add a policy, or a comment that nobody is to see it.',
      ],
    },
  ],
};
