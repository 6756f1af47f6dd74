import type { Cases } from '../cases';
import { isInteger } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'auto-increment-type',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'AUTO_INCREMENT in TINYINT, SMALLINT or MEDIUMINT ends soon.',
  why: 'At 127, 32,767 or 8,388,607 (twice that unsigned) every INSERT fails with a duplicate key; rolled back and failed INSERTs use numbers up too, and to widen it copies the table and all that references it. Where the rows are few and made by hand it is right: suppress it with that reason.',
  instead: 'BIGINT UNSIGNED, or INT UNSIGNED where four billion rows are surely enough.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/integer-types.html',
    'https://dev.mysql.com/doc/refman/8.4/en/example-auto-increment.html',
  ],
  check: {
    table(table, context) {
      for (const column of table.columns) {
        const { type, identity, name } = column;
        const end = type && LARGEST[type.family];
        if (identity !== 'auto increment' || !type || !isInteger(column) || end === undefined) continue;
        const last = (type.unsigned ? end * 2 + 1 : end).toLocaleString('en-US');
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} counts to ${last}; then every INSERT fails, and widening it copies the table. Use INT UNSIGNED or BIGINT UNSIGNED.`,
        });
      }
    },
  },
});

const LARGEST: Readonly<Record<string, number>> = { tinyint: 127, smallint: 32_767, mediumint: 8_388_607 };

export const cases: Cases = {
  good: [
    { title: 'int', sql: 'CREATE TABLE t (id int unsigned AUTO_INCREMENT PRIMARY KEY);' },
    {
      title: 'a small number that counts nothing',
      sql: 'CREATE TABLE t (id bigint AUTO_INCREMENT PRIMARY KEY, stars tinyint);',
    },
  ],
  bad: [
    {
      title: 'smallint',
      sql: 'CREATE TABLE t (id «smallint» AUTO_INCREMENT PRIMARY KEY);',
      says: [
        't.id counts to 32,767; then every INSERT fails, and widening it copies the table. Use INT UNSIGNED or BIGINT UNSIGNED.',
      ],
    },
    {
      title: 'mediumint unsigned',
      dialect: 'mariadb',
      sql: 'CREATE TABLE t (id «mediumint unsigned» AUTO_INCREMENT PRIMARY KEY);',
      says: [
        't.id counts to 16,777,215; then every INSERT fails, and widening it copies the table. Use INT UNSIGNED or BIGINT UNSIGNED.',
      ],
    },
  ],
};
