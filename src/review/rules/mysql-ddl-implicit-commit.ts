import type { ChangeData, Operation } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

const start = (): { open: boolean; changed: ChangeData | undefined; said: boolean } => ({
  open: false,
  changed: undefined,
  said: false,
});

export const rule = defineRule({
  id: 'mysql-ddl-implicit-commit',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'DDL commits the open transaction: what was changed before it can no longer be rolled back.',
  why: 'BEGIN … COMMIT looks atomic and is not. When a statement after the DDL fails, the rows changed before it stay changed, ROLLBACK undoes nothing, and the migration cannot simply be run again.',
  instead: 'Put the rows into a migration of their own, one DDL statement into each of the others.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html'],
  check: {
    operation(operation, context) {
      const memory = context.memory(start);
      if (operation.kind === 'transactionControl') {
        if (operation.action === 'begin') memory.open = true;
        if (operation.action === 'commit' || operation.action === 'rollback') memory.open = false;
        if (operation.action !== 'savepoint' && operation.action !== 'release') memory.changed = undefined;
      } else if (operation.kind === 'changeData') {
        if (memory.open && operation.change !== 'select' && operation.change !== 'truncate')
          memory.changed ??= operation;
      } else if (memory.open && commits(operation)) {
        const { changed } = memory;
        memory.open = false;
        memory.changed = undefined;
        if (changed && !memory.said) {
          memory.said = true;
          report(operation, changed, context);
        }
      }
    },
  },
});

/** "Statements That Cause an Implicit Commit": those that define objects, but for temporary tables. */
function commits(operation: Operation): boolean {
  switch (operation.kind) {
    case 'createTable':
      return operation.temporary !== true;
    case 'setParameter':
    case 'call':
    case 'opaque':
    case 'maintenance':
    case 'lockTable':
    case 'changeData':
    case 'transactionControl':
      return false;
    default:
      return true;
  }
}

function report(operation: Operation, changed: ChangeData, context: StepContext): void {
  const [table] = changed.tables;
  const rows = table ? ` of ${tableName(table)}` : '';
  context.report({
    span: operation.span,
    ...('table' in operation && operation.table ? { table: operation.table } : {}),
    message: `This commits the transaction that BEGIN opened: the ${changed.change.toUpperCase()}${rows} before it can no longer be rolled back, and what follows runs without a transaction. Put the rows into a migration of their own.`,
    related: [{ span: changed.span, message: 'Committed by the DDL' }],
  });
}

const T = 'CREATE TABLE t (id int PRIMARY KEY, n int);';

export const cases: Cases = {
  good: [
    {
      title: 'rows alone in a transaction',
      before: T,
      sql: 'START TRANSACTION;\nUPDATE t SET n = 1 WHERE id = 1;\nDELETE FROM t WHERE id = 2;\nCOMMIT;',
      clean: true,
    },
    {
      title: 'DDL before the rows, with nothing to commit',
      before: T,
      sql: 'START TRANSACTION;\nALTER TABLE t ADD COLUMN m int;\nINSERT INTO history VALUES (1);\nCOMMIT;',
    },
    {
      title: 'a temporary table, which commits nothing',
      before: T,
      sql: 'BEGIN;\nUPDATE t SET n = 1 WHERE id = 1;\nCREATE TEMPORARY TABLE x (id int);\nCOMMIT;',
    },
    { title: 'no transaction', before: T, sql: 'UPDATE t SET n = 1 WHERE id = 1;\nALTER TABLE t ADD COLUMN m int;' },
  ],
  bad: [
    {
      title: 'rows, then DDL',
      before: T,
      sql: 'START TRANSACTION;\nUPDATE t SET n = 1 WHERE id = 1;\nALTER TABLE t «ADD COLUMN m int»;\nUPDATE t SET m = 2 WHERE id = 1;\nALTER TABLE t ADD COLUMN o int;\nCOMMIT;',
      says: [
        'This commits the transaction that BEGIN opened: the UPDATE of t before it can no longer be rolled back, and what follows runs without a transaction. Put the rows into a migration of their own.',
      ],
    },
  ],
};
