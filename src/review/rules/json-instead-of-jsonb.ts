import type { ColumnSpec } from '../../model';
import type { Cases } from '../cases';
import { fix, replace } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'json-instead-of-jsonb',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'json keeps the text as typed: it has no equality, no containment and no index.',
  why: 'SELECT DISTINCT, GROUP BY and UNION over the table fail on the column (“could not identify an equality operator for type json”), each access parses the text again, and a later change to jsonb rewrites the table. Only text whose key order, duplicate keys or white space must survive wants json.',
  instead: 'jsonb.',
  sources: ['https://www.postgresql.org/docs/current/datatype-json.html'],
  check: {
    createTable(operation, context) {
      for (const column of operation.columns) check(operation.table.name, column, context);
    },
    addColumn(operation, context) {
      check(operation.table.name, operation.column, context);
    },
  },
});

function check(table: string, { name, type }: ColumnSpec, context: StepContext): void {
  if (type?.family !== 'json') return;
  const bare = /^json$/i.test(context.text(type.span));
  context.report({
    span: type.span,
    message: `${table}.${name.name} is json, which cannot be compared or indexed: DISTINCT and GROUP BY fail on it. Use jsonb.`,
    fixes: [
      bare
        ? fix('thoughtful', 'Use jsonb', [replace(type.span, context.text(type.span) === 'JSON' ? 'JSONB' : 'jsonb')])
        : undefined,
    ],
  });
}

export const cases: Cases = {
  good: [
    { title: 'jsonb', sql: 'CREATE TABLE t (id int PRIMARY KEY, payload jsonb);' },
    {
      title: 'MySQL’s JSON, which is binary',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, payload JSON);',
    },
  ],
  bad: [
    {
      title: 'a new table',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, payload «JSON» NOT NULL);',
      says: ['t.payload is json, which cannot be compared or indexed: DISTINCT and GROUP BY fail on it. Use jsonb.'],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY, payload JSONB NOT NULL);',
    },
    {
      title: 'a new column',
      before: 'CREATE TABLE t (id int PRIMARY KEY);',
      sql: 'ALTER TABLE t ADD meta «json», ADD COLUMN n int;',
      says: ['t.meta is json, which cannot be compared or indexed: DISTINCT and GROUP BY fail on it. Use jsonb.'],
      fixed: 'ALTER TABLE t ADD meta jsonb, ADD COLUMN n int;',
    },
  ],
};
