import type { Cases } from '../cases';
import { findWords } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'extension-in-public',
  category: 'security',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: true,
  what: 'An extension goes to public, and the API serves its functions and tables with the rest.',
  why: 'Everybody with the public key may call what it brings, and its names mix with the project’s. Said in Supabase projects, which have a schema for it; extensions that have a schema of their own, and those that are there already (IF NOT EXISTS), are let pass.',
  instead: 'CREATE EXTENSION … WITH SCHEMA extensions.',
  sources: [
    'https://supabase.com/docs/guides/database/extensions',
    'https://supabase.com/docs/guides/database/database-advisors?lint=0014_extension_in_public',
  ],
  check: {
    createExtension({ extension, ifNotExists, span }, context) {
      if (
        context.tool !== 'supabase' ||
        ifNotExists ||
        OWN_SCHEMA.test(extension.name) ||
        findWords(context, span, ['SCHEMA'])
      )
        return;
      context.report({
        span: extension.span,
        message: `${extension.name} goes to public, where the API serves what it brings. Write WITH SCHEMA extensions.`,
      });
    },
  },
});

/** Their control files say where they lie. */
const OWN_SCHEMA =
  /^(?:plpgsql|pg_cron|pg_net|pgmq|pg_graphql|pgsodium|supabase_vault|pg_tle|postgis_topology|postgis_tiger_geocoder|timescaledb|pgtap_core)$/;

export const cases: Cases = {
  good: [
    { title: 'a schema for it', tool: 'supabase', sql: 'CREATE EXTENSION vector WITH SCHEMA extensions;' },
    { title: 'another database', sql: 'CREATE EXTENSION vector;' },
  ],
  bad: [
    {
      title: 'in Supabase',
      tool: 'supabase',
      sql: 'CREATE EXTENSION «vector»;',
      says: ['vector goes to public, where the API serves what it brings. Write WITH SCHEMA extensions.'],
    },
  ],
};
