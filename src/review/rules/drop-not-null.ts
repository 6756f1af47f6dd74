import type { AlterColumn } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'drop-not-null',
  category: 'backward-compat',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver'],
  recommended: true,
  what: 'A column that always held a value may hold NULL: code that still runs, and every query that compares it, was written without NULL in mind.',
  why: 'Readers that assume a value fail on the first NULL, `<>` and NOT IN leave such rows out, and the way back needs a backfill. A column of a primary key cannot be NULL anyhow, and a column or table made in the same migration has no readers.',
  instead: 'Release code that reads NULL first; then drop NOT NULL; write NULL only after that.',
  sources: ['https://www.postgresql.org/docs/current/functions-comparison.html'],
  check: {
    alterColumn(operation, context) {
      if (!makesNullable(operation, context) || context.isNew(operation.table)) return;
      const { table, column } = operation;
      if (context.isNewColumn(table, column.name) || context.column(table, column.name)?.notNull === false) return;
      const name = `${tableName(table)}.${column.name}`;
      context.report({
        span: column.span,
        table,
        message: `${name} may be NULL from here on: code that still runs reads it as always set, and comparisons leave such rows out. Release code that reads NULL first.`,
      });
    },
  },
});

function makesNullable({ change, table, column }: AlterColumn, context: StepContext): boolean {
  if (change.kind === 'dropNotNull') return true;
  if (change.kind !== 'redefine') return false;
  // MODIFY restates the column: what does not say NOT NULL takes it away, if it was there.
  const keeps = change.column.nullable === false || change.column.constraints.some(({ kind }) => kind === 'primaryKey');
  const inKey = context.table(table)?.primaryKey?.columns.some((part) => part.column?.name === column.name) === true;
  return !keeps && !inKey && context.column(table, column.name)?.notNull === true;
}

const T = 'CREATE TABLE users (id int PRIMARY KEY, email varchar(80) NOT NULL, name varchar(80));';

export const cases: Cases = {
  good: [
    { title: 'a column that was nullable', before: T, sql: 'ALTER TABLE users ALTER COLUMN name DROP NOT NULL;' },
    { title: 'a table made in the same migration', sql: `${T}\nALTER TABLE users ALTER COLUMN email DROP NOT NULL;` },
    {
      title: 'MODIFY that keeps it',
      dialect: 'mysql',
      before: T,
      sql: 'ALTER TABLE users MODIFY email varchar(120) NOT NULL;',
    },
  ],
  bad: [
    {
      title: 'a column that readers rely on',
      before: T,
      sql: 'ALTER TABLE users ALTER COLUMN «email» DROP NOT NULL;',
      says: [
        'users.email may be NULL from here on: code that still runs reads it as always set, and comparisons leave such rows out. Release code that reads NULL first.',
      ],
    },
    {
      title: 'of a table that no history makes',
      sql: 'ALTER TABLE orders ALTER COLUMN «total» DROP NOT NULL;',
      says: [
        'orders.total may be NULL from here on: code that still runs reads it as always set, and comparisons leave such rows out. Release code that reads NULL first.',
      ],
    },
  ],
};
