import type { Reindex } from '../../model';
import type { Cases } from '../cases';
import { makeConcurrent } from '../concurrently';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'reindex-non-concurrent',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'REINDEX without CONCURRENTLY blocks writes, and reads that use the index, until it is rebuilt.',
  why: 'It holds SHARE on the table and ACCESS EXCLUSIVE on each index: writes wait, and so does every query that would plan with that index, for as long as the build takes.',
  instead: 'REINDEX … CONCURRENTLY (PostgreSQL 12 and later), outside a transaction. REINDEX SYSTEM has no such form.',
  sources: ['https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY'],
  check: {
    reindex(operation, context) {
      if (operation.concurrently || operation.target === 'system' || !context.atLeast(12)) return;
      if (operation.target === 'table' && operation.name && context.isNew(operation.name)) return;
      context.report({
        span: operation.name?.span ?? operation.span,
        message: `${subject(operation)} blocks writes, and reads that use the index, until it is rebuilt. Use REINDEX ${operation.target.toUpperCase()} CONCURRENTLY, outside a transaction.`,
        fixes: [makeConcurrent(context, operation.span, operation.target.toUpperCase())],
      });
    },
  },
});

function subject({ target, name }: Reindex): string {
  return `REINDEX ${target.toUpperCase()}${name ? ` ${tableName(name)}` : ''}`;
}

export const cases: Cases = {
  good: [
    { title: 'CONCURRENTLY', sql: 'REINDEX INDEX CONCURRENTLY orders_pkey;', clean: true },
    { title: 'the system catalogues, which have no other form', sql: 'REINDEX SYSTEM shop;' },
    {
      title: 'a table made in the same migration',
      sql: 'CREATE TABLE t (id int PRIMARY KEY);\nREINDEX TABLE t;',
    },
  ],
  bad: [
    {
      title: 'an index',
      sql: 'REINDEX INDEX «orders_pkey»;',
      says: [
        'REINDEX INDEX orders_pkey blocks writes, and reads that use the index, until it is rebuilt. Use REINDEX INDEX CONCURRENTLY, outside a transaction.',
      ],
      fixed: 'REINDEX INDEX CONCURRENTLY orders_pkey;',
    },
    {
      title: 'a table, with options',
      sql: 'REINDEX (VERBOSE) TABLE app.«orders»;',
      says: [
        'REINDEX TABLE app.orders blocks writes, and reads that use the index, until it is rebuilt. Use REINDEX TABLE CONCURRENTLY, outside a transaction.',
      ],
      fixed: 'REINDEX (VERBOSE) TABLE CONCURRENTLY app.orders;',
    },
  ],
};
