import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { fix, replace } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-display-width',
  category: 'schema-design',
  severity: 'info',
  dialects: ['mysql'],
  recommended: false,
  what: 'The number in INT(11) is a display width, not a limit, and is deprecated.',
  why: 'It changes neither range nor storage; MySQL 8.0.19 and later no longer shows it, so that dumps and migrations seem to differ. TINYINT(1), which drivers read as a boolean, is exempt.',
  instead: 'INT, BIGINT without a number.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/numeric-type-attributes.html'],
  check: {
    table(table, context) {
      for (const { name, type } of ownColumns(table)) {
        const found = /^((?:tiny|small|medium|big)?int(?:eger)?)\s*\(\s*(\d+)\s*\)(.*)$/i.exec(type?.text ?? '');
        if (!found || !type || /^tinyint$/i.test(found[1] ?? '') || /zerofill/i.test(found[3] ?? '')) continue;
        const plain = `${found[1] ?? ''}${found[3] ?? ''}`;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name}: the ${found[2] ?? ''} of ${type.text} limits nothing, and MySQL no longer shows it. Write ${plain}.`,
          fixes: [
            context.text(type.span) === type.text
              ? fix('safe', `Write ${plain}`, [replace(type.span, plain)])
              : undefined,
          ],
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'no width', sql: 'CREATE TABLE t (id int PRIMARY KEY, n bigint unsigned);' },
    { title: 'the boolean of drivers', sql: 'CREATE TABLE t (id int PRIMARY KEY, done tinyint(1));' },
  ],
  bad: [
    {
      title: 'int(11)',
      sql: 'CREATE TABLE t (id «int(11)» PRIMARY KEY);',
      says: ['t.id: the 11 of int(11) limits nothing, and MySQL no longer shows it. Write int.'],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY);',
    },
  ],
};
