import type { Cases } from '../cases';
import { onConstraint } from '../constraints';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'on-delete-cascade',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'ON DELETE CASCADE deletes the children of a row without saying so.',
  why: 'One DELETE of a customer takes orders, invoices and their lines with it, in one transaction with all their locks. Opinion: parts that cannot live without their whole are rightly deleted with it.',
  instead: 'ON DELETE RESTRICT, and a deletion that the application makes step by step.',
  sources: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK'],
  check: onConstraint((constraint, context) => {
    if (constraint.kind !== 'foreignKey' || constraint.onDelete !== 'cascade') return;
    context.report({
      span: constraint.span,
      message: `Deleting a row of ${constraint.refTable.name} deletes these rows too, without saying so and in one transaction. Use RESTRICT where they are worth keeping.`,
    });
  }),
});

const P = 'CREATE TABLE p (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    {
      title: 'RESTRICT',
      before: P,
      sql: 'CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES p ON DELETE RESTRICT);',
    },
  ],
  bad: [
    {
      title: 'CASCADE',
      before: P,
      sql: 'CREATE TABLE c (id int PRIMARY KEY, p_id int «REFERENCES p ON DELETE CASCADE»);',
      says: [
        'Deleting a row of p deletes these rows too, without saying so and in one transaction. Use RESTRICT where they are worth keeping.',
      ],
    },
  ],
};
