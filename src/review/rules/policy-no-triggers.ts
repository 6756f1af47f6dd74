import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'policy-no-triggers',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A trigger does what the statement that fired it does not say.',
  why: 'A policy for teams that keep such logic in the application, or that change tables with tools that triggers hinder (gh-ost, pt-online-schema-change).',
  instead: 'Do it where the statement is made.',
  sources: ['https://github.com/github/gh-ost/blob/master/doc/requirements-and-limitations.md'],
  check: {
    createTrigger({ trigger, table }, context) {
      context.report({
        span: trigger.span,
        table,
        message: `Trigger ${trigger.name} on ${table.name}: this project keeps such logic out of the database.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'none', sql: 'CREATE TABLE t (id int PRIMARY KEY);' }],
  bad: [
    {
      title: 'a trigger',
      sql: 'CREATE TRIGGER «g» BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();',
      says: ['Trigger g on t: this project keeps such logic out of the database.'],
    },
  ],
};
