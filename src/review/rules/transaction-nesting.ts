import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { optOut } from '../runner';

const start = () => ({ open: false, said: false, outside: false });

export const rule = defineRule({
  id: 'transaction-nesting',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite'],
  recommended: true,
  what: 'BEGIN where a transaction is open, or transaction control in a file that the runner wraps in one.',
  why: "Neither engine nests transactions: a second BEGIN is a warning in PostgreSQL, an implicit COMMIT in MySQL and an error in SQLite; the first COMMIT ends the runner's transaction, and what follows, its own record of the migration among it, runs without one: a failure later leaves the file half applied.",
  instead: 'Leave transaction control to the runner, or tell it not to open one for this file.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-begin.html',
    'https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html',
  ],
  check: {
    transactionControl({ action, span }, context) {
      const memory = context.memory(start);
      // A tool's own block (Alembic's autocommit_block) stands for no text: the tool keeps its records straight by itself, and what is
      // inside runs in no transaction of the tool.
      if (span.start.offset === span.end.offset) {
        memory.outside = action === 'commit';
        return;
      }
      const wrapped = context.wrapped && !memory.outside;
      const isOpen = wrapped || memory.open;
      if (action === 'begin') memory.open = true;
      if (action === 'commit' || action === 'rollback') memory.open = false;
      if (memory.said || action === 'savepoint' || action === 'release') return;
      const nests = action === 'begin' ? isOpen : wrapped;
      if (!nests) return;
      memory.said = true;
      context.report({
        span,
        message: wrapped
          ? `${context.migration.transaction.because}: transaction control in it ends or doubles that transaction, and what comes after COMMIT runs without one, so that a failure leaves the migration half applied. Leave it out, or put it ${optOut(context.tool)}.`
          : 'A transaction is open here already: this BEGIN opens none, and the first COMMIT ends the outer one. Commit before it, or leave it out.',
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'one after the other', sql: 'BEGIN;\nSELECT 1;\nCOMMIT;\nBEGIN;\nSELECT 2;\nCOMMIT;' },
    {
      title: "a savepoint in the runner's transaction",
      transaction: 'file',
      sql: 'SAVEPOINT a;\nSELECT 1;\nRELEASE a;',
    },
    { title: 'a file that runs as it is', sql: 'BEGIN;\nSELECT 1;\nCOMMIT;' },
  ],
  bad: [
    {
      title: 'BEGIN in BEGIN',
      sql: 'BEGIN;\nSELECT 1;\n«BEGIN»;\nSELECT 2;\nCOMMIT;',
      says: [
        'A transaction is open here already: this BEGIN opens none, and the first COMMIT ends the outer one. Commit before it, or leave it out.',
      ],
    },
    {
      title: 'in a file that the runner wraps, said once',
      transaction: 'file',
      sql: '«BEGIN»;\nSELECT 1;\nCOMMIT;',
      says: [
        'the case says so: transaction control in it ends or doubles that transaction, and what comes after COMMIT runs without one, so that a failure leaves the migration half applied. Leave it out, or put it in a migration of its own that the runner does not wrap in a transaction.',
      ],
    },
  ],
};
