import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'column-charset-differs',
  category: 'schema-design',
  severity: 'info',
  dialects: ['mysql', 'mariadb'],
  recommended: false,
  what: 'A column has another character set than its table.',
  why: 'A join of it with a column of the other set converts every value, and cannot use the index of the one that is converted. ascii and latin1 of codes and hashes that are never joined with text are a choice that saves space.',
  instead: 'One character set for all columns that are ever compared.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/charset-conversion.html'],
  check: {
    table(table, context) {
      const own = table.options.charset?.toLowerCase();
      if (own === undefined) return;
      for (const { name, charset, at } of ownColumns(table)) {
        if (charset === undefined || charset.toLowerCase() === own || /^(?:binary|ascii)$/i.test(charset)) continue;
        context.report({
          span: at,
          table,
          message: `${table.name}.${name} is ${charset} in a table of ${own}: a join with a column of ${own} converts it row by row and cannot use its index. Use one character set.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'the same',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, name varchar(9) CHARACTER SET utf8mb4) CHARSET=utf8mb4;',
    },
    {
      title: 'ascii for a code',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, hash char(40) CHARACTER SET ascii) CHARSET=utf8mb4;',
    },
  ],
  bad: [
    {
      title: 'another',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «name» varchar(9) CHARACTER SET latin1) CHARSET=utf8mb4;',
      says: [
        't.name is latin1 in a table of utf8mb4: a join with a column of utf8mb4 converts it row by row and cannot use its index. Use one character set.',
      ],
    },
  ],
};
