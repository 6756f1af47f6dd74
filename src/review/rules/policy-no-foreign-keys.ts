import type { Cases } from '../cases';
import { onConstraint } from '../constraints';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'policy-no-foreign-keys',
  category: 'schema-design',
  severity: 'info',
  dialects: ['mysql', 'mariadb', 'postgresql'],
  recommended: false,
  what: 'A foreign key binds tables to one server and to one order of changes.',
  why: 'A policy for sharded databases and for tools that change tables by copying them (gh-ost does not take foreign keys).',
  instead: 'Check references in the application, and look for orphans regularly.',
  sources: ['https://github.com/github/gh-ost/blob/master/doc/requirements-and-limitations.md'],
  check: onConstraint((constraint, context) => {
    if (constraint.kind !== 'foreignKey') return;
    context.report({
      span: constraint.span,
      message: `A foreign key to ${constraint.refTable.name}: this project does without.`,
    });
  }),
});

export const cases: Cases = {
  good: [{ title: 'an id', sql: 'CREATE TABLE c (id int PRIMARY KEY, p_id int);' }],
  bad: [
    {
      title: 'a reference',
      sql: 'CREATE TABLE c (id int PRIMARY KEY, p_id int, «FOREIGN KEY (p_id) REFERENCES p (id)»);',
      says: ['A foreign key to p: this project does without.'],
    },
  ],
};
