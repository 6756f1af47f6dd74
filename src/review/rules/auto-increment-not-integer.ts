import type { Cases } from '../cases';
import { isInteger } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'auto-increment-not-integer',
  category: 'schema-design',
  severity: 'error',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'AUTO_INCREMENT on a column that is no whole number.',
  why: 'On DECIMAL and text the server refuses it; on FLOAT and DOUBLE it is deprecated, and from some number on the next value equals the one before, because the type has no digit left for the difference.',
  instead: 'BIGINT UNSIGNED AUTO_INCREMENT.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/numeric-type-attributes.html'],
  check: {
    table(table, context) {
      for (const column of table.columns) {
        const { type, identity, name } = column;
        if (identity !== 'auto increment' || !type || isInteger(column) || type.family === 'unknown') continue;
        const isFloat = type.family === 'real' || type.family === 'double';
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} counts in ${type.text}: ${isFloat ? 'from some number on the next one equals the one before' : 'the server refuses AUTO_INCREMENT of it'}. Use BIGINT UNSIGNED.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'bigint', sql: 'CREATE TABLE t (id bigint unsigned AUTO_INCREMENT PRIMARY KEY);' },
    { title: 'a float that counts nothing', sql: 'CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, ratio float);' },
  ],
  bad: [
    {
      title: 'a float',
      sql: 'CREATE TABLE t (id «double» AUTO_INCREMENT PRIMARY KEY);',
      says: ['t.id counts in double: from some number on the next one equals the one before. Use BIGINT UNSIGNED.'],
    },
    {
      title: 'a text',
      sql: 'CREATE TABLE t (id «varchar(20)» AUTO_INCREMENT PRIMARY KEY);',
      says: ['t.id counts in varchar(20): the server refuses AUTO_INCREMENT of it. Use BIGINT UNSIGNED.'],
    },
  ],
};
