import type { Fix } from '../../model';
import { refusesTransaction } from '../../sql';
import type { Cases } from '../cases';
import { fix, insertBeforeStatement, isPlain } from '../edits';
import { blockedBy, firstBlocking } from '../locks';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';
import { isLimited } from '../timeouts';

const start = () => ({ said: false });

export const rule = defineRule({
  id: 'missing-lock-timeout',
  category: 'migration-safety',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'A migration takes a lock that stops reads or writes with no lock_timeout set.',
  why: 'A brief ALTER TABLE that waits behind one long query makes every later query wait behind itself: a lock of milliseconds becomes an outage of minutes. Said once, of the newest migration alone (what has run cannot be changed), and only where an existing table is locked; turn it off if the runner or its role sets the timeout.',
  instead: "SET lock_timeout = '5s' (SET LOCAL inside a transaction) before it, and let the deployment try again.",
  sources: ['https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT'],
  check: {
    operation(operation, context) {
      const memory = context.memory(start);
      if (memory.said || !context.isOpen || isLimited(context.parameter('lock_timeout'))) return;
      const lock = firstBlocking(context.locks());
      if (!lock || operation.kind === 'lockTable') return;
      memory.said = true;
      context.report({
        span: lock.table.span,
        table: lock.table,
        message: `${lock.mode} on ${tableName(lock.table)} with no lock_timeout: if a long query holds the table, this waits for it, and ${blockedBy(lock.mode)} of everybody wait behind this. SET lock_timeout before it.`,
        fixes: [setTimeout(context)],
      });
    },
  },
});

function setTimeout(context: StepContext): Fix | undefined {
  // A second statement would put a lone CONCURRENTLY into the runner's transaction.
  if (!isPlain(context) || context.script.statements.some(({ operations }) => operations.some(refusesTransaction))) {
    if (context.migration.transaction.mode === 'file' || !isPlain(context)) return undefined;
  }
  const scope = context.transaction === undefined ? 'SET' : 'SET LOCAL';
  return fix('safe', 'Set lock_timeout to 5 s before it', [
    insertBeforeStatement(context, [`${scope} lock_timeout = '5s';`]),
  ]);
}

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY);';
const SAYS =
  'ACCESS EXCLUSIVE on users with no lock_timeout: if a long query holds the table, this waits for it, and reads and writes of everybody wait behind this. SET lock_timeout before it.';

export const cases: Cases = {
  good: [
    {
      title: 'a timeout set before',
      before: USERS,
      sql: "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN name text;",
      clean: true,
    },
    { title: 'only new tables', before: USERS, sql: 'CREATE TABLE posts (id bigint PRIMARY KEY);', clean: true },
    { title: 'nothing that stops anybody', before: USERS, sql: "COMMENT ON TABLE users IS 'x';", clean: true },
  ],
  bad: [
    {
      title: 'each statement by itself, said once',
      before: USERS,
      sql: 'ALTER TABLE «users» ADD COLUMN name text;\nALTER TABLE users ADD COLUMN age int;',
      says: [SAYS],
      fixed: "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN name text;\nALTER TABLE users ADD COLUMN age int;",
    },
    {
      title: 'in a transaction',
      before: USERS,
      transaction: 'file',
      sql: 'ALTER TABLE «users» ADD COLUMN name text;',
      says: [SAYS],
      fixed: "SET LOCAL lock_timeout = '5s';\nALTER TABLE users ADD COLUMN name text;",
    },
    {
      title: 'a new table whose foreign key locks the table it references',
      before: USERS,
      sql: 'CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES «users» (id));',
      says: [
        'SHARE ROW EXCLUSIVE on users with no lock_timeout: if a long query holds the table, this waits for it, and writes of everybody wait behind this. SET lock_timeout before it.',
      ],
      fixed:
        "SET lock_timeout = '5s';\nCREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id));",
    },
  ],
};
