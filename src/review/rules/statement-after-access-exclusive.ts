import type { Operation } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

interface Held {
  readonly table: string;
  readonly transaction: number;
  readonly index: number;
}

const start = (): { held: Held | undefined; said: boolean } => ({ held: undefined, said: false });

export const rule = defineRule({
  id: 'statement-after-access-exclusive',
  category: 'migration-safety',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  scales: 'rows',
  what: 'Work goes on in a transaction that holds ACCESS EXCLUSIVE on an existing table.',
  why: 'The lock is kept to the end of the transaction: nobody reads or writes the table while the statements behind it run. Brief ones (a comment, another column of the same table) cost nothing; a scan, an index build, a backfill or a lock on another busy table do. Said once a transaction, of the first statement that takes time.',
  instead: 'Put what takes time before it, or into a migration of its own.',
  sources: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES'],
  check: {
    operation(operation, context) {
      const memory = context.memory(start);
      const { transaction, index } = context;
      if (transaction === undefined) return;
      const { held } = memory;
      if (held?.transaction === transaction && held.index < index && !memory.said && takesTime(operation, context)) {
        memory.said = true;
        context.report({
          span: operation.span,
          message: `Nobody reads or writes ${held.table} while this runs: its ACCESS EXCLUSIVE lock from above is kept to the end of the transaction. Do this in a migration of its own.`,
        });
      }
      if (held?.transaction === transaction) return;
      const lock = context.locks().find(({ mode }) => mode === 'ACCESS EXCLUSIVE');
      if (!lock) return;
      memory.held = { table: tableName(lock.table), transaction, index };
      memory.said = false;
    },
  },
});

function takesTime(operation: Operation, context: StepContext): boolean {
  switch (operation.kind) {
    case 'createIndex':
    case 'validateConstraint':
      return !context.isNew(operation.table);
    case 'refreshView':
    case 'reindex':
      return true;
    case 'addConstraint':
      return (
        !context.isNew(operation.table) && !operation.constraint.notValid && operation.constraint.kind !== 'primaryKey'
      );
    case 'alterColumn':
      return !context.isNew(operation.table) && operation.change.kind === 'setNotNull';
    case 'changeData':
      return operation.change !== 'select' && operation.tables.some((table) => !context.isNew(table));
    default:
      return false;
  }
}

const T =
  'CREATE TABLE users (id bigint PRIMARY KEY, name text);\nCREATE TABLE posts (id bigint PRIMARY KEY, title text);';

export const cases: Cases = {
  good: [
    {
      title: 'brief ones together',
      before: T,
      transaction: 'file',
      sql: "ALTER TABLE users ADD COLUMN a int;\nCOMMENT ON COLUMN users.a IS 'x';\nALTER TABLE users ADD COLUMN b int;",
    },
    {
      title: 'each by itself',
      before: T,
      sql: 'ALTER TABLE users ADD COLUMN a int;\nCREATE INDEX CONCURRENTLY p ON posts (title);',
    },
  ],
  bad: [
    {
      title: 'an index build',
      before: T,
      transaction: 'file',
      sql: 'ALTER TABLE users ADD COLUMN a int;\n«CREATE INDEX p ON posts (title)»;',
      says: [
        'Nobody reads or writes users while this runs: its ACCESS EXCLUSIVE lock from above is kept to the end of the transaction. Do this in a migration of its own.',
      ],
    },
  ],
};
