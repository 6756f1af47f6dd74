import { isServed, servesApi } from '../api';
import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'foreign-table-in-api',
  category: 'security',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A foreign table in a served schema has no row security: whoever has the public key reads the other server.',
  why: 'Policies do not hold for foreign tables, and the wrapper’s user mapping has the rights of the server. Said where the database serves an API (Supabase, PostgREST).',
  instead: 'A schema that is not served, and a function that gives out what may be seen.',
  sources: ['https://supabase.com/docs/guides/database/database-advisors?lint=0017_foreign_table_in_api'],
  check: {
    table(table, context) {
      if (table.kind !== 'foreign table' || !isServed(table) || !servesApi(context.schema, context.tool)) return;
      context.report({
        span: table.at,
        table,
        message: `${table.name} is a foreign table that the API serves, and policies do not hold for it: whoever has the public key reads it. Put it into a schema that is not served.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'a schema that is not served',
      tool: 'supabase',
      sql: 'CREATE SCHEMA app;\nCREATE FOREIGN TABLE app.t (id int) SERVER s;',
    },
    { title: 'a database without such an API', sql: 'CREATE FOREIGN TABLE t (id int) SERVER s;' },
  ],
  bad: [
    {
      title: 'in Supabase',
      tool: 'supabase',
      sql: 'CREATE FOREIGN TABLE «t» (id int) SERVER s;',
      says: [
        't is a foreign table that the API serves, and policies do not hold for it: whoever has the public key reads it. Put it into a schema that is not served.',
      ],
    },
  ],
};
