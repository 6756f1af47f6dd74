import type { Fix, Operation, QualifiedName } from '../../model';
import { refusesTransaction } from '../../sql';
import type { Cases } from '../cases';
import { outside } from '../concurrently';
import { fix, isPlain, removeWords } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';
import { optOut } from '../runner';

export const rule = defineRule({
  id: 'concurrently-in-transaction',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  reviews: ['up', 'down'],
  what: 'A statement that PostgreSQL refuses inside a transaction stands in one: the migration fails.',
  why: 'CREATE and DROP INDEX CONCURRENTLY, REINDEX and DETACH PARTITION CONCURRENTLY, VACUUM and CREATE DATABASE fail inside BEGIN … COMMIT, in a file that the runner wraps, and beside other statements sent as one query. (REFRESH MATERIALIZED VIEW CONCURRENTLY is allowed there.)',
  instead: 'A migration of its own, marked to run outside a transaction in the way of the runner.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT',
  ],
  check: {
    operation(operation, context) {
      if (context.transaction === undefined || !refusesTransaction(operation)) return;
      const table = tableOf(operation);
      const needless = table !== undefined && context.isNew(table);
      context.report({
        span: context.statement.span,
        message: `${nameOf(operation)} fails inside a transaction, and ${why(context)}. ${
          needless
            ? `${table.name} is made in this migration, so nobody waits for it: leave CONCURRENTLY out.`
            : `Put it ${optOut(context.tool)}.`
        }`,
        fixes: [
          needless && isPlain(context)
            ? fix('safe', 'Leave CONCURRENTLY out: the table is new', [
                removeWords(context, context.statement.span, ['CONCURRENTLY']),
              ])
            : outOf(context),
        ],
      });
    },
  },
});

/** Where the transaction is the runner's, it can be told. */
function outOf(context: StepContext): Fix | undefined {
  return context.wrapped ? outside(context, 'Run it by itself', []) : undefined;
}

function tableOf(operation: Operation): QualifiedName | undefined {
  return operation.kind === 'createIndex' ? operation.table : undefined;
}

function nameOf(operation: Operation): string {
  switch (operation.kind) {
    case 'createIndex':
      return 'CREATE INDEX CONCURRENTLY';
    case 'dropIndex':
      return 'DROP INDEX CONCURRENTLY';
    case 'reindex':
      return 'REINDEX CONCURRENTLY';
    case 'alterTable':
      return 'DETACH PARTITION CONCURRENTLY';
    case 'maintenance':
      return 'VACUUM';
    case 'dropObject':
      return 'DROP DATABASE';
    default:
      return 'CREATE DATABASE';
  }
}

function why(context: StepContext): string {
  if (!context.wrapped) return 'this file has opened one with BEGIN';
  const { except } = context.migration.transaction;
  if (except === 'single statement') return 'several statements of one file are sent as one';
  return except === undefined
    ? 'the runner wraps this file in one'
    : 'the runner wraps a file that has other statements in one';
}

const ORDERS = 'CREATE TABLE orders (id bigint PRIMARY KEY, a int);';
const CREATE = 'CREATE INDEX CONCURRENTLY orders_a ON orders (a);';

export const cases: Cases = {
  good: [
    { title: 'each statement by itself', before: ORDERS, sql: `SET lock_timeout = '5s';\n${CREATE}` },
    {
      title: 'the only statement of a file that is sent as one query',
      before: ORDERS,
      tool: 'golang-migrate',
      transaction: 'file',
      except: 'single statement',
      sql: CREATE,
      clean: true,
    },
    {
      title: 'a Flyway file of nothing but such statements',
      before: ORDERS,
      tool: 'flyway',
      transaction: 'file',
      except: 'non-transactional statements',
      sql: `DROP INDEX CONCURRENTLY IF EXISTS orders_a;\n${CREATE}`,
      clean: true,
    },
    {
      title: 'after COMMIT',
      before: ORDERS,
      sql: `BEGIN;\nALTER TABLE orders ADD COLUMN b int;\nCOMMIT;\n${CREATE}`,
    },
    {
      title: 'REFRESH CONCURRENTLY, which is allowed',
      transaction: 'file',
      before: 'CREATE MATERIALIZED VIEW m AS SELECT 1 AS id;',
      sql: 'REFRESH MATERIALIZED VIEW CONCURRENTLY m;',
    },
  ],
  bad: [
    {
      title: 'inside BEGIN and COMMIT',
      before: ORDERS,
      sql: 'BEGIN;\n«CREATE INDEX CONCURRENTLY orders_a ON orders (a)»;\nCOMMIT;',
      says: [
        'CREATE INDEX CONCURRENTLY fails inside a transaction, and this file has opened one with BEGIN. Put it in a migration of its own that the runner does not wrap in a transaction.',
      ],
    },
    {
      title: 'beside another statement in a file of Prisma',
      before: ORDERS,
      tool: 'prisma-migrate',
      transaction: 'file',
      except: 'single statement',
      sql: 'ALTER TABLE orders ADD COLUMN b int;\n«CREATE INDEX CONCURRENTLY orders_a ON orders (a)»;',
      says: [
        'CREATE INDEX CONCURRENTLY fails inside a transaction, and several statements of one file are sent as one. Put it in a migration of its own, as the only statement of the file: Prisma sends the file as one query.',
      ],
    },
    {
      title: 'on a table made in the same transaction, where it is needless',
      transaction: 'file',
      sql: `${ORDERS}\n«CREATE INDEX CONCURRENTLY orders_a ON orders (a)»;`,
      says: [
        'CREATE INDEX CONCURRENTLY fails inside a transaction, and the runner wraps this file in one. orders is made in this migration, so nobody waits for it: leave CONCURRENTLY out.',
      ],
      fixed: `${ORDERS}\nCREATE INDEX orders_a ON orders (a);`,
    },
    {
      title: 'in a down script',
      purpose: 'down',
      transaction: 'file',
      sql: '«DROP INDEX CONCURRENTLY orders_a»;',
      says: [
        'DROP INDEX CONCURRENTLY fails inside a transaction, and the runner wraps this file in one. Put it in a migration of its own that the runner does not wrap in a transaction.',
      ],
    },
  ],
};
