import type { Column, Table } from '../../model';
import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import { fix, replace } from '../edits';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'float-for-money',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A column that holds money has a binary floating-point type, which cannot store most decimal amounts.',
  why: '0.10 has no exact binary form: sums drift by cents, comparisons with = fail, and no later type change brings the lost digits back. Rates, ratios and measurements may well be floating-point; only names that say an amount of money are reported.',
  instead:
    'numeric(19, 4) (DECIMAL in MySQL), or an integer number of the smallest unit; keep the currency beside it. SQLite has no exact decimals: use integer cents.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-FLOAT',
    'https://dev.mysql.com/doc/refman/8.4/en/problems-with-float.html',
  ],
  check: {
    table(table, context) {
      for (const column of table.columns) {
        if (!isFloat(column) || !saysMoney(column.name)) continue;
        context.report({
          span: column.type?.span ?? column.at,
          table,
          message: message(table, column, context),
          fixes: [context.dialect === 'sqlite' || context.tool === 'prisma' ? undefined : exactType(column, context)],
        });
      }
    },
  },
});

function isFloat({ type }: Column): boolean {
  return type?.family === 'real' || type?.family === 'double';
}

/** The last word, or the one before a currency or unit, says what a column holds. */
function saysMoney(name: string): boolean {
  const words = wordsOf(name);
  const isMoney = (word: string) =>
    /^(price|prices|amount|cost|costs|balance|fee|fees|salary|wage|payment|refund|revenue|subtotal|deposit|invoice|tax|discount)$/.test(
      word,
    );
  const notMoney = words.some((word) =>
    /^(rate|ratio|percent|percentage|pct|factor|weight|score|count|index|multiplier|share)$/.test(word),
  );
  return !notMoney && words.some(isMoney);
}

function message(table: Table, { name, type }: Column, { dialect }: BaseContext): string {
  const instead =
    dialect === 'sqlite'
      ? 'an INTEGER of the smallest unit (cents)'
      : `${dialect === 'postgresql' ? 'numeric' : 'DECIMAL'}(19, 4), or an integer of the smallest unit`;
  return `${table.name}.${name} is ${type?.text ?? 'floating-point'}, which cannot hold most amounts of money exactly: sums drift and comparisons fail. Use ${instead}.`;
}

function exactType(column: Column, context: BaseContext) {
  const span = column.type?.span;
  if (!span || context.text(span) === '') return undefined;
  const name = context.dialect === 'postgresql' ? 'numeric' : 'DECIMAL';
  const upper = /[A-Z]/.test(context.text(span));
  return fix('thoughtful', `Use ${name}(19, 4)`, [
    replace(span, `${upper ? name.toUpperCase() : name.toLowerCase()}(19, 4)`),
  ]);
}

export const cases: Cases = {
  good: [
    {
      title: 'an exact type',
      sql: 'CREATE TABLE orders (id bigint PRIMARY KEY, total_price numeric(19, 4) NOT NULL, fee_cents bigint);',
    },
    {
      title: 'a measurement',
      sql: 'CREATE TABLE readings (id bigint PRIMARY KEY, temperature double precision, weight real);',
    },
    {
      title: 'a rate or a ratio of money',
      sql: 'CREATE TABLE rates (id bigint PRIMARY KEY, tax_rate double precision, "discountPercent" real);',
    },
    {
      title: 'a word that only looks like money',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, priceless float, costume double);',
    },
  ],
  bad: [
    {
      title: 'double precision',
      sql: 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  total_amount «double precision» NOT NULL DEFAULT 0\n);',
      says: [
        'orders.total_amount is double precision, which cannot hold most amounts of money exactly: sums drift and comparisons fail. Use numeric(19, 4), or an integer of the smallest unit.',
      ],
      fixed: 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  total_amount numeric(19, 4) NOT NULL DEFAULT 0\n);',
    },
    {
      title: 'FLOAT with camel case in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE `items` (`id` INT PRIMARY KEY, `unitPrice` «FLOAT(10,2)»);',
      says: [
        'items.unitPrice is FLOAT(10,2), which cannot hold most amounts of money exactly: sums drift and comparisons fail. Use DECIMAL(19, 4), or an integer of the smallest unit.',
      ],
      fixed: 'CREATE TABLE `items` (`id` INT PRIMARY KEY, `unitPrice` DECIMAL(19, 4));',
    },
    {
      title: 'REAL in SQLite, which has no exact decimals',
      dialect: 'sqlite',
      sql: 'CREATE TABLE account (id INTEGER PRIMARY KEY, balance «REAL»);',
      says: [
        'account.balance is REAL, which cannot hold most amounts of money exactly: sums drift and comparisons fail. Use an INTEGER of the smallest unit (cents).',
      ],
    },
  ],
};
