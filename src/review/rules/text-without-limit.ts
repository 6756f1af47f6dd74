import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'text-without-limit',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'sqlite'],
  recommended: false,
  what: 'A text column takes a gigabyte as gladly as a word.',
  why: 'One form without a limit fills the table, its indexes fail at 2,704 bytes, and pages do not end. Opinion, and the opposite of prefer-text-over-varchar: GitLab asks for a limit on every text.',
  instead: 'CHECK (char_length(column) <= n), NOT VALID first where rows are there.',
  sources: ['https://docs.gitlab.com/development/database/strings_and_the_text_data_type/'],
  check: {
    table(table, context) {
      for (const { name, type, at, generated } of ownColumns(table)) {
        const isOpen = type?.family === 'text' || (type?.family === 'varchar' && type.length === undefined);
        if (!isOpen || type.dimensions || generated) continue;
        if (table.checks.some(({ expression }) => expression.columns.includes(name))) continue;
        context.report({
          span: at,
          table,
          message: `${table.name}.${name} takes texts of any length. Add CHECK (char_length(${name}) <= …).`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'a check, and a length',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a text CHECK (char_length(a) <= 200), b varchar(20));',
    },
  ],
  bad: [
    {
      title: 'no limit',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «a» text);',
      says: ['t.a takes texts of any length. Add CHECK (char_length(a) <= …).'],
    },
  ],
};
