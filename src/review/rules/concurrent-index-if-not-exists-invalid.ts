import type { Cases } from '../cases';
import { fix, insertBeforeStatement, isPlain, removeWords } from '../edits';
import { writtenTable } from '../names';
import { defineRule } from '../rule';

const start = () => ({ dropped: new Set<string>() });

export const rule = defineRule({
  id: 'concurrent-index-if-not-exists-invalid',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS reports success over the INVALID index that a failed build left.',
  why: 'A concurrent build that fails (a duplicate, a deadlock, a timeout) leaves an INVALID index of that name: no query uses it, every write pays for it, and the next try with IF NOT EXISTS skips the build.',
  instead: 'DROP INDEX CONCURRENTLY IF EXISTS that name first, and leave IF NOT EXISTS out.',
  sources: ['https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY'],
  check: {
    dropIndex(operation, context) {
      context.memory(start).dropped.add(operation.index.name);
    },
    createIndex(operation, context) {
      const { concurrently, ifNotExists, index, table } = operation;
      if (!concurrently || !ifNotExists || !index.name) return;
      if (context.memory(start).dropped.has(index.name.name)) return;
      const name = context.text(index.name.span) || index.name.name;
      const schema = writtenTable(context, table).slice(0, -(context.text(table.span) || table.name).length);
      // A second statement would take the file out of the runner's way to run one outside a transaction.
      const editable = isPlain(context) && context.migration.transaction.mode !== 'file';
      context.report({
        span: index.name.span,
        message: `If an earlier build of ${index.name.name} failed, its INVALID index is still there, and IF NOT EXISTS reports success without building anything. DROP INDEX CONCURRENTLY IF EXISTS ${index.name.name} first, and leave IF NOT EXISTS out.`,
        fixes: [
          editable
            ? fix('thoughtful', 'Drop what a failed build left, then build', [
                insertBeforeStatement(context, [`DROP INDEX CONCURRENTLY IF EXISTS ${schema}${name};`]),
                removeWords(context, operation.span, ['IF', 'NOT', 'EXISTS']),
              ])
            : undefined,
        ],
      });
    },
  },
});

const ORDERS = 'CREATE TABLE orders (id bigint PRIMARY KEY, a int);';

export const cases: Cases = {
  good: [
    {
      title: 'what a failed build left is dropped first',
      before: ORDERS,
      sql: 'DROP INDEX CONCURRENTLY IF EXISTS orders_a;\nCREATE INDEX CONCURRENTLY orders_a ON orders (a);',
      clean: true,
    },
    {
      title: 'dropped first, and IF NOT EXISTS all the same',
      before: ORDERS,
      sql: 'DROP INDEX CONCURRENTLY IF EXISTS orders_a;\nCREATE INDEX CONCURRENTLY IF NOT EXISTS orders_a ON orders (a);',
    },
    {
      title: 'IF NOT EXISTS without CONCURRENTLY, which leaves nothing behind',
      sql: `${ORDERS}\nCREATE INDEX IF NOT EXISTS orders_a ON orders (a);`,
    },
  ],
  bad: [
    {
      title: 'IF NOT EXISTS',
      before: ORDERS,
      sql: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS «orders_a» ON orders (a);',
      says: [
        'If an earlier build of orders_a failed, its INVALID index is still there, and IF NOT EXISTS reports success without building anything. DROP INDEX CONCURRENTLY IF EXISTS orders_a first, and leave IF NOT EXISTS out.',
      ],
      fixed: 'DROP INDEX CONCURRENTLY IF EXISTS orders_a;\nCREATE INDEX CONCURRENTLY orders_a ON orders (a);',
    },
    {
      title: 'where the file may have one statement only: no quick fix',
      before: ORDERS,
      tool: 'golang-migrate',
      transaction: 'file',
      except: 'single statement',
      sql: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS «orders_a» ON orders (a);',
      says: [
        'If an earlier build of orders_a failed, its INVALID index is still there, and IF NOT EXISTS reports success without building anything. DROP INDEX CONCURRENTLY IF EXISTS orders_a first, and leave IF NOT EXISTS out.',
      ],
    },
  ],
};
