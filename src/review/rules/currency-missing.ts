import type { Table } from '../../model';
import type { Cases } from '../cases';
import { ownColumns, wordsOf } from '../column-words';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'currency-missing',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A table keeps amounts of money and no currency.',
  why: 'The day a second currency comes, nobody can say what the old amounts were in, and sums add euros to dollars. Opinion: a company of one currency needs none; a name that says it (price_eur, cents_usd) counts.',
  instead: 'A column for the currency (ISO 4217, three letters) beside the amount, or in the table that it belongs to.',
  sources: ['https://www.iso.org/iso-4217-currency-codes.html'],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      const amount = ownColumns(table).find(({ name, type }) => isAmount(name) && isNumber(type?.family));
      if (!amount || saysCurrency(table)) return;
      context.report({
        span: amount.at,
        table,
        message: `${table.name}.${amount.name} is an amount of money, and no column of ${table.name} says in which currency. Add one (ISO 4217), or name it in the column.`,
      });
    },
  },
});

function isAmount(name: string): boolean {
  return /^(?:price|amount|cost|fee|salary|wage|refund|revenue|subtotal)$/.test(wordsOf(name).at(-1) ?? '');
}

function isNumber(family: string | undefined): boolean {
  return /^(?:decimal|money|integer|bigint|real|double)$/.test(family ?? '');
}

function saysCurrency(table: Table): boolean {
  return (
    table.columns.some(({ name }) =>
      wordsOf(name).some((word) => /^(?:currency|currencies|curr|eur|euro|usd|gbp|chf|jpy|percent|rate)$/.test(word)),
    ) || table.foreignKeys.some(({ refTable }) => /currenc/i.test(refTable.name))
  );
}

export const cases: Cases = {
  good: [
    {
      title: 'a currency beside it',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, amount numeric(19, 4), currency char(3));',
    },
    { title: 'a currency in its name', sql: 'CREATE TABLE t (id int PRIMARY KEY, price_eur numeric(19, 4));' },
  ],
  bad: [
    {
      title: 'an amount alone',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «amount» numeric(19, 4));',
      says: [
        't.amount is an amount of money, and no column of t says in which currency. Add one (ISO 4217), or name it in the column.',
      ],
    },
  ],
};
