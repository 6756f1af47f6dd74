import type { Operation, QualifiedName, Span } from '../../model';
import type { Cases } from '../cases';
import type { TableLock } from '../locks';
import { blockedBy, firstBlocking } from '../locks';
import { listed, tableKey, tableName } from '../names';
import type { FileContext, StepContext } from '../rule';
import { defineRule } from '../rule';

interface Held {
  readonly lock: TableLock;
  readonly span: Span;
}

interface Window {
  /** Locked tables, in the order in which they were locked. */
  readonly held: Map<string, Held>;
  /** Reading or writing many rows while a table is locked. */
  isLong: boolean;
}

/** By transaction. */
const start = (): Map<number, Window> => new Map();

export const rule = defineRule({
  id: 'multi-table-lock-window',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'One transaction locks several existing tables: each stays locked until the last of its statements is done.',
  why: 'The first table waits for the lock on the second, behind whatever query holds that one, and code that locks the two in another order deadlocks with it. The table that a foreign key references is no second one, since no other order is possible; nor are tables made in the same migration. Two tables that are each changed in a moment are let pass.',
  instead: 'One migration (or transaction) for each table, each with its own lock_timeout.',
  sources: [
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS',
    'https://docs.gitlab.com/development/migration_style_guide/#retry-mechanism-when-acquiring-database-locks',
  ],
  check: {
    statement({ operations, span }, context) {
      const { transaction } = context;
      if (transaction === undefined) return;
      const lock = firstBlocking(context.locks());
      const window = windowOf(transaction, context);
      if (window.held.size > 0 && operations.some((operation) => isSlow(operation, context))) window.isLong = true;
      // A table that goes has no more users to wait for.
      if (!lock || operations.every(({ kind }) => kind === 'dropTable')) return;
      if (operations.some((operation) => isSlow(operation, context))) window.isLong = true;
      const key = tableKey(context, lock.table);
      if (!window.held.has(key)) window.held.set(key, { lock, span });
    },
    migration(context) {
      for (const { held, isLong } of context.memory(start).values()) {
        const [first, second, ...more] = [...held.values()];
        if (first && second && (isLong || more.length > 0)) report([first, second, ...more], context);
      }
    },
  },
});

function windowOf(transaction: number, context: StepContext): Window {
  const all = context.memory(start);
  const known = all.get(transaction);
  if (known) return known;
  const made: Window = { held: new Map(), isLong: false };
  all.set(transaction, made);
  return made;
}

/** It reads or writes as much as the table holds. */
function isSlow(operation: Operation, context: StepContext): boolean {
  if (operation.kind === 'changeData') return operation.change === 'update' || operation.change === 'delete';
  if (!('table' in operation) || !operation.table || context.isNew(operation.table)) return false;
  if (operation.kind === 'createIndex') return !context.isNew(operation.table);
  if (operation.kind === 'addConstraint') {
    const { constraint } = operation;
    return !constraint.notValid && !('usingIndex' in constraint && constraint.usingIndex);
  }
  return (
    operation.kind === 'alterColumn' && (operation.change.kind === 'setNotNull' || operation.change.kind === 'setType')
  );
}

function report([first, second, ...more]: readonly [Held, Held, ...Held[]], context: FileContext): void {
  const names = [first, second, ...more].map(({ lock }) => tableName(lock.table));
  const stopped = blockedBy(first.lock.mode);
  context.report({
    span: second.lock.table.span,
    table: largest([first, second, ...more], context),
    message: `One transaction locks ${listed(names)}: ${stopped} of ${names[0] ?? ''} wait until its last statement is done, and code that locks them in another order deadlocks with it. Change each table in a migration of its own.`,
    related: [{ span: first.lock.table.span, message: `Takes ${first.lock.mode} on ${names[0] ?? ''} first` }],
  });
}

/** The table whose size decides: small tables are locked for a moment, whatever else is. */
function largest(held: readonly Held[], context: FileContext): QualifiedName | undefined {
  const rows = (one: Held) => context.sizeOf(one.lock.table)?.rows ?? Number.POSITIVE_INFINITY;
  return [...held].sort((a, b) => rows(b) - rows(a))[0]?.lock.table;
}

const TWO = 'CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);';

export const cases: Cases = {
  good: [
    {
      title: 'one table, changed twice',
      before: TWO,
      transaction: 'file',
      sql: 'ALTER TABLE users ADD COLUMN a int;\nALTER TABLE users ADD COLUMN b int;',
    },
    {
      title: 'each statement by itself',
      before: TWO,
      sql: 'ALTER TABLE users ADD COLUMN a int;\nALTER TABLE orders ADD COLUMN b int;',
    },
    {
      title: 'two tables, each for a moment',
      before: TWO,
      transaction: 'file',
      sql: 'ALTER TABLE users ADD COLUMN a int;\nALTER TABLE orders ADD COLUMN b int;',
    },
    { title: 'tables that go', before: TWO, transaction: 'file', sql: 'DROP TABLE orders;\nDROP TABLE users;' },
    {
      title: 'two transactions',
      before: TWO,
      sql: 'BEGIN;\nALTER TABLE users ADD COLUMN a int;\nCOMMIT;\nBEGIN;\nALTER TABLE orders ADD COLUMN b int;\nCOMMIT;',
    },
    {
      title: 'a foreign key, which must lock both',
      before: TWO,
      transaction: 'file',
      sql: 'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;',
    },
    {
      title: 'a table made in the same migration',
      before: TWO,
      transaction: 'file',
      sql: 'CREATE TABLE carts (id bigint PRIMARY KEY);\nALTER TABLE carts ADD COLUMN a int;\nALTER TABLE orders ADD COLUMN cart_id bigint;',
    },
  ],
  bad: [
    {
      title: 'a column, and an index that takes its time, in the transaction of the runner',
      before: TWO,
      transaction: 'file',
      sql: 'ALTER TABLE users ADD COLUMN a int;\nCREATE INDEX i ON «orders» (user_id);',
      says: [
        'One transaction locks users and orders: reads and writes of users wait until its last statement is done, and code that locks them in another order deadlocks with it. Change each table in a migration of its own.',
      ],
    },
    {
      title: 'three tables, between BEGIN and COMMIT, that no history makes',
      sql: 'BEGIN;\nALTER TABLE a ADD COLUMN x int;\nALTER TABLE «b» ADD COLUMN y int;\nALTER TABLE c ADD COLUMN z int;\nCOMMIT;',
      says: [
        'One transaction locks a, b and c: reads and writes of a wait until its last statement is done, and code that locks them in another order deadlocks with it. Change each table in a migration of its own.',
      ],
    },
  ],
};
