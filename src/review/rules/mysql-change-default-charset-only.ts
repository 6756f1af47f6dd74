import type { Cases } from '../cases';
import { isText } from '../column-words';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-change-default-charset-only',
  category: 'schema-design',
  severity: 'info',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'DEFAULT CHARACTER SET changes the columns to come, and none of those that are there.',
  why: 'The table then says utf8mb4 while its columns stay what they were: emoji are still refused or cut, and joins of old with new columns cannot use an index. A table made in the same migration, and one whose columns are converted besides, are exempt.',
  instead: 'ALTER TABLE … CONVERT TO CHARACTER SET converts the columns too (and copies the table).',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/alter-table.html#alter-table-character-set'],
  check: {
    alterTable({ change, table }, context) {
      if (change.kind !== 'options' || context.isNew(table)) return;
      const option = change.options.find(({ name }) => name === 'charset');
      const known = context.table(table);
      const was = known?.options.charset;
      const others = context.statement.operations.some(
        (operation) =>
          operation.kind === 'alterColumn' ||
          (operation.kind === 'alterTable' && operation.change.kind === 'convertCharset'),
      );
      if (!option || others || was === undefined || was.toLowerCase() === option.value.toLowerCase()) return;
      const kept = known?.columns.filter((column) => isText(column) && column.charset === undefined) ?? [];
      if (kept.length === 0) return;
      context.report({
        span: option.span,
        table,
        message: `Columns of ${tableName(table)} that are there stay ${was}: only new ones will be ${option.value}. CONVERT TO CHARACTER SET ${option.value} changes them too, by copying the table.`,
      });
    },
  },
});

const T = 'CREATE TABLE t (id int PRIMARY KEY, name varchar(80)) DEFAULT CHARSET=latin1;';

export const cases: Cases = {
  good: [
    { title: 'the same charset', before: T, sql: 'ALTER TABLE t DEFAULT CHARACTER SET latin1;' },
    {
      title: 'no text in it',
      before: 'CREATE TABLE t (id int PRIMARY KEY) CHARSET=latin1;',
      sql: 'ALTER TABLE t DEFAULT CHARACTER SET utf8mb4;',
    },
    { title: 'a new table', sql: `${T}\nALTER TABLE t DEFAULT CHARACTER SET utf8mb4;` },
  ],
  bad: [
    {
      title: 'the default alone',
      before: T,
      sql: 'ALTER TABLE t «DEFAULT CHARACTER SET utf8mb4»;',
      says: [
        'Columns of t that are there stay latin1: only new ones will be utf8mb4. CONVERT TO CHARACTER SET utf8mb4 changes them too, by copying the table.',
      ],
    },
  ],
};
