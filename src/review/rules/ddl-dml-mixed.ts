import type { ChangeData, LockMode, QualifiedName, Span } from '../../model';
import type { Cases } from '../cases';
import { blockedBy, firstBlocking } from '../locks';
import { tableName } from '../names';
import { rowsTouched } from '../rows-touched';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

interface Held {
  readonly transaction: number;
  readonly mode: LockMode;
  readonly table: QualifiedName;
  readonly span: Span;
}

const start = (): { held: Held | undefined; said: number | undefined } => ({ held: undefined, said: undefined });

export const rule = defineRule({
  id: 'ddl-dml-mixed',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  supersedes: ['unbatched-backfill'],
  what: 'A schema change and a change of many rows share one transaction: the lock of the first lasts as long as the second.',
  why: 'ALTER TABLE is over in a moment, but its ACCESS EXCLUSIVE lock is held to the end of the transaction: while the backfill behind it runs, nobody reads or writes that table. Seed rows, rows that a condition with a value picks, and locks on tables made in the same migration are exempt.',
  instead:
    'The schema change in one migration; the data change in another, in batches; constraints on the result in a third.',
  sources: [
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    'https://docs.gitlab.com/development/migration_style_guide/',
  ],
  check: {
    operation(operation, context) {
      if (context.transaction === undefined || operation.kind === 'changeData') return;
      const memory = context.memory(start);
      if (memory.held?.transaction === context.transaction) return;
      const lock = firstBlocking(context.locks());
      if (!lock) return;
      memory.held = { transaction: context.transaction, ...lock, span: operation.span };
    },
    changeData(operation, context) {
      const memory = context.memory(start);
      const { held } = memory;
      if (!held || held.transaction !== context.transaction || memory.said === held.transaction) return;
      const table = largeOf(operation, context);
      const [target] = operation.tables;
      if (!table || !target) return;
      // One transaction, one hazard: the first change that stretches it stands for those that follow.
      memory.said = held.transaction;
      context.report({
        span: target.span,
        table,
        message: `This ${operation.change.toUpperCase()} goes over all of ${tableName(table)} in the transaction that holds ${held.mode} on ${tableName(held.table)}: ${blockedBy(held.mode)} of ${tableName(held.table)} wait until it commits. Move the data change into a migration of its own, in batches.`,
        related: [{ span: held.span, message: `Takes ${held.mode} on ${tableName(held.table)}` }],
      });
    },
  },
});

/** The existing table whose rows the statement goes over. */
function largeOf(operation: ChangeData, context: StepContext): QualifiedName | undefined {
  if (operation.change === 'insert') return operation.sources.find((source) => isOld(source, context));
  if (operation.change !== 'update' && operation.change !== 'delete') return undefined;
  const [table] = operation.tables;
  if (!table || context.isNew(table)) return undefined;
  return rowsTouched(operation, context) === 'some' ? undefined : table;
}

/** A source may also be the name of a CTE: only tables of the history count. */
function isOld(source: QualifiedName, context: StepContext): boolean {
  return context.table(source) !== undefined && !context.isNew(source);
}

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';
const ADD = 'ALTER TABLE users ADD COLUMN mail text;';

export const cases: Cases = {
  good: [
    { title: 'each statement by itself', before: USERS, sql: `${ADD}\nUPDATE users SET mail = email;` },
    {
      title: 'seed rows for a table made in the same migration',
      transaction: 'file',
      before: USERS,
      sql: `${ADD}\nCREATE TABLE plans (name text PRIMARY KEY);\nINSERT INTO plans VALUES ('free'), ('paid');`,
    },
    {
      title: 'rows that a value picks',
      transaction: 'file',
      before: USERS,
      sql: `${ADD}\nUPDATE users SET mail = 'root@example.com' WHERE id = 1;`,
    },
    {
      title: 'the data first, the lock at the end',
      transaction: 'file',
      before: USERS,
      sql: 'UPDATE users SET email = lower(email) WHERE email IS NOT NULL;\nALTER TABLE users ADD COLUMN mail text;',
    },
    {
      title: 'a schema change on tables made in the same migration',
      transaction: 'file',
      before: USERS,
      sql: 'CREATE TABLE mails (user_id bigint, mail text);\nALTER TABLE mails ADD COLUMN n int;\nINSERT INTO mails (user_id, mail) SELECT id, email FROM users;',
    },
  ],
  bad: [
    {
      title: 'a column added and filled',
      before: USERS,
      transaction: 'file',
      sql: `${ADD}\nUPDATE «users» SET mail = email;`,
      says: [
        'This UPDATE goes over all of users in the transaction that holds ACCESS EXCLUSIVE on users: reads and writes of users wait until it commits. Move the data change into a migration of its own, in batches.',
      ],
    },
    {
      title: 'between BEGIN and COMMIT',
      before: USERS,
      sql: `BEGIN;\n${ADD}\nUPDATE «users» SET mail = email WHERE mail IS NULL;\nCOMMIT;`,
      says: [
        'This UPDATE goes over all of users in the transaction that holds ACCESS EXCLUSIVE on users: reads and writes of users wait until it commits. Move the data change into a migration of its own, in batches.',
      ],
    },
    {
      title: 'rows copied into a new table',
      before: USERS,
      transaction: 'file',
      sql: `CREATE TABLE mails (user_id bigint REFERENCES users (id), mail text);\nINSERT INTO «mails» (user_id, mail) SELECT id, email FROM users;`,
      says: [
        'This INSERT goes over all of users in the transaction that holds SHARE ROW EXCLUSIVE on users: writes of users wait until it commits. Move the data change into a migration of its own, in batches.',
      ],
    },
  ],
};
