import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'create-domain-with-constraint',
  category: 'migration-safety',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A domain with a CHECK ties every table that will use it together.',
  why: 'To change the rule later every column of the domain in every table is validated at once, under locks that stop their writes; adding a column of such a domain with a default rewrites its table, and values in arrays and composites are not checked again.',
  instead:
    'A plain type and a CHECK in each table, which can be added NOT VALID and validated table by table; or a domain without constraints, for its name.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createdomain.html',
    'https://www.postgresql.org/docs/current/sql-alterdomain.html',
  ],
  check: {
    createDomain({ type, checks }, context) {
      const [check] = checks;
      if (!check) return;
      context.report({
        span: check.span,
        message: `When this CHECK of ${tableName(type)} must change, every column of the domain in every table is read at once while its writes wait. A CHECK in each table can be changed table by table.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'a name for a type', sql: 'CREATE DOMAIN email AS citext;' },
    { title: 'a default', sql: "CREATE DOMAIN country AS text DEFAULT 'AT';" },
  ],
  bad: [
    {
      title: 'a CHECK',
      sql: 'CREATE DOMAIN posint AS integer «CHECK (VALUE > 0)»;',
      says: [
        'When this CHECK of posint must change, every column of the domain in every table is read at once while its writes wait. A CHECK in each table can be changed table by table.',
      ],
    },
  ],
};
