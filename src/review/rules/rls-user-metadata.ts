import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'rls-user-metadata',
  category: 'security',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A policy trusts user_metadata of the token, which each user may write: whoever likes makes themselves an administrator.',
  why: 'supabase.auth.updateUser({ data }) changes it from the browser, and the next token carries it. app_metadata is written by the server alone.',
  instead: "auth.jwt() -> 'app_metadata', or a table of roles that only the server writes.",
  sources: [
    'https://supabase.com/docs/guides/database/postgres/row-level-security#authjwt',
    'https://supabase.com/docs/guides/database/database-advisors?lint=0015_rls_references_user_metadata',
  ],
  check: {
    table(table, context) {
      for (const { name, at, using, withCheck } of table.policies) {
        if (!/'(?:raw_)?user_meta_?data'|\braw_user_meta_data\b/i.test(`${using?.text ?? ''} ${withCheck?.text ?? ''}`))
          continue;
        context.report({
          span: at,
          table,
          message: `Policy ${name} of ${table.name} trusts user_metadata, which each user may write from the browser. Use app_metadata, or a table of roles that only the server writes.`,
        });
      }
    },
  },
});

const T = 'CREATE TABLE notes (id bigint PRIMARY KEY, team text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;';

export const cases: Cases = {
  good: [
    {
      title: 'app_metadata',
      before: T,
      sql: "CREATE POLICY p ON notes USING ((select auth.jwt()) -> 'app_metadata' ->> 'team' = team);",
    },
  ],
  bad: [
    {
      title: 'user_metadata',
      before: T,
      sql: "CREATE POLICY «p» ON notes USING ((select auth.jwt()) -> 'user_metadata' ->> 'team' = team);",
      says: [
        'Policy p of notes trusts user_metadata, which each user may write from the browser. Use app_metadata, or a table of roles that only the server writes.',
      ],
    },
  ],
};
