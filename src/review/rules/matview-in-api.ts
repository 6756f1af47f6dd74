import type { QualifiedName } from '../../model';
import { isServed, servesApi } from '../api';
import type { Cases } from '../cases';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'matview-in-api',
  category: 'security',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A materialized view in a served schema has no row security: whoever has the public key reads all of it.',
  why: 'Policies are for tables; the rows of the view are copies that nobody filters. Said where the database serves an API (Supabase, PostgREST).',
  instead:
    'A schema that is not served, and a function or view that filters; or REVOKE ALL … FROM anon, authenticated.',
  sources: ['https://supabase.com/docs/guides/database/database-advisors?lint=0016_materialized_view_in_api'],
  check: {
    createView({ view, materialized }, context) {
      if (!materialized || !isServed(view) || !servesApi(context.schema, context.tool)) return;
      views(context).set(view.name, view);
    },
    grant({ revoke, on }, context) {
      if (revoke) for (const { name } of on) views(context).delete(name);
    },
    dropObject({ name }, context) {
      views(context).delete(name.name);
    },
    migration(context) {
      for (const view of views(context).values()) {
        context.report({
          span: view.span,
          message: `${view.name} is served by the API and cannot have row level security: whoever has the public key reads all of it. Put it into a schema that is not served, or REVOKE ALL from anon and authenticated.`,
        });
      }
    },
  },
});

/** Materialized views that this file makes and leaves to the API. */
function views(context: BaseContext): Map<string, QualifiedName> {
  return context.memory(() => new Map<string, QualifiedName>());
}

const V = 'CREATE MATERIALIZED VIEW v AS SELECT 1 AS a;';

export const cases: Cases = {
  good: [
    { title: 'rights taken back', tool: 'supabase', sql: `${V}\nREVOKE ALL ON v FROM anon, authenticated;` },
    { title: 'a database without such an API', sql: V },
  ],
  bad: [
    {
      title: 'in Supabase',
      tool: 'supabase',
      sql: 'CREATE MATERIALIZED VIEW «v» AS SELECT 1 AS a;',
      says: [
        'v is served by the API and cannot have row level security: whoever has the public key reads all of it. Put it into a schema that is not served, or REVOKE ALL from anon and authenticated.',
      ],
    },
  ],
};
