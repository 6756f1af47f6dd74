import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'primary-key-int32',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver'],
  recommended: false,
  what: 'A primary key of 32 bits that the database counts up ends at 2,147,483,647.',
  why: 'Deletes, rollbacks and failed inserts use numbers up too, and the day it ends every INSERT fails; widening it rewrites the table and all that references it. A key that is itself a foreign key must follow what it references.',
  instead: 'bigint GENERATED ALWAYS AS IDENTITY (PostgreSQL), BIGINT AUTO_INCREMENT (MySQL).',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-INT',
    'https://dev.mysql.com/doc/refman/8.4/en/integer-types.html',
  ],
  check: {
    table(table, context) {
      const [part, another] = table.primaryKey?.columns ?? [];
      if (!part?.column || another || table.partitionOf) return;
      const key = nameKey(context.dialect, part.column.name);
      const column = table.columns.find(({ name }) => nameKey(context.dialect, name) === key);
      const type = column?.type;
      if (!column || !type || !/^(?:smallint|mediumint|integer)$/.test(type.family)) return;
      const counts =
        column.identity !== undefined || type.serial === true || /nextval/i.test(column.default?.text ?? '');
      const follows = table.foreignKeys.some(({ columns }) =>
        columns.some(({ name }) => nameKey(context.dialect, name) === key),
      );
      if (!counts || follows) return;
      context.report({
        span: type.span,
        table,
        message: `${table.name}.${column.name} counts up in ${type.family === 'integer' ? '32' : 'fewer than 32'} bits: when its numbers end every INSERT fails, and widening it rewrites the table. Use bigint.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'bigint', sql: 'CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);' },
    { title: 'a code that nobody counts', sql: 'CREATE TABLE t (http_status int PRIMARY KEY);' },
    {
      title: 'a key that follows another',
      before: 'CREATE TABLE a (id serial PRIMARY KEY);',
      sql: 'CREATE TABLE b (id int PRIMARY KEY REFERENCES a (id));',
    },
  ],
  bad: [
    {
      title: 'serial',
      sql: 'CREATE TABLE t (id «serial» PRIMARY KEY);',
      says: [
        't.id counts up in 32 bits: when its numbers end every INSERT fails, and widening it rewrites the table. Use bigint.',
      ],
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id «int» NOT NULL AUTO_INCREMENT, PRIMARY KEY (id));',
      says: [
        't.id counts up in 32 bits: when its numbers end every INSERT fails, and widening it rewrites the table. Use bigint.',
      ],
    },
  ],
};
