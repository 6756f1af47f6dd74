import type { View } from '../../model';
import { isServed, servesApi } from '../api';
import type { Cases } from '../cases';
import { listed, tableKey } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'security-definer-view',
  category: 'security',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A view that is served as an API reads its tables with its owner’s rights, and no policy of theirs holds for it.',
  why: 'Row security is asked for the owner of the view, who mostly owns the tables too: whoever may read the view reads all rows. Said where the view reads a table with row security and the database serves an API (Supabase, PostgREST); a view over auth.users is told by auth-users-exposed.',
  instead: 'CREATE VIEW … WITH (security_invoker = on) (PostgreSQL 15), or a schema that is not served.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createview.html',
    'https://supabase.com/docs/guides/database/database-advisors?lint=0010_security_definer_view',
  ],
  check: {
    schema(schema, context) {
      if (!servesApi(schema, context.tool)) return;
      for (const view of schema.views.values()) {
        if (view.materialized || view.securityInvoker || !isServed(view)) continue;
        const guarded = guardedSources(view, context);
        if (guarded.length === 0) continue;
        context.report({
          span: view.at,
          message: `${view.name} reads ${listed(guarded)} with its owner's rights: their row level security does not hold for whoever reads the view. Make it WITH (security_invoker = on).`,
        });
      }
    },
  },
});

/** Tables with row security that the view reads itself. */
function guardedSources({ sources }: View, context: BaseContext): readonly string[] {
  return sources
    .filter((source) => context.schema.tables.get(tableKey(context, source))?.rowSecurity)
    .map(({ name }) => name);
}

const T = 'CREATE TABLE notes (id bigint PRIMARY KEY);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;';

export const cases: Cases = {
  good: [
    {
      title: 'with the rights of whoever asks',
      tool: 'supabase',
      before: T,
      sql: 'CREATE VIEW v WITH (security_invoker = on) AS SELECT id FROM notes;',
    },
    {
      title: 'set later',
      tool: 'supabase',
      before: T,
      sql: 'CREATE VIEW v AS SELECT id FROM notes;\nALTER VIEW public.v SET (security_invoker = true);',
    },
    { title: 'a database without such an API', before: T, sql: 'CREATE VIEW v AS SELECT id FROM notes;' },
  ],
  bad: [
    {
      title: 'over a table with policies',
      tool: 'supabase',
      before: T,
      sql: 'CREATE VIEW «v» AS SELECT id FROM notes;',
      says: [
        "v reads notes with its owner's rights: their row level security does not hold for whoever reads the view. Make it WITH (security_invoker = on).",
      ],
    },
  ],
};
