import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'money-type',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'sqlserver'],
  recommended: true,
  what: 'The type money has no currency and rounds in its own way.',
  why: 'PostgreSQL reads and prints it by lc_monetary: the same dump restored under another locale means other amounts, with another number of decimals. SQL Server rounds each step of a calculation to four places, so that quotients lose cents.',
  instead: 'numeric(19, 4), with the currency in a column of its own.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-money.html',
    'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_money',
    'https://learn.microsoft.com/sql/t-sql/data-types/money-and-smallmoney-transact-sql',
  ],
  check: {
    table(table, context) {
      for (const { type, name } of ownColumns(table)) {
        if (type?.family !== 'money') continue;
        const harm =
          context.dialect === 'postgresql'
            ? 'what it holds depends on the locale of the server'
            : 'each step of a calculation is rounded to four places';
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} is money: ${harm}, and the currency is nowhere. Use numeric(19, 4) with a currency column.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'numeric', sql: 'CREATE TABLE t (id int PRIMARY KEY, price numeric(19, 4), currency char(3));' },
    {
      title: 'decimal in SQL Server',
      dialect: 'sqlserver',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, price decimal(19, 4));',
    },
  ],
  bad: [
    {
      title: 'in PostgreSQL',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, price «money»);',
      says: [
        't.price is money: what it holds depends on the locale of the server, and the currency is nowhere. Use numeric(19, 4) with a currency column.',
      ],
    },
    {
      title: 'in SQL Server',
      dialect: 'sqlserver',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, price «money»);',
      says: [
        't.price is money: each step of a calculation is rounded to four places, and the currency is nowhere. Use numeric(19, 4) with a currency column.',
      ],
    },
  ],
};
