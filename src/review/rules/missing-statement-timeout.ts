import type { Operation } from '../../model';
import type { Cases } from '../cases';
import { blockedBy, firstBlocking } from '../locks';
import { tableName } from '../names';
import { defineRule } from '../rule';
import { isLimited } from '../timeouts';

const start = () => ({ said: false });

export const rule = defineRule({
  id: 'missing-statement-timeout',
  category: 'migration-safety',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  scales: 'rows',
  what: 'A migration holds a lock that stops others, and no statement_timeout limits for how long.',
  why: 'lock_timeout limits the wait for the lock alone. A scan or rewrite that takes longer than somebody thought holds its lock to the end. Concurrent builds and VALIDATE CONSTRAINT, which stop nobody, are better left without a limit; files of nothing else are exempt.',
  instead: "SET statement_timeout = '30s' before it (or in the runner's role).",
  sources: ['https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-STATEMENT-TIMEOUT'],
  check: {
    operation(operation: Operation, context) {
      const memory = context.memory(start);
      if (memory.said || !context.isOpen || isLimited(context.parameter('statement_timeout'))) return;
      const lock = firstBlocking(context.locks());
      if (!lock || operation.kind === 'lockTable') return;
      memory.said = true;
      context.report({
        span: lock.table.span,
        table: lock.table,
        message: `${lock.mode} on ${tableName(lock.table)} with no statement_timeout: should it take longer than you think, ${blockedBy(lock.mode)} wait for as long. SET statement_timeout before it.`,
      });
    },
  },
});

const T = 'CREATE TABLE users (id bigint PRIMARY KEY, name text);';

export const cases: Cases = {
  good: [
    {
      title: 'a timeout set before',
      before: T,
      sql: "SET lock_timeout = '5s';\nSET statement_timeout = '30s';\nALTER TABLE users ADD COLUMN age int;",
      clean: true,
    },
    {
      title: 'a concurrent build',
      before: T,
      sql: 'CREATE INDEX CONCURRENTLY users_name ON users (name);',
      clean: true,
    },
  ],
  bad: [
    {
      title: 'none',
      before: T,
      sql: "SET lock_timeout = '5s';\nALTER TABLE «users» ADD COLUMN age int;",
      says: [
        'ACCESS EXCLUSIVE on users with no statement_timeout: should it take longer than you think, reads and writes wait for as long. SET statement_timeout before it.',
      ],
    },
  ],
};
