import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'public-schema-create',
  category: 'security',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  supersedes: ['grant-to-public', 'grant-all'],
  what: 'Every role may make objects in the schema public: a function or table there that others call by an unqualified name.',
  why: 'That was the default before PostgreSQL 15, and how CVE-2018-1058 worked: a role puts a function where the search_path of others finds it first, and it runs with their rights.',
  instead: 'GRANT USAGE alone; CREATE for the role that runs the migrations.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATTERNS',
    'https://wiki.postgresql.org/wiki/A_Guide_to_CVE-2018-1058:_Protect_Your_Search_Path',
  ],
  check: {
    grant({ revoke, objectType, on, privileges, roles }, context) {
      const schema = on.find(({ name }) => name === 'public');
      if (revoke || objectType !== 'schema' || !schema || !roles.some((role) => /^"?public"?$/i.test(role))) return;
      if (!privileges.some((privilege) => /^(?:create|all(?: privileges)?)$/i.test(privilege))) return;
      context.report({
        span: schema.span,
        message: `Every role may make objects in public, which others call by unqualified names: a function put there runs with their rights. Grant USAGE alone, and CREATE to the role that migrates.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'USAGE, and CREATE for one role',
      sql: 'GRANT USAGE ON SCHEMA public TO PUBLIC;\nGRANT CREATE ON SCHEMA public TO migrator;',
    },
    { title: 'a revoke', sql: 'REVOKE CREATE ON SCHEMA public FROM PUBLIC;' },
  ],
  bad: [
    {
      title: 'everything for everybody',
      sql: 'GRANT ALL ON SCHEMA «public» TO PUBLIC;',
      says: [
        'Every role may make objects in public, which others call by unqualified names: a function put there runs with their rights. Grant USAGE alone, and CREATE to the role that migrates.',
      ],
    },
  ],
};
