import type { Span } from '../../model';
import type { Cases } from '../cases';
import { defineRule } from '../rule';

const start = (): { open: Span | undefined } => ({ open: undefined });

export const rule = defineRule({
  id: 'transaction-uncommitted',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver'],
  recommended: true,
  what: 'A BEGIN has no COMMIT or ROLLBACK by the end of the file.',
  why: "A client that ends the session there rolls everything back without an error; a runner that goes on keeps every lock until its own end, and may record the migration in a transaction that is never committed. A file that the runner wraps in its own transaction is transaction-nesting's.",
  instead: 'COMMIT at the end of the file.',
  sources: ['https://www.postgresql.org/docs/current/sql-begin.html'],
  check: {
    transactionControl({ action, span }, context) {
      const memory = context.memory(start);
      if (action === 'begin') memory.open ??= span;
      if (action === 'commit' || action === 'rollback') memory.open = undefined;
    },
    migration(context) {
      const { open } = context.memory(start);
      if (!open || context.wrapped) return;
      context.report({
        span: open,
        message:
          'This transaction is not committed by the end of the file: a client that disconnects there rolls all of it back, and a runner that goes on keeps its locks. End it with COMMIT.',
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'committed', sql: 'BEGIN;\nCREATE TABLE t (id int PRIMARY KEY);\nCOMMIT;' },
    { title: 'rolled back', sql: 'BEGIN;\nCREATE TABLE t (id int PRIMARY KEY);\nROLLBACK;' },
    {
      title: 'a body between BEGIN and END, which opens no transaction',
      sql: 'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;',
    },
    {
      title: 'a body in MySQL',
      dialect: 'mysql',
      sql: 'DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\nDELIMITER ;',
    },
  ],
  bad: [
    {
      title: 'left open',
      sql: '«BEGIN»;\nCREATE TABLE t (id int PRIMARY KEY);',
      says: [
        'This transaction is not committed by the end of the file: a client that disconnects there rolls all of it back, and a runner that goes on keeps its locks. End it with COMMIT.',
      ],
    },
    {
      title: 'the second of two, in MySQL',
      dialect: 'mysql',
      sql: 'START TRANSACTION;\nINSERT INTO t VALUES (1);\nCOMMIT;\n«START TRANSACTION»;\nINSERT INTO t VALUES (2);',
      says: [
        'This transaction is not committed by the end of the file: a client that disconnects there rolls all of it back, and a runner that goes on keeps its locks. End it with COMMIT.',
      ],
    },
  ],
};
