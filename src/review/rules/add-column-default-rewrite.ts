import type { AddColumn, Expression, Fix } from '../../model';
import type { Cases } from '../cases';
import { fix, insertAfterStatement, isPlain, remove } from '../edits';
import { listed, tableName, written, writtenTable } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';
import { volatileCalls } from '../volatility';

export const rule = defineRule({
  id: 'add-column-default-rewrite',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'ADD COLUMN with a default that differs from row to row writes the whole table and all of its indexes anew.',
  why: 'The rewrite runs under ACCESS EXCLUSIVE: nobody reads or writes until it is done, minutes on a large table, and it needs the disk space twice. A constant, and now(), need none since PostgreSQL 11. A function that we do not know is taken to be volatile, as PostgreSQL does.',
  instead: 'ADD COLUMN without the default; ALTER COLUMN … SET DEFAULT for new rows; fill the old rows in batches.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  check: {
    addColumn(operation, context) {
      const value = operation.column.default;
      if (!value || value.kind === 'null' || operation.column.generated || context.isNew(operation.table)) return;
      const volatile = volatileCalls(value);
      if (volatile.length === 0 && context.atLeast(11)) return;
      context.report({
        span: operation.column.defaultSpan ?? value.span,
        table: operation.table,
        message: message(operation, volatile),
        fixes: [defaultApart(operation, value, context)],
      });
    },
  },
});

function message({ column, table }: AddColumn, volatile: readonly string[]): string {
  const because =
    volatile.length > 0
      ? `${listed(volatile.map((name) => `${name}()`))} gives each row its own value, so`
      : 'Before PostgreSQL 11 a default is written into every row:';
  return `${because} adding ${column.name.name} rewrites ${tableName(table)} and its indexes under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add the column without a default, then SET DEFAULT, and fill old rows in batches.`;
}

/** The old rows stay NULL, so that NOT NULL must wait as well. */
function defaultApart(operation: AddColumn, value: Expression, context: StepContext): Fix | undefined {
  const { column, table } = operation;
  if (!isPlain(context) || !column.defaultSpan || column.constraints.length > 0) return undefined;
  const title =
    column.nullable === false
      ? 'Add it nullable, and SET DEFAULT for new rows only'
      : 'SET DEFAULT for new rows only, after adding the column';
  return fix('thoughtful', title, [
    remove(context, column.defaultSpan),
    ...(column.nullable === false && column.nullableSpan ? [remove(context, column.nullableSpan)] : []),
    insertAfterStatement(context, [
      `ALTER TABLE ${writtenTable(context, table)} ALTER COLUMN ${written(context, column.name)} SET DEFAULT ${value.text};`,
    ]),
  ]);
}

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'a constant', before: USERS, sql: "ALTER TABLE users ADD COLUMN plan text NOT NULL DEFAULT 'free';" },
    {
      title: 'now(), which is one value for the whole statement',
      before: USERS,
      sql: "ALTER TABLE users ADD COLUMN at timestamptz DEFAULT now(), ADD COLUMN utc timestamp DEFAULT timezone('utc', now());",
    },
    {
      title: 'the default set after the column is there',
      before: USERS,
      sql: "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN token uuid;\nALTER TABLE users ALTER COLUMN token SET DEFAULT gen_random_uuid();",
      clean: true,
    },
    {
      title: 'a table made in the same migration',
      sql: `${USERS}\nALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid();`,
    },
    {
      title: 'DEFAULT NULL',
      before: USERS,
      version: '10',
      sql: 'ALTER TABLE users ADD COLUMN token uuid DEFAULT NULL;',
    },
  ],
  bad: [
    {
      title: 'a random value',
      before: USERS,
      sql: 'ALTER TABLE users ADD COLUMN token uuid «DEFAULT gen_random_uuid()»;',
      says: [
        'gen_random_uuid() gives each row its own value, so adding token rewrites users and its indexes under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add the column without a default, then SET DEFAULT, and fill old rows in batches.',
      ],
      fixed:
        'ALTER TABLE users ADD COLUMN token uuid;\nALTER TABLE users ALTER COLUMN token SET DEFAULT gen_random_uuid();',
    },
    {
      title: 'NOT NULL as well',
      before: USERS,
      sql: 'ALTER TABLE "users" ADD COLUMN "token" text «DEFAULT public.nanoid()» NOT NULL;',
      says: [
        'nanoid() gives each row its own value, so adding token rewrites users and its indexes under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add the column without a default, then SET DEFAULT, and fill old rows in batches.',
      ],
      fixed:
        'ALTER TABLE "users" ADD COLUMN "token" text;\nALTER TABLE "users" ALTER COLUMN "token" SET DEFAULT public.nanoid();',
    },
    {
      title: 'a constant before PostgreSQL 11',
      before: USERS,
      version: '10',
      sql: 'ALTER TABLE users ADD COLUMN n int «DEFAULT 0»;',
      says: [
        'Before PostgreSQL 11 a default is written into every row: adding n rewrites users and its indexes under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add the column without a default, then SET DEFAULT, and fill old rows in batches.',
      ],
      fixed: 'ALTER TABLE users ADD COLUMN n int;\nALTER TABLE users ALTER COLUMN n SET DEFAULT 0;',
    },
  ],
};
