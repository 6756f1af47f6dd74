import type { CreateIndex } from '../../model';
import type { Cases } from '../cases';
import { makeConcurrent } from '../concurrently';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';
import { optOut } from '../runner';

export const rule = defineRule({
  id: 'create-index-non-concurrent',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'CREATE INDEX without CONCURRENTLY blocks writes to the table until the index is built.',
  why: 'A plain CREATE INDEX holds SHARE: every INSERT, UPDATE and DELETE waits for as long as it reads the whole table, seconds to minutes from a few million rows. A table made in the same migration, and a temporary one, has nobody to wait.',
  instead:
    'CREATE INDEX CONCURRENTLY, outside a transaction. If it fails, drop the INVALID index that it leaves before the next try. On a partitioned table: CREATE INDEX ON ONLY the parent, CONCURRENTLY on each partition, then ALTER INDEX … ATTACH PARTITION.',
  sources: ['https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY'],
  check: {
    createIndex(operation, context) {
      if (operation.concurrently || operation.only || context.isNew(operation.table)) return;
      const parent = context.table(operation.table)?.partitionBy !== undefined;
      context.report({
        span: operation.index.name?.span ?? operation.span,
        table: operation.table,
        message: parent ? partitionedMessage(operation) : message(operation, context),
        fixes: parent ? [] : [makeConcurrent(context, operation.span, 'INDEX')],
      });
    },
  },
});

function subject({ index, table }: CreateIndex): string {
  const name = index.name ? `index ${index.name.name}` : 'this index';
  return `Building ${name} holds SHARE on ${tableName(table)}: writes to it wait until the whole table has been read.`;
}

function message(operation: CreateIndex, context: StepContext): string {
  return `${subject(operation)} Use CREATE ${operation.index.unique ? 'UNIQUE ' : ''}INDEX CONCURRENTLY, ${
    context.wrapped || context.transaction !== undefined ? optOut(context.tool) : 'outside a transaction'
  }.`;
}

function partitionedMessage(operation: CreateIndex): string {
  return `${subject(operation)} It is partitioned, so CONCURRENTLY is refused: create the index ON ONLY ${tableName(operation.table)}, then CONCURRENTLY on each partition, and attach those.`;
}

const ORDERS = 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, placed_at timestamptz);';

export const cases: Cases = {
  good: [
    {
      title: 'CONCURRENTLY',
      before: ORDERS,
      sql: "SET lock_timeout = '5s';\nCREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);",
      clean: true,
    },
    {
      title: 'a table made in the same migration, without a transaction',
      sql: `${ORDERS}\nCREATE INDEX orders_customer_id_idx ON orders (customer_id);`,
    },
    {
      title: 'a table made in the same migration, in a transaction, then renamed',
      transaction: 'file',
      sql: 'CREATE TABLE new_orders (id bigint PRIMARY KEY, a int);\nALTER TABLE new_orders RENAME TO orders;\nCREATE INDEX ON orders (a);',
    },
    {
      title: 'a temporary table',
      sql: 'CREATE TEMP TABLE ids AS SELECT 1 AS id;\nCREATE INDEX ON ids (id);',
    },
    {
      title: 'the parent alone of a partitioned table',
      before: 'CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);',
      sql: 'CREATE INDEX events_at_idx ON ONLY events (at);',
    },
    {
      title: 'a table known to be small',
      before: ORDERS,
      sizes: { orders: { rows: 300 } },
      sql: 'CREATE INDEX orders_customer_id_idx ON orders (customer_id);',
    },
    {
      title: 'a dump',
      purpose: 'dump',
      sql: `${ORDERS}\nCREATE INDEX orders_customer_id_idx ON orders (customer_id);`,
    },
    {
      title: 'a down script',
      purpose: 'down',
      before: ORDERS,
      sql: 'CREATE INDEX orders_customer_id_idx ON orders (customer_id);',
    },
  ],
  bad: [
    {
      title: 'an existing table',
      before: ORDERS,
      sql: 'CREATE INDEX «orders_customer_id_idx» ON orders (customer_id);',
      says: [
        'Building index orders_customer_id_idx holds SHARE on orders: writes to it wait until the whole table has been read. Use CREATE INDEX CONCURRENTLY, outside a transaction.',
      ],
      fixed: 'CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);',
    },
    {
      title: 'a table that no migration at hand makes',
      sql: '/* by hand */ CREATE UNIQUE INDEX «u» ON app.users (lower(email));',
      says: [
        'Building index u holds SHARE on app.users: writes to it wait until the whole table has been read. Use CREATE UNIQUE INDEX CONCURRENTLY, outside a transaction.',
      ],
      fixed: '/* by hand */ CREATE UNIQUE INDEX CONCURRENTLY u ON app.users (lower(email));',
    },
    {
      title: 'the only statement of a Prisma migration, which then runs outside a transaction',
      before: ORDERS,
      tool: 'prisma-migrate',
      transaction: 'file',
      except: 'single statement',
      sql: '-- CreateIndex\nCREATE INDEX «"orders_placed_at_idx"» ON "orders"("placed_at");',
      says: [
        'Building index orders_placed_at_idx holds SHARE on orders: writes to it wait until the whole table has been read. Use CREATE INDEX CONCURRENTLY, outside a transaction.',
      ],
      fixed: '-- CreateIndex\nCREATE INDEX CONCURRENTLY "orders_placed_at_idx" ON "orders"("placed_at");',
    },
    {
      title: 'in a transaction with others, where CONCURRENTLY alone would fail: no quick fix',
      before: ORDERS,
      tool: 'prisma-migrate',
      transaction: 'file',
      except: 'single statement',
      sql: 'CREATE TABLE notes (id bigint PRIMARY KEY);\nCREATE INDEX «orders_placed_at_idx» ON orders (placed_at);',
      says: [
        'Building index orders_placed_at_idx holds SHARE on orders: writes to it wait until the whole table has been read. Use CREATE INDEX CONCURRENTLY, in a migration of its own, as the only statement of the file: Prisma sends the file as one query.',
      ],
    },
    {
      title: 'a partitioned table, where CONCURRENTLY is refused',
      before: 'CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);',
      sql: 'CREATE INDEX «events_at_idx» ON events (at);',
      says: [
        'Building index events_at_idx holds SHARE on events: writes to it wait until the whole table has been read. It is partitioned, so CONCURRENTLY is refused: create the index ON ONLY events, then CONCURRENTLY on each partition, and attach those.',
      ],
    },
  ],
};
