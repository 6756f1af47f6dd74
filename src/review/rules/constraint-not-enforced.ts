import type { ConstraintSpec, Span } from '../../model';
import type { Cases } from '../cases';
import { onConstraint } from '../constraints';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'constraint-not-enforced',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  what: 'A NOT ENFORCED constraint is written down and never checked.',
  why: 'Readers, ORMs and, for keys, tools that plan joins take it for a fact, while rows that break it are accepted in silence; making it ENFORCED later checks all of them at once. PostgreSQL 18 has it for CHECK and foreign keys, MySQL 8.0.16 for CHECK.',
  instead:
    'NOT VALID (PostgreSQL) checks new rows from the start and leaves the old ones for later; else leave the constraint out.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-ENFORCED',
    'https://dev.mysql.com/doc/refman/8.4/en/create-table-check-constraints.html',
  ],
  check: onConstraint(reportIfOff),
});

function reportIfOff(constraint: ConstraintSpec, context: BaseContext): void {
  if (!constraint.notEnforced) return;
  const what = constraint.kind === 'foreignKey' ? 'foreign key' : 'CHECK';
  const instead =
    context.dialect === 'postgresql' ? 'NOT VALID checks new rows from the start' : 'Leave it out until the rows fit';
  const span: Span = constraint.name?.span ?? constraint.span;
  context.report({
    span,
    message: `Nothing checks this ${what}: NOT ENFORCED accepts rows that break it, while readers take it for a fact. ${instead}.`,
  });
}

export const cases: Cases = {
  good: [
    {
      title: 'NOT VALID, which checks what is written from now on',
      before: 'CREATE TABLE t (id int PRIMARY KEY, a int);',
      sql: 'ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;',
    },
    { title: 'enforced', sql: 'CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0));' },
  ],
  bad: [
    {
      title: 'a CHECK',
      before: 'CREATE TABLE t (id int PRIMARY KEY, a int);',
      sql: 'ALTER TABLE t ADD CONSTRAINT «c» CHECK (a > 0) NOT ENFORCED;',
      says: [
        'Nothing checks this CHECK: NOT ENFORCED accepts rows that break it, while readers take it for a fact. NOT VALID checks new rows from the start.',
      ],
    },
    {
      title: 'a CHECK in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT «c» CHECK (a > 0) NOT ENFORCED);',
      says: [
        'Nothing checks this CHECK: NOT ENFORCED accepts rows that break it, while readers take it for a fact. Leave it out until the rows fit.',
      ],
    },
  ],
};
