import type { AlterTable } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'table-rewrite-other',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'SET TABLESPACE and SET ACCESS METHOD copy the whole table under ACCESS EXCLUSIVE.',
  why: 'Every byte of it is written anew (its indexes too for another access method) while nobody reads or writes the table, and the disk holds it twice meanwhile. A partitioned parent only remembers the setting for new partitions.',
  instead:
    'Partition by partition, in a window; or pg_repack (--tablespace) or logical replication into a new table, and swap.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-TABLESPACE',
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-ACCESS-METHOD',
  ],
  check: {
    alterTable(operation, context) {
      const what = rewriteOf(operation);
      if (!what || context.isNew(operation.table) || context.table(operation.table)?.partitionBy) return;
      context.report({
        span: operation.table.span,
        table: operation.table,
        message: `${what} writes all of ${tableName(operation.table)} anew under ACCESS EXCLUSIVE: reads and writes wait until the copy is done. Move it in a window, or with pg_repack.`,
      });
    },
    alterIndex({ index, change }, context) {
      if (change.kind !== 'setTablespace') return;
      context.report({
        span: index.span,
        message: `SET TABLESPACE copies index ${tableName(index)} under ACCESS EXCLUSIVE: queries that use it wait until the copy is done. REINDEX (TABLESPACE ${change.tablespace}) INDEX CONCURRENTLY moves it without stopping anybody (PostgreSQL 14).`,
      });
    },
  },
});

function rewriteOf({ change }: AlterTable): string | undefined {
  if (change.kind === 'setTablespace') return `SET TABLESPACE ${change.tablespace}`;
  return change.kind === 'setAccessMethod' ? `SET ACCESS METHOD ${change.method}` : undefined;
}

const T = 'CREATE TABLE logs (id bigint PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'a table made in the same migration', sql: `${T}\nALTER TABLE logs SET TABLESPACE fast;` },
    {
      title: 'a partitioned parent',
      before: 'CREATE TABLE logs (day date) PARTITION BY RANGE (day);',
      sql: 'ALTER TABLE logs SET TABLESPACE fast;',
    },
    { title: 'a small table', before: T, sizes: { logs: { rows: 100 } }, sql: 'ALTER TABLE logs SET TABLESPACE fast;' },
  ],
  bad: [
    {
      title: 'another tablespace',
      before: T,
      sql: 'ALTER TABLE «logs» SET TABLESPACE fast;',
      says: [
        'SET TABLESPACE fast writes all of logs anew under ACCESS EXCLUSIVE: reads and writes wait until the copy is done. Move it in a window, or with pg_repack.',
      ],
    },
    {
      title: 'an index',
      before: T,
      sql: 'ALTER INDEX «logs_pkey» SET TABLESPACE fast;',
      says: [
        'SET TABLESPACE copies index logs_pkey under ACCESS EXCLUSIVE: queries that use it wait until the copy is done. REINDEX (TABLESPACE fast) INDEX CONCURRENTLY moves it without stopping anybody (PostgreSQL 14).',
      ],
    },
  ],
};
