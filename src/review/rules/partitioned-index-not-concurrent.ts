import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'partitioned-index-not-concurrent',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'CREATE INDEX CONCURRENTLY on a partitioned table is refused.',
  why: "The migration fails. Without CONCURRENTLY the build locks the writes of every partition until the last one is done (create-index-non-concurrent says so); ON ONLY makes an empty parent index, which becomes valid when each partition's own, built concurrently, is attached.",
  instead:
    'CREATE INDEX … ON ONLY parent; CREATE INDEX CONCURRENTLY on each partition; ALTER INDEX parent_index ATTACH PARTITION partition_index.',
  sources: ['https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE'],
  check: {
    createIndex({ table, index, concurrently, only }, context) {
      if (only || !concurrently || !context.table(table)?.partitionBy) return;
      const name = tableName(table);
      context.report({
        span: index.name?.span ?? table.span,
        table,
        message: `${name} is partitioned: PostgreSQL refuses CONCURRENTLY there. CREATE INDEX … ON ONLY ${name}, build each partition's CONCURRENTLY, and ATTACH them.`,
      });
    },
  },
});

const T = 'CREATE TABLE events (day date NOT NULL, kind int) PARTITION BY RANGE (day);';

export const cases: Cases = {
  good: [
    { title: 'ON ONLY', before: T, sql: 'CREATE INDEX i ON ONLY events (kind);' },
    {
      title: 'on a partition',
      before: `${T}\nCREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');`,
      sql: 'CREATE INDEX CONCURRENTLY i ON events_2024 (kind);',
    },
  ],
  bad: [
    {
      title: 'CONCURRENTLY',
      before: T,
      sql: 'CREATE INDEX CONCURRENTLY «i» ON events (kind);',
      says: [
        "events is partitioned: PostgreSQL refuses CONCURRENTLY there. CREATE INDEX … ON ONLY events, build each partition's CONCURRENTLY, and ATTACH them.",
      ],
    },
  ],
};
