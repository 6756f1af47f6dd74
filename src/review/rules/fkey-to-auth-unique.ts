import type { Cases } from '../cases';
import { onConstraint } from '../constraints';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'fkey-to-auth-unique',
  category: 'security',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A foreign key refers to a column of auth.users other than its id, whose unique keys Supabase drops and makes anew.',
  why: 'Updates of the auth service change such keys, and fail or take the reference with them; users may change an e-mail address or a telephone number besides.',
  instead: 'REFERENCES auth.users (id).',
  sources: [
    'https://supabase.com/docs/guides/auth/managing-user-data',
    'https://supabase.com/docs/guides/database/database-advisors',
  ],
  check: onConstraint((constraint, context) => {
    if (
      constraint.kind !== 'foreignKey' ||
      constraint.refTable.schema !== 'auth' ||
      constraint.refTable.name !== 'users'
    )
      return;
    const other = constraint.refColumns.find(({ name }) => name !== 'id');
    if (!other) return;
    context.report({
      span: constraint.span,
      message: `auth.users.${other.name} is no key to rely on: the auth service changes its unique keys, and users its value. Refer to auth.users (id).`,
    });
  }),
});

export const cases: Cases = {
  good: [
    {
      title: 'the id',
      sql: 'CREATE TABLE p (id uuid PRIMARY KEY REFERENCES auth.users (id), o uuid REFERENCES auth.users);',
    },
  ],
  bad: [
    {
      title: 'the address',
      sql: 'CREATE TABLE p (email text PRIMARY KEY «REFERENCES auth.users (email)»);',
      says: [
        'auth.users.email is no key to rely on: the auth service changes its unique keys, and users its value. Refer to auth.users (id).',
      ],
    },
  ],
};
