import type { Cases } from '../cases';
import { blockedBy, lockModeOf } from '../locks';
import { listed, tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'explicit-lock-table',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'LOCK TABLE in a mode that stops reads or writes holds them up until the transaction ends.',
  why: 'Without a mode it is ACCESS EXCLUSIVE. It waits for the longest query on the table, everybody else waits behind it, and it lasts through all that follows in the transaction.',
  instead:
    'Let each statement take the lock that it needs; SET LOCAL lock_timeout; where a lock must be, the weakest mode, in a short transaction.',
  sources: ['https://www.postgresql.org/docs/current/sql-lock.html'],
  check: {
    lockTable({ mode, tables }, context) {
      const lock = lockModeOf(mode);
      const blocked = blockedBy(lock);
      const old = tables.filter((table) => !context.isNew(table));
      const [first] = old;
      if (!first || blocked === 'nothing') return;
      context.report({
        span: first.span,
        table: first,
        message: `LOCK TABLE takes ${lock} on ${listed(old.map(tableName))}: ${blocked} wait until the transaction ends. Leave it to the statements that need it, or set lock_timeout and keep the transaction short.`,
      });
    },
  },
});

const USERS = 'CREATE TABLE users (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    {
      title: 'a mode that stops nobody',
      before: USERS,
      transaction: 'file',
      sql: 'LOCK TABLE users IN SHARE UPDATE EXCLUSIVE MODE;',
    },
    { title: 'a table made in the same migration', transaction: 'file', sql: `${USERS}\nLOCK TABLE users;` },
  ],
  bad: [
    {
      title: 'no mode, which means the strongest',
      before: USERS,
      transaction: 'file',
      sql: 'LOCK TABLE «users»;',
      says: [
        'LOCK TABLE takes ACCESS EXCLUSIVE on users: reads and writes wait until the transaction ends. Leave it to the statements that need it, or set lock_timeout and keep the transaction short.',
      ],
    },
    {
      title: 'a mode that stops writes',
      before: USERS,
      transaction: 'file',
      sql: 'LOCK «users» IN SHARE ROW EXCLUSIVE MODE;',
      says: [
        'LOCK TABLE takes SHARE ROW EXCLUSIVE on users: writes wait until the transaction ends. Leave it to the statements that need it, or set lock_timeout and keep the transaction short.',
      ],
    },
  ],
};
