import type { Span } from '../../model';
import type { Cases } from '../cases';
import { firstBlocking } from '../locks';
import { tableName } from '../names';
import { defineRule } from '../rule';
import { isWithoutLimit } from '../timeouts';

const start = (): {
  locked: { readonly table: string; readonly mode: string; readonly at: Span } | undefined;
  said: boolean;
} => ({
  locked: undefined,
  said: false,
});

export const rule = defineRule({
  id: 'lock-timeout-set-late',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  supersedes: ['missing-lock-timeout'],
  what: 'lock_timeout is set after the first statement that needs it.',
  why: 'It holds for the statements that follow. The one before it may wait without end behind a long query, and everybody else waits behind that.',
  instead: 'SET lock_timeout as the first statement of the file.',
  sources: ['https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT'],
  check: {
    operation(operation, context) {
      const memory = context.memory(start);
      if (operation.kind === 'setParameter' && operation.name === 'lock_timeout') {
        const { locked, said } = memory;
        if (!locked || said || isWithoutLimit(operation.value)) return;
        memory.said = true;
        context.report({
          span: operation.span,
          message: `The ${locked.mode} lock on ${locked.table} above is waited for without this limit, and everybody waits behind it. SET lock_timeout as the first statement.`,
          related: [{ span: locked.at, message: `takes ${locked.mode}` }],
        });
        return;
      }
      if (memory.locked || context.parameter('lock_timeout') !== undefined || operation.kind === 'lockTable') return;
      const lock = firstBlocking(context.locks());
      if (lock) memory.locked = { table: tableName(lock.table), mode: lock.mode, at: lock.table.span };
    },
  },
});

const T = 'CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE posts (id bigint PRIMARY KEY);';

export const cases: Cases = {
  good: [
    {
      title: 'set first',
      before: T,
      sql: "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN name text;",
      clean: true,
    },
    {
      title: 'set again for what follows',
      before: T,
      sql: "SET lock_timeout = '2s';\nALTER TABLE users ADD COLUMN name text;\nSET lock_timeout = '5s';\nALTER TABLE posts ADD COLUMN name text;",
    },
    {
      title: 'after a new table',
      before: T,
      sql: "CREATE TABLE tags (id bigint PRIMARY KEY);\nSET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN name text;",
    },
  ],
  bad: [
    {
      title: 'between two',
      before: T,
      sql: "ALTER TABLE users ADD COLUMN name text;\n«SET lock_timeout = '5s'»;\nALTER TABLE posts ADD COLUMN name text;",
      says: [
        'The ACCESS EXCLUSIVE lock on users above is waited for without this limit, and everybody waits behind it. SET lock_timeout as the first statement.',
      ],
    },
  ],
};
