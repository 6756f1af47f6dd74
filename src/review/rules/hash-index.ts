import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'hash-index',
  category: 'performance',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  what: 'A hash index answers = alone: no order, no range, no second column, no uniqueness.',
  why: 'A B-tree answers the same and more at nearly the same cost; before PostgreSQL 10 a hash index was not written to the log, and was wrong after a crash. Opinion: for long texts that are only compared it is smaller.',
  instead: 'A B-tree.',
  sources: ['https://www.postgresql.org/docs/current/hash-index.html', 'https://www.postgresql.org/docs/release/10.0/'],
  check: {
    createIndex({ table, index }, context) {
      if (!/^hash$/i.test(index.method ?? '')) return;
      const isUnsafe = !context.atLeast(10);
      context.report({
        span: index.name?.span ?? index.span,
        table,
        ...(isUnsafe ? { severity: 'warning' as const } : {}),
        message: isUnsafe
          ? `Before PostgreSQL 10 a hash index is not logged: after a crash it is wrong until it is built anew. Use a B-tree.`
          : `A hash index on ${table.name} answers = alone. Use a B-tree, unless long texts are only compared.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'a B-tree', sql: 'CREATE INDEX i ON t (a);' },
    { title: 'another method', sql: 'CREATE INDEX i ON t USING gin (a);' },
  ],
  bad: [
    {
      title: 'hash',
      sql: 'CREATE INDEX «i» ON t USING hash (a);',
      says: ['A hash index on t answers = alone. Use a B-tree, unless long texts are only compared.'],
    },
    {
      title: 'in PostgreSQL 9.6',
      version: '9.6',
      sql: 'CREATE INDEX «i» ON t USING hash (a);',
      says: [
        'Before PostgreSQL 10 a hash index is not logged: after a crash it is wrong until it is built anew. Use a B-tree.',
      ],
    },
  ],
};
