import type { Cases } from '../cases';
import { onConstraint } from '../constraints';
import { fix, insertAt } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'foreign-key-no-on-delete',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver'],
  recommended: false,
  what: 'A foreign key that says nothing of ON DELETE refuses to delete the parent.',
  why: 'That is mostly right, and nobody can see whether it was meant. Opinion: some teams want the choice written down.',
  instead: 'ON DELETE RESTRICT (or NO ACTION), CASCADE or SET NULL, as is meant.',
  sources: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK'],
  check: onConstraint((constraint, context) => {
    if (constraint.kind !== 'foreignKey' || constraint.onDelete || constraint.notEnforced) return;
    const { span, refTable, columns } = constraint;
    const isPlain =
      /references[^;]*[\w")]$/i.test(context.text(span)) &&
      !/match|defer|not valid|on update|enforced/i.test(context.text(span));
    context.report({
      span,
      message: `${columns.map(({ name }) => name).join(', ') || 'The reference'} does not say what deleting a row of ${refTable.name} does: it is refused. Write ON DELETE as it is meant.`,
      fixes: [
        isPlain
          ? fix('thoughtful', 'ON DELETE NO ACTION', [
              insertAt(context, span.uri, span.end.offset, ' ON DELETE NO ACTION'),
            ])
          : undefined,
      ],
    });
  }),
});

const P = 'CREATE TABLE p (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    {
      title: 'an action',
      before: P,
      sql: 'CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES p ON DELETE CASCADE);',
    },
  ],
  bad: [
    {
      title: 'none',
      before: P,
      sql: 'CREATE TABLE c (id int PRIMARY KEY, p_id int, «FOREIGN KEY (p_id) REFERENCES p (id)»);',
      says: ['p_id does not say what deleting a row of p does: it is refused. Write ON DELETE as it is meant.'],
      fixed: 'CREATE TABLE c (id int PRIMARY KEY, p_id int, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE NO ACTION);',
    },
  ],
};
