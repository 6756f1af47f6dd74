import type { QualifiedName } from '../../model';
import type { Cases } from '../cases';
import { fix, isPlain, remove } from '../edits';
import { tableKey, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

const start = () => ({ emptied: new Set<string>() });

export const rule = defineRule({
  id: 'add-column-not-null-no-default',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'ADD COLUMN NOT NULL without a default fails on a table that has rows.',
  why: 'It works on the empty table of a developer and stops the deployment in production. A table made or emptied in the same migration, serial, identity and generated columns are exempt.',
  instead: 'Add the column with a constant default; or nullable, fill it, and then make it NOT NULL.',
  sources: ['https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-ADDING-A-COLUMN'],
  check: {
    changeData(operation, context) {
      if (operation.change !== 'truncate' && (operation.change !== 'delete' || operation.hasWhere)) return;
      for (const table of operation.tables) context.memory(start).emptied.add(tableKey(context, table));
    },
    addColumn({ column, table }, context) {
      if (column.nullable !== false || (column.default && column.default.kind !== 'null')) return;
      if (column.identity || column.generated || column.type?.serial) return;
      if (isEmpty(table, context) || mayHaveDefault(column.type?.userType?.name, context)) return;
      const name = `${tableName(table)}.${column.name.name}`;
      const without = column.nullableSpan && isPlain(context) ? remove(context, column.nullableSpan) : undefined;
      context.report({
        span: column.name.span,
        table,
        message: `Adding ${name} NOT NULL without a default fails as soon as the table has a row. Give it a constant default, or add it nullable, fill it, and make it NOT NULL in a later migration.`,
        fixes: [fix('thoughtful', 'Add it nullable', [without])],
      });
    },
  },
});

function isEmpty(table: QualifiedName, context: StepContext): boolean {
  if (context.isNew(table) || context.sizeOf(table)?.rows === 0) return true;
  return context.memory(start).emptied.has(tableKey(context, table));
}

/** A domain may bring a default of its own. */
function mayHaveDefault(type: string | undefined, context: StepContext): boolean {
  return type !== undefined && context.schema.domains.has(type);
}

const USERS = 'CREATE TABLE users (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'a constant default', before: USERS, sql: 'ALTER TABLE users ADD COLUMN n int NOT NULL DEFAULT 0;' },
    { title: 'a table made in the same migration', sql: `${USERS}\nALTER TABLE users ADD COLUMN n int NOT NULL;` },
    {
      title: 'a table emptied first',
      before: USERS,
      sql: 'DELETE FROM users;\nALTER TABLE users ADD COLUMN n int NOT NULL;',
    },
    { title: 'a nullable column', before: USERS, sql: 'ALTER TABLE users ADD COLUMN n int;' },
  ],
  bad: [
    {
      title: 'an existing table',
      before: USERS,
      sql: 'ALTER TABLE users ADD COLUMN «n» int NOT NULL;',
      says: [
        'Adding users.n NOT NULL without a default fails as soon as the table has a row. Give it a constant default, or add it nullable, fill it, and make it NOT NULL in a later migration.',
      ],
      fixed: 'ALTER TABLE users ADD COLUMN n int;',
    },
  ],
};
