import type { Table } from '../../model';
import { isServed, servesApi } from '../api';
import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import { fix, insertAfterSpan } from '../edits';
import { listed } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'rls-disabled',
  category: 'security',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A table in a schema that is served as an API has no row level security: whoever has the public key reads and writes all of it.',
  why: 'Supabase and PostgREST serve the tables of public to the roles anon and authenticated, and the key of anon is in every browser; without row security no policy stands between. Said in Supabase projects and where policies name such roles; silent elsewhere.',
  instead: 'ALTER TABLE … ENABLE ROW LEVEL SECURITY, and policies for who may do what; or a schema that is not served.',
  sources: [
    'https://supabase.com/docs/guides/database/postgres/row-level-security',
    'https://supabase.com/docs/guides/database/database-advisors?lint=0013_rls_disabled_in_public',
  ],
  check: {
    table(table, context) {
      if (table.kind !== 'table' || table.temporary || table.rowSecurity || table.policies.length > 0) return;
      if (!isServed(table) || /^(?:spatial_ref_sys|_prisma_migrations|schema_migrations)$/.test(table.name)) return;
      if (!servesApi(context.schema, context.tool)) return;
      const secret = secretsOf(table);
      context.report({
        span: table.at,
        table,
        message: `${table.name} is served by the API without row level security: whoever has the public key reads and writes all of it${secret.length > 0 ? `, ${listed(secret)} too` : ''}. ENABLE ROW LEVEL SECURITY, and add policies.`,
        // Models need not say what SQL beside them enables.
        ...(context.purpose === 'models' ? { severity: 'warning' as const } : {}),
        fixes: [enable(table, context)],
      });
    },
  },
});

/** Columns by whose names a leak would be read about. */
function secretsOf({ columns }: Table): readonly string[] {
  const isSecret = (name: string) =>
    wordsOf(name).some((word) => /^(?:password|passwd|secret|token|ssn|iban|card|cvv|apikey|dob|passport)$/.test(word));
  return columns
    .map(({ name }) => name)
    .filter(isSecret)
    .slice(0, 3);
}

function enable(table: Table, context: BaseContext) {
  const name = context.text(table.at);
  if (name === '') return undefined;
  const target = table.schema === undefined ? name : `${table.schema}.${name}`;
  return fix('thoughtful', 'Enable row level security (without a policy nobody but the owner sees rows)', [
    insertAfterSpan(context, table.span, [`ALTER TABLE ${target} ENABLE ROW LEVEL SECURITY;`]),
  ]);
}

export const cases: Cases = {
  good: [
    {
      title: 'row security',
      tool: 'supabase',
      sql: 'CREATE TABLE notes (id bigint PRIMARY KEY);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    },
    {
      title: 'a schema that is not served',
      tool: 'supabase',
      sql: 'CREATE SCHEMA app;\nCREATE TABLE app.notes (id bigint PRIMARY KEY);',
    },
    { title: 'a database without such an API', sql: 'CREATE TABLE notes (id bigint PRIMARY KEY);' },
  ],
  bad: [
    {
      title: 'in Supabase',
      tool: 'supabase',
      sql: 'CREATE TABLE «notes» (id bigint PRIMARY KEY, token text);',
      says: [
        'notes is served by the API without row level security: whoever has the public key reads and writes all of it, token too. ENABLE ROW LEVEL SECURITY, and add policies.',
      ],
      fixed: 'CREATE TABLE notes (id bigint PRIMARY KEY, token text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    },
    {
      title: 'beside a table whose policy names such a role',
      before:
        'CREATE TABLE a (id bigint PRIMARY KEY);\nALTER TABLE a ENABLE ROW LEVEL SECURITY;\nCREATE POLICY p ON a FOR SELECT TO authenticated USING (true);',
      sql: 'CREATE TABLE «notes» (id bigint PRIMARY KEY);',
      says: [
        'notes is served by the API without row level security: whoever has the public key reads and writes all of it. ENABLE ROW LEVEL SECURITY, and add policies.',
      ],
      fixed: 'CREATE TABLE notes (id bigint PRIMARY KEY);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    },
  ],
};
