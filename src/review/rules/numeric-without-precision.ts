import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { fix, replace } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'numeric-without-precision',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['mysql', 'mariadb', 'sqlserver'],
  recommended: true,
  what: 'DECIMAL without precision and scale has no digits after the point: it is DECIMAL(10, 0) in MySQL and MariaDB, decimal(18, 0) in SQL Server.',
  why: '12.34 is stored as 12 with no error, and the cents are gone before anybody looks. PostgreSQL keeps all digits there, so that the same text means something else. Columns generated from an expression are let pass.',
  instead: 'Write both: DECIMAL(19, 4) for money, DECIMAL(9, 6) for degrees; BIGINT for whole numbers.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/fixed-point-types.html',
    'https://mariadb.com/kb/en/decimal/',
    'https://learn.microsoft.com/en-us/sql/t-sql/data-types/decimal-and-numeric-transact-sql',
  ],
  check: {
    table(table, context) {
      for (const { type, name, generated, identity } of ownColumns(table)) {
        if (type?.family !== 'decimal' || generated || identity) continue;
        const written = context.text(type.span);
        if (!/^(?:decimal|numeric|dec|fixed)(?:\s+unsigned)?$/i.test(written === '' ? type.text : written)) continue;
        const digits = context.dialect === 'sqlserver' ? 18 : 10;
        const word = /^\w+/.exec(written)?.[0];
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} is ${type.text} without a scale, which is ${type.text.split(' ')[0]}(${digits}, 0): 12.34 is stored as 12, with no error. Write precision and scale, or BIGINT for whole numbers.`,
          fixes: [
            word
              ? fix('thoughtful', `${word}(19, 4)`, [replace(type.span, written.replace(word, `${word}(19, 4)`))])
              : undefined,
          ],
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'precision and scale', sql: 'CREATE TABLE t (id int PRIMARY KEY, price decimal(19, 4));' },
    {
      title: 'a precision alone, which was thought of',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, serial_no decimal(20));',
    },
    {
      title: 'PostgreSQL, which keeps all digits',
      dialect: 'postgresql',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, price numeric);',
    },
  ],
  bad: [
    {
      title: 'in MySQL',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, price «decimal» NOT NULL);',
      says: [
        't.price is decimal without a scale, which is decimal(10, 0): 12.34 is stored as 12, with no error. Write precision and scale, or BIGINT for whole numbers.',
      ],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY, price decimal(19, 4) NOT NULL);',
    },
    {
      title: 'in SQL Server',
      dialect: 'sqlserver',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, price «numeric» NOT NULL);',
      says: [
        't.price is numeric without a scale, which is numeric(18, 0): 12.34 is stored as 12, with no error. Write precision and scale, or BIGINT for whole numbers.',
      ],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY, price numeric(19, 4) NOT NULL);',
    },
  ],
};
