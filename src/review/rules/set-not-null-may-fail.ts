import type { AlterColumn, QualifiedName } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { tableKey, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

/** Tables whose rows the file changed by now, with the columns set. */
const start = () => new Set<string>();

export const rule = defineRule({
  id: 'set-not-null-may-fail',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A column that may hold NULL becomes NOT NULL, and no statement fills the NULLs first.',
  why: "One row with NULL stops the migration; MySQL and MariaDB without strict mode put 0, '' or '0000-00-00' in its place without a word instead. An UPDATE of the column earlier in the same migration, and a column or table that the migration made, are exempt. (PostgreSQL's scan has a rule of its own.)",
  instead:
    'UPDATE … SET column = a value WHERE column IS NULL first, in batches if the table is large, and let the application write no more NULLs before.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/alter-table.html',
    'https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html#sql-mode-strict',
    'https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-transact-sql',
  ],
  check: {
    changeData({ change, tables, columns }, context) {
      if (change !== 'update' && change !== 'merge' && change !== 'delete' && change !== 'truncate') return;
      for (const table of tables) {
        if (change !== 'update') context.memory(start).add(tableKey(context, table));
        for (const column of columns) context.memory(start).add(keyOf(table, column.name, context));
      }
    },
    alterColumn(operation, context) {
      const { table, column } = operation;
      if (!becomesNotNull(operation, context) || context.isNew(table) || context.isNewColumn(table, column.name))
        return;
      const seen = context.memory(start);
      if (seen.has(keyOf(table, column.name, context)) || seen.has(tableKey(context, table))) return;
      const name = `${tableName(table)}.${column.name}`;
      const family = context.dialect === 'mysql' || context.dialect === 'mariadb';
      context.report({
        span: column.span,
        table,
        message: `One NULL in ${name} stops this${family ? ', or becomes a made-up value where the server is not in strict mode' : ''}. UPDATE ${tableName(table)} SET ${column.name} = … WHERE ${column.name} IS NULL first.`,
      });
    },
  },
});

function keyOf(table: QualifiedName, column: string, context: StepContext): string {
  return `${tableKey(context, table)}.${nameKey(context.dialect, column)}`;
}

function becomesNotNull({ change, column, table }: AlterColumn, context: StepContext): boolean {
  if (context.column(table, column.name)?.notNull !== false) return false;
  if (change.kind === 'setNotNull') return true;
  return change.kind === 'redefine' && change.column.nullable === false && !change.column.identity;
}

const T = 'CREATE TABLE users (id int PRIMARY KEY, city varchar(80));';

export const cases: Cases = {
  good: [
    {
      title: 'filled first',
      before: T,
      sql: "UPDATE users SET city = '' WHERE city IS NULL;\nALTER TABLE users MODIFY city varchar(80) NOT NULL;",
    },
    {
      title: 'that was NOT NULL before',
      before: 'CREATE TABLE users (id int PRIMARY KEY, city varchar(80) NOT NULL);',
      sql: 'ALTER TABLE users MODIFY city varchar(90) NOT NULL;',
    },
    { title: 'of a new table', sql: `${T}\nALTER TABLE users MODIFY city varchar(80) NOT NULL;` },
    {
      title: 'a column added before',
      dialect: 'sqlserver',
      before: T,
      sql: 'ALTER TABLE users ADD zip varchar(10) NULL;\nALTER TABLE users ALTER COLUMN zip varchar(10) NOT NULL;',
    },
  ],
  bad: [
    {
      title: 'in MySQL',
      before: T,
      sql: 'ALTER TABLE users MODIFY «city» varchar(80) NOT NULL;',
      says: [
        'One NULL in users.city stops this, or becomes a made-up value where the server is not in strict mode. UPDATE users SET city = … WHERE city IS NULL first.',
      ],
    },
    {
      title: 'in SQL Server',
      dialect: 'sqlserver',
      before: T,
      sql: 'ALTER TABLE users ALTER COLUMN «city» varchar(80) NOT NULL;',
      says: ['One NULL in users.city stops this. UPDATE users SET city = … WHERE city IS NULL first.'],
    },
  ],
};
