import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'too-many-indexes',
  category: 'performance',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver'],
  recommended: true,
  what: 'A table has more indexes than its writes should pay for.',
  why: 'Each INSERT writes all of them, each UPDATE of an indexed column too (in PostgreSQL it also loses its HOT path), they fill the cache and lengthen planning. Primary key and unique constraints count with the rest.',
  instead:
    'Drop those that no query uses (pg_stat_user_indexes.idx_scan, sys.schema_unused_indexes), and those that another one starts with.',
  sources: [
    'https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-INDEXES-VIEW',
    'https://dev.mysql.com/doc/refman/8.4/en/sys-schema-unused-indexes.html',
  ],
  options: { max: { default: 15, description: 'Indexes that a table may have, its keys among them.' } },
  check: {
    table(table, context) {
      const count = table.indexes.length + table.uniques.length + (table.primaryKey ? 1 : 0);
      if (count <= context.option('max')) return;
      context.report({
        span: table.at,
        table,
        message: `${tableName({ ...table, span: table.at })} has ${count} indexes: every row written pays for all of them. Drop those that no query uses, and those that another one starts with.`,
      });
    },
  },
});

const columns = (count: number) => Array.from({ length: count }, (_, n) => `c${n} int`).join(', ');
const indexes = (count: number) =>
  Array.from({ length: count }, (_, n) => `CREATE INDEX i${n} ON t (c${n});`).join('\n');

export const cases: Cases = {
  good: [{ title: 'fifteen', sql: `CREATE TABLE t (id int PRIMARY KEY, ${columns(14)});\n${indexes(14)}` }],
  bad: [
    {
      title: 'sixteen',
      sql: `CREATE TABLE «t» (id int PRIMARY KEY, ${columns(15)});\n${indexes(15)}`,
      says: [
        't has 16 indexes: every row written pays for all of them. Drop those that no query uses, and those that another one starts with.',
      ],
    },
  ],
};
