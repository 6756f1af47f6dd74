import type { AlterColumn, ConstraintSpec, QualifiedName } from '../../model';
import type { Cases } from '../cases';
import { outside } from '../concurrently';
import { insertBeforeStatement } from '../edits';
import { impliesNotNull, provesNotNull } from '../implies-not-null';
import { tableName, written, writtenTable } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

/** Checks that this file adds to tables of which no history is known, and what it validates. */
const start = () => ({
  added: [] as {
    readonly table: QualifiedName;
    readonly name: string | undefined;
    readonly constraint: Extract<ConstraintSpec, { readonly kind: 'check' }>;
  }[],
  validated: new Set<string>(),
});

export const rule = defineRule({
  id: 'set-not-null-scan',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'SET NOT NULL reads the whole table while nobody else may read or write it.',
  why: 'The scan runs under ACCESS EXCLUSIVE, so that even SELECT waits: seconds to minutes from a few million rows. Since PostgreSQL 12 a validated CHECK (column IS NOT NULL) on that column proves it without a scan.',
  instead:
    'ADD CONSTRAINT … CHECK (column IS NOT NULL) NOT VALID; in the next migration VALIDATE CONSTRAINT, SET NOT NULL and DROP CONSTRAINT. PostgreSQL 18: ADD CONSTRAINT … NOT NULL column NOT VALID, then VALIDATE.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL'],
  check: {
    addConstraint({ table, constraint }, context) {
      if (constraint.kind !== 'check' || context.table(table)) return;
      context.memory(start).added.push({ table, name: constraint.name?.name, constraint });
    },
    validateConstraint({ table, name }, context) {
      context.memory(start).validated.add(`${tableName(table)} ${name.name}`);
    },
    alterColumn(operation, context) {
      if (operation.change.kind !== 'setNotNull' || context.isNew(operation.table)) return;
      const table = context.table(operation.table);
      if (context.column(operation.table, operation.column.name)?.notNull) return;
      if (table?.checks.some((check) => provesNotNull(check, operation.column.name))) return;
      if (!table && isProvenHere(operation, context)) return;
      context.report({
        span: operation.column.span,
        table: operation.table,
        message: message(operation, context),
        fixes: [proofFirst(operation, context)],
      });
    },
  },
});

function isProvenHere({ table, column }: AlterColumn, context: StepContext): boolean {
  const { added, validated } = context.memory(start);
  return added.some(
    (one) =>
      tableName(one.table) === tableName(table) &&
      !one.constraint.notEnforced &&
      (!one.constraint.notValid || validated.has(`${tableName(table)} ${one.name ?? ''}`)) &&
      impliesNotNull(one.constraint.expression.text, column.name),
  );
}

function constraintName({ table, column }: AlterColumn): string {
  return `${table.name}_${column.name}_not_null`.slice(0, 63);
}

function message(operation: AlterColumn, context: StepContext): string {
  const { column } = operation;
  const table = tableName(operation.table);
  const first = context.atLeast(18)
    ? `CONSTRAINT … NOT NULL ${written(context, column)} NOT VALID`
    : `CHECK (${written(context, column)} IS NOT NULL) NOT VALID`;
  return `SET NOT NULL on ${table}.${column.name} reads all of ${table} under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add ${first} first and VALIDATE it in a migration of its own${context.atLeast(18) ? '' : '; SET NOT NULL then skips the scan'}.`;
}

/** Outside a transaction each step holds its own lock, so that the four statements may stand in one file. */
function proofFirst(operation: AlterColumn, context: StepContext) {
  if (context.statement.operations.length > 1) return undefined;
  const table = writtenTable(context, operation.table);
  const name = constraintName(operation);
  const column = written(context, operation.column);
  const edits = [
    insertBeforeStatement(context, [
      `ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${column} IS NOT NULL) NOT VALID;`,
      `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`,
    ]),
  ];
  return outside(context, 'Prove it with a CHECK that is validated first', edits, 'several');
}

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, name text);';

export const cases: Cases = {
  good: [
    {
      title: 'a table made in the same migration',
      sql: `${USERS}\nALTER TABLE users ALTER COLUMN email SET NOT NULL;`,
    },
    {
      title: 'a validated CHECK on exactly that column',
      before: `${USERS}\nALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT VALID;`,
      sql: 'ALTER TABLE users VALIDATE CONSTRAINT c;\nALTER TABLE users ALTER COLUMN email SET NOT NULL;\nALTER TABLE users DROP CONSTRAINT c;',
    },
    {
      title: 'a CHECK that this file adds and validates, of a table that no history makes',
      sql: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT c;\nALTER TABLE orders ALTER COLUMN email SET NOT NULL;',
    },
    {
      title: 'a column that is NOT NULL already',
      before: 'CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);',
      sql: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;',
    },
    {
      title: 'DROP NOT NULL, which scans nothing',
      before: 'CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);',
      sql: 'ALTER TABLE users ALTER COLUMN email DROP NOT NULL;',
    },
    {
      title: 'a small table',
      before: USERS,
      sizes: { users: { rows: 12 } },
      sql: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;',
    },
  ],
  bad: [
    {
      title: 'an existing table',
      before: USERS,
      sql: 'ALTER TABLE users ALTER COLUMN «email» SET NOT NULL;',
      says: [
        'SET NOT NULL on users.email reads all of users under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add CHECK (email IS NOT NULL) NOT VALID first and VALIDATE it in a migration of its own; SET NOT NULL then skips the scan.',
      ],
      fixed:
        'ALTER TABLE users ADD CONSTRAINT users_email_not_null CHECK (email IS NOT NULL) NOT VALID;\nALTER TABLE users VALIDATE CONSTRAINT users_email_not_null;\nALTER TABLE users ALTER COLUMN email SET NOT NULL;',
    },
    {
      title: 'a validated CHECK on another column',
      before: `${USERS}\nALTER TABLE users ADD CONSTRAINT c CHECK (name IS NOT NULL);`,
      transaction: 'file',
      sql: 'ALTER TABLE users ALTER COLUMN «email» SET NOT NULL;',
      says: [
        'SET NOT NULL on users.email reads all of users under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add CHECK (email IS NOT NULL) NOT VALID first and VALIDATE it in a migration of its own; SET NOT NULL then skips the scan.',
      ],
    },
    {
      title: 'PostgreSQL 18, where NOT NULL itself may be NOT VALID',
      version: '18',
      before: USERS,
      transaction: 'file',
      sql: 'ALTER TABLE users ALTER COLUMN «email» SET NOT NULL;',
      says: [
        'SET NOT NULL on users.email reads all of users under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add CONSTRAINT … NOT NULL email NOT VALID first and VALIDATE it in a migration of its own.',
      ],
    },
  ],
};
