import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'grant-to-public',
  category: 'security',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A grant to PUBLIC (in MySQL to a user at any host) is a grant to every role there is and will be.',
  why: 'Roles that are made later, for a report or a contractor, have the right without anybody deciding so, and REVOKE from one of them has no effect. USAGE of a schema or a type, and EXECUTE, which PostgreSQL itself grants so, are let pass; so is a REVOKE.',
  instead: 'Grant to a role made for the purpose, and that role to whoever needs it.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-priv.html',
    'https://dev.mysql.com/doc/refman/8.4/en/account-names.html',
  ],
  check: {
    grant({ revoke, privileges, roles, on, span }, context) {
      const everybody = roles.some((role) => /^"?public"?$/i.test(role.trim()));
      if (
        revoke ||
        !everybody ||
        privileges.every((privilege) => /^(?:usage|execute|connect|temp(?:orary)?)$/i.test(privilege))
      )
        return;
      const what = on.length > 0 ? ` on ${listed(on.slice(0, 3).map(({ name }) => name))}` : '';
      context.report({
        span: on[0]?.span ?? span,
        message: `${listed(privileges.map((privilege) => privilege.toUpperCase()))}${what} is granted to every role there is and will be. Grant it to a role made for the purpose.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'a role of its own', sql: 'GRANT SELECT ON orders TO reporting;' },
    { title: 'a revoke', sql: 'REVOKE ALL ON orders FROM PUBLIC;' },
    { title: 'USAGE of a schema', sql: 'GRANT USAGE ON SCHEMA app TO PUBLIC;' },
  ],
  bad: [
    {
      title: 'reading for everybody',
      sql: 'GRANT SELECT ON «orders» TO PUBLIC;',
      says: [
        'SELECT on orders is granted to every role there is and will be. Grant it to a role made for the purpose.',
      ],
    },
  ],
};
