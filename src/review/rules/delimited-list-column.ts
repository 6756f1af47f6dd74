import type { Column } from '../../model';
import type { Cases } from '../cases';
import { isText, wordsOf } from '../column-words';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'delimited-list-column',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A text column by the name of several ids keeps a list that no key checks and no index searches.',
  why: 'Whether 12 is in it is LIKE %12%, which finds 112 and reads the whole table; an id that goes stays in the list. A column that its comment or a check calls JSON is let pass.',
  instead: 'A join table with two foreign keys; in PostgreSQL an array with a GIN index where no key is wanted.',
  sources: [
    'https://pragprog.com/titles/bksap1/sql-antipatterns-volume-1/',
    'https://www.postgresql.org/docs/current/arrays.html#ARRAYS-SEARCHING',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      for (const column of table.columns) {
        if (!isText(column) || column.type?.dimensions || !namesList(column)) continue;
        if (
          table.checks.some(
            ({ expression }) => /json/i.test(expression.text) && expression.columns.includes(column.name),
          )
        )
          continue;
        context.report({
          span: column.type?.span ?? column.at,
          table,
          message: `${table.name}.${column.name} keeps a list of ids as text: whether one is in it reads the whole table, and no key checks them. Use a join table${context.dialect === 'postgresql' ? ', or an array with a GIN index' : ''}.`,
        });
      }
    },
  },
});

function namesList({ name, comment }: Column): boolean {
  const words = wordsOf(name);
  return words.length > 1 && words.at(-1) === 'ids' && !/json/i.test(comment ?? '');
}

export const cases: Cases = {
  good: [
    { title: 'an array', sql: 'CREATE TABLE t (id int PRIMARY KEY, tag_ids int[]);' },
    {
      title: 'JSON by a check',
      dialect: 'mariadb',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, tag_ids longtext CHECK (json_valid(tag_ids)));',
    },
    { title: 'one id', sql: 'CREATE TABLE t (id int PRIMARY KEY, tag_id text, ids text);' },
  ],
  bad: [
    {
      title: 'a text of ids',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, tag_ids «text»);',
      says: [
        't.tag_ids keeps a list of ids as text: whether one is in it reads the whole table, and no key checks them. Use a join table, or an array with a GIN index.',
      ],
    },
  ],
};
