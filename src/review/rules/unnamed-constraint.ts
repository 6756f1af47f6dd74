import type { Cases } from '../cases';
import { onConstraint } from '../constraints';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'unnamed-constraint',
  category: 'naming',
  severity: 'info',
  dialects: ['sqlserver', 'oracle'],
  recommended: false,
  what: 'A constraint without a name gets one with a random number, another in each database: SYS_C0012345, CK__orders__tot__3B75D760.',
  why: 'The migration that is to drop it finds another name in production than in the test. PostgreSQL and MySQL make names from the table’s, the same everywhere, and are not spoken of. Opinion: scripts may look the name up.',
  instead: 'CONSTRAINT name before it.',
  sources: [
    'https://learn.microsoft.com/en-us/sql/relational-databases/tables/create-check-constraints',
    'https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/constraint.html',
  ],
  check: onConstraint((constraint, context) => {
    if (constraint.name || constraint.kind === 'notNull' || constraint.kind === 'exclusion') return;
    context.report({
      span: constraint.span,
      message: `The server makes up a name for this constraint, another one in each database. Name it: CONSTRAINT … before it.`,
    });
  }),
});

export const cases: Cases = {
  good: [{ title: 'a name', sql: 'CREATE TABLE t (id int CONSTRAINT t_pk PRIMARY KEY);' }],
  bad: [
    {
      title: 'none',
      sql: 'CREATE TABLE t (id int «PRIMARY KEY»);',
      says: [
        'The server makes up a name for this constraint, another one in each database. Name it: CONSTRAINT … before it.',
      ],
    },
  ],
};
