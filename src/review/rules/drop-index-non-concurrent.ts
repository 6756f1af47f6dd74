import type { DropIndex, Schema, Table } from '../../model';
import type { Cases } from '../cases';
import { makeConcurrent } from '../concurrently';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';
import { optOut } from '../runner';

const start = () => ({ made: new Set<string>() });

export const rule = defineRule({
  id: 'drop-index-non-concurrent',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'DROP INDEX without CONCURRENTLY waits for, and then blocks, every read and write of the table.',
  why: 'It needs ACCESS EXCLUSIVE on the table: brief work, but it queues behind the longest running query and everything else queues behind it. An index made in the same migration, and one of a partitioned table (where CONCURRENTLY is refused), are exempt.',
  instead: 'DROP INDEX CONCURRENTLY, one index a statement, without CASCADE, outside a transaction.',
  sources: ['https://www.postgresql.org/docs/current/sql-dropindex.html'],
  check: {
    createIndex(operation, context) {
      if (operation.index.name) context.memory(start).made.add(operation.index.name.name);
    },
    dropIndex(operation, context) {
      if (operation.concurrently || context.memory(start).made.has(operation.index.name)) return;
      const table = ownerOf(context.schema, operation);
      if (operation.ifExists && !table) return;
      if (table && (table.partitionBy || context.isNew({ ...table, span: table.at }))) return;
      context.report({
        span: operation.index.span,
        ...(table ? { table } : {}),
        message: message(operation, table, context),
        fixes: [
          operation.cascade || context.statement.operations.length > 1
            ? undefined
            : makeConcurrent(context, context.statement.span, 'INDEX'),
        ],
      });
    },
  },
});

function ownerOf(schema: Schema, { index }: DropIndex): Table | undefined {
  for (const table of schema.tables.values()) {
    if (table.indexes.some(({ name }) => name === index.name)) return table;
  }
  return undefined;
}

function message({ index }: DropIndex, table: Table | undefined, context: StepContext): string {
  const of = table ? tableName({ ...table, span: table.at }) : 'its table';
  const how = context.transaction === undefined ? 'outside a transaction' : optOut(context.tool);
  return `Dropping index ${index.name} needs ACCESS EXCLUSIVE on ${of}: it waits for the longest query there, and all reads and writes wait behind it. Use DROP INDEX CONCURRENTLY, ${how}.`;
}

const ORDERS =
  'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);\nCREATE INDEX orders_customer_id_idx ON orders (customer_id);';

export const cases: Cases = {
  good: [
    { title: 'CONCURRENTLY', before: ORDERS, sql: 'DROP INDEX CONCURRENTLY orders_customer_id_idx;', clean: true },
    { title: 'an index made in the same migration', sql: `${ORDERS}\nDROP INDEX orders_customer_id_idx;` },
    {
      title: 'an index of a partitioned table, where CONCURRENTLY is refused',
      before: 'CREATE TABLE e (at date NOT NULL) PARTITION BY RANGE (at);\nCREATE INDEX e_at_idx ON e (at);',
      sql: 'DROP INDEX e_at_idx;',
    },
    { title: 'IF EXISTS of an index that no migration made', sql: 'DROP INDEX IF EXISTS long_gone;' },
  ],
  bad: [
    {
      title: 'an existing index',
      before: ORDERS,
      sql: 'DROP INDEX «orders_customer_id_idx»;',
      says: [
        'Dropping index orders_customer_id_idx needs ACCESS EXCLUSIVE on orders: it waits for the longest query there, and all reads and writes wait behind it. Use DROP INDEX CONCURRENTLY, outside a transaction.',
      ],
      fixed: 'DROP INDEX CONCURRENTLY orders_customer_id_idx;',
    },
    {
      title: 'in a transaction of Flyway with others: no quick fix',
      before: ORDERS,
      tool: 'flyway',
      transaction: 'file',
      except: 'non-transactional statements',
      sql: 'ALTER TABLE orders ADD COLUMN note text;\nDROP INDEX «orders_customer_id_idx»;',
      says: [
        'Dropping index orders_customer_id_idx needs ACCESS EXCLUSIVE on orders: it waits for the longest query there, and all reads and writes wait behind it. Use DROP INDEX CONCURRENTLY, in a migration of its own: Flyway runs a file of nothing but such statements outside a transaction, and refuses a mixed one.',
      ],
    },
  ],
};
