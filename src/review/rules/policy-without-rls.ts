import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'policy-without-rls',
  category: 'security',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A table has policies, and row security was never enabled on it: nothing asks them.',
  why: 'CREATE POLICY only declares a policy; until ALTER TABLE … ENABLE ROW LEVEL SECURITY every role with a grant reads and writes every row, while the migration reads as if they were protected.',
  instead: 'ALTER TABLE … ENABLE ROW LEVEL SECURITY (and FORCE, if the owner is to obey too), before the first policy.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    'https://www.postgresql.org/docs/current/sql-createpolicy.html',
  ],
  check: {
    table(table, context) {
      const [first] = table.policies;
      if (!first || table.rowSecurity) return;
      const names = listed(table.policies.map(({ name }) => name));
      const [polices, protect] = table.policies.length === 1 ? ['Policy', 'protects'] : ['Policies', 'protect'];
      context.report({
        span: first.at,
        table,
        message: `${polices} ${names} ${protect} nothing: row security is not enabled on ${table.name}, so that every role with a grant sees all rows. ALTER TABLE ${table.name} ENABLE ROW LEVEL SECURITY.`,
      });
    },
  },
});

const T = 'CREATE TABLE notes (id bigint PRIMARY KEY, owner text);';

export const cases: Cases = {
  good: [
    {
      title: 'enabled before',
      sql: `${T}\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own ON notes USING (owner = current_user);`,
    },
    {
      title: 'enabled after',
      sql: `${T}\nCREATE POLICY own ON notes USING (owner = current_user);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;`,
    },
    { title: 'no policy', sql: T },
  ],
  bad: [
    {
      title: 'never enabled',
      sql: `${T}\nCREATE POLICY «own» ON notes USING (owner = current_user);`,
      says: [
        'Policy own protects nothing: row security is not enabled on notes, so that every role with a grant sees all rows. ALTER TABLE notes ENABLE ROW LEVEL SECURITY.',
      ],
    },
    {
      title: 'disabled again',
      before: `${T}\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;`,
      sql: 'CREATE POLICY «own» ON notes USING (true);\nCREATE POLICY other ON notes FOR SELECT USING (true);\nALTER TABLE notes DISABLE ROW LEVEL SECURITY;',
      says: [
        'Policies own and other protect nothing: row security is not enabled on notes, so that every role with a grant sees all rows. ALTER TABLE notes ENABLE ROW LEVEL SECURITY.',
      ],
    },
  ],
};
