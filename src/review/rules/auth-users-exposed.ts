import { isServed } from '../api';
import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'auth-users-exposed',
  category: 'security',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A view in a served schema reads auth.users: e-mail addresses, telephone numbers and metadata of all users are public.',
  why: 'Supabase serves the views of public to everybody who has the public key, and such a view reads with its owner’s rights. A view that is read with the rights of whoever asks (security_invoker) shows nothing of it, and is let pass.',
  instead: 'A table of profiles in public that a trigger fills with what may be seen; row level security on it.',
  sources: [
    'https://supabase.com/docs/guides/auth/managing-user-data',
    'https://supabase.com/docs/guides/database/database-advisors?lint=0002_auth_users_exposed',
  ],
  supersedes: ['security-definer-view'],
  check: {
    schema(schema, context) {
      for (const view of schema.views.values()) {
        const readsUsers = view.sources.some((source) => source.schema === 'auth' && source.name === 'users');
        if (!readsUsers || view.securityInvoker || !isServed(view)) continue;
        context.report({
          span: view.at,
          message: `${view.name} shows auth.users to everybody who may read the view, and public is served by the API: addresses and metadata of all users. Keep what may be seen in a table of profiles.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'profiles',
      sql: 'CREATE TABLE profiles (id uuid PRIMARY KEY);\nCREATE VIEW v AS SELECT id FROM profiles;',
    },
    {
      title: 'a schema that is not served',
      sql: 'CREATE SCHEMA app;\nCREATE VIEW app.v AS SELECT id FROM auth.users;',
    },
  ],
  bad: [
    {
      title: 'a view of users',
      sql: 'CREATE VIEW «people» AS SELECT id, email FROM auth.users;',
      says: [
        'people shows auth.users to everybody who may read the view, and public is served by the API: addresses and metadata of all users. Keep what may be seen in a table of profiles.',
      ],
    },
  ],
};
