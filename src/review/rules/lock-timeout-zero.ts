import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { isWithoutLimit } from '../timeouts';

export const rule = defineRule({
  id: 'lock-timeout-zero',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'lock_timeout = 0 waits for locks for ever.',
  why: 'It takes away the limit that the role or the runner may have set: one long query then holds up this migration, and this migration everybody else. Setting it back after the locking statements is no harm, nor is 0 round a build that is CONCURRENTLY, which stops nobody while it waits.',
  instead: "SET lock_timeout = '5s', and let the deployment try again.",
  sources: ['https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT'],
  check: {
    operation(operation, context) {
      const memory = context.memory(() => ({ zero: undefined as Parameters<typeof context.report>[0] | undefined }));
      if (operation.kind === 'setParameter' && operation.name === 'lock_timeout') {
        memory.zero = isWithoutLimit(operation.value)
          ? {
              span: operation.span,
              message:
                'lock_timeout = 0 waits for ever: behind one long query this migration waits, and everybody else behind it. Give it some seconds, and let the deployment try again.',
            }
          : undefined;
        return;
      }
      const found = memory.zero;
      if (!found || context.locks().length === 0) return;
      context.report(found);
      memory.zero = undefined;
    },
  },
});

const T = 'CREATE TABLE users (id bigint PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'some seconds', before: T, sql: "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN a int;" },
    {
      title: 'set back at the end',
      before: T,
      sql: "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN a int;\nSET lock_timeout = 0;",
    },
    {
      title: 'round a concurrent build',
      before: T,
      sql: 'SET lock_timeout = 0;\nCREATE INDEX CONCURRENTLY i ON users (id);',
    },
  ],
  bad: [
    {
      title: 'before a lock',
      before: T,
      sql: '«SET lock_timeout = 0»;\nALTER TABLE users ADD COLUMN a int;',
      says: [
        'lock_timeout = 0 waits for ever: behind one long query this migration waits, and everybody else behind it. Give it some seconds, and let the deployment try again.',
      ],
    },
  ],
};
