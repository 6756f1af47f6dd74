import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'grant-all',
  category: 'security',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'GRANT ALL gives more than an application needs: TRUNCATE, REFERENCES and TRIGGER among it, and in MySQL DROP and ALTER.',
  why: 'What an application may do is what an SQL injection may do. A role that owns the objects needs no grant.',
  instead: 'Name the rights: SELECT, INSERT, UPDATE, DELETE; USAGE on sequences.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-priv.html',
    'https://dev.mysql.com/doc/refman/8.4/en/privileges-provided.html',
  ],
  check: {
    grant({ revoke, privileges, roles, on, span, objectType }, context) {
      if (revoke || !privileges.some((privilege) => /^all(?:\s+privileges)?$/i.test(privilege.trim()))) return;
      if (roles.some((role) => /^"?public"?$/i.test(role.trim())) || /schema|sequence|type/i.test(objectType)) return;
      const what = on.length > 0 ? ` on ${listed(on.slice(0, 3).map(({ name }) => name))}` : '';
      context.report({
        span: on[0]?.span ?? span,
        message: `GRANT ALL${what} to ${listed(roles)} gives more than an application needs (TRUNCATE, TRIGGER…): what it may do, an injection may do. Name the rights: SELECT, INSERT, UPDATE, DELETE.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'rights by name', sql: 'GRANT SELECT, INSERT, UPDATE ON orders TO app;' },
    { title: 'a revoke', sql: 'REVOKE ALL ON orders FROM app;' },
  ],
  bad: [
    {
      title: 'everything',
      sql: 'GRANT ALL ON «orders» TO app;',
      says: [
        'GRANT ALL on orders to app gives more than an application needs (TRUNCATE, TRIGGER…): what it may do, an injection may do. Name the rights: SELECT, INSERT, UPDATE, DELETE.',
      ],
    },
  ],
};
