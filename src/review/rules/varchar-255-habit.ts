import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { fix, replace } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'varchar-255-habit',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  what: 'varchar(255) in PostgreSQL is a number taken over from MySQL, where it saved a byte.',
  why: 'It is stored as text is and no faster; the first name of 256 characters is an error in production, and nobody knows why there is a limit. Opinion: many tools write it by themselves.',
  instead: 'text, or the limit that the business has.',
  sources: ['https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_varchar.28n.29_by_default'],
  check: {
    table(table, context) {
      for (const { type, name } of ownColumns(table)) {
        if (type?.family !== 'varchar' || type.length !== 255 || type.dimensions) continue;
        const isPlain = /^(?:varchar|character\s+varying)\s*\(/i.test(context.text(type.span));
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} ends at 255 characters, a number that means nothing to PostgreSQL. Use text, or the limit that the value really has.`,
          fixes: [isPlain ? fix('thoughtful', 'Use text', [replace(type.span, 'text')]) : undefined],
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'text, and a limit with a reason', sql: 'CREATE TABLE t (id int PRIMARY KEY, a text, iban varchar(34));' },
    { title: 'MySQL', dialect: 'mysql', sql: 'CREATE TABLE t (id int PRIMARY KEY, a varchar(255));' },
  ],
  bad: [
    {
      title: 'varchar(255)',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a «varchar(255)»);',
      says: [
        't.a ends at 255 characters, a number that means nothing to PostgreSQL. Use text, or the limit that the value really has.',
      ],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY, a text);',
    },
  ],
};
