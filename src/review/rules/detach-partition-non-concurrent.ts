import type { Cases } from '../cases';
import { outside } from '../concurrently';
import { insertAt } from '../edits';
import { tableName } from '../names';
import { defaultPartition } from '../partitions';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'detach-partition-non-concurrent',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'DETACH PARTITION without CONCURRENTLY blocks every read and write of the partitioned table.',
  why: 'It needs ACCESS EXCLUSIVE on the parent, so it queues behind the longest query on any partition and everything queues behind it.',
  instead:
    'DETACH PARTITION … CONCURRENTLY (PostgreSQL 14 and later), outside a transaction; DETACH … FINALIZE completes one that was interrupted. It is refused while there is a DEFAULT partition.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION'],
  check: {
    alterTable({ change, table, span }, context) {
      if (change.kind !== 'detachPartition' || change.concurrently || change.finalize || !context.atLeast(14)) return;
      if (context.isNew(table) || context.isNew(change.partition)) return;
      const refused = defaultPartition(context.schema, table);
      context.report({
        span: change.partition.span,
        table,
        message: `Detaching ${tableName(change.partition)} needs ACCESS EXCLUSIVE on ${tableName(table)}: it waits for the longest query there, and all reads and writes wait behind it. ${
          refused
            ? `CONCURRENTLY is refused while the default partition ${refused.name} exists: set a short lock_timeout and retry.`
            : 'Append CONCURRENTLY, outside a transaction.'
        }`,
        fixes: [
          refused
            ? undefined
            : outside(context, 'Detach it CONCURRENTLY', [
                insertAt(context, span.uri, span.end.offset, ' CONCURRENTLY'),
              ]),
        ],
      });
    },
  },
});

const EVENTS =
  "CREATE TABLE events (day date NOT NULL) PARTITION BY RANGE (day);\nCREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');";

export const cases: Cases = {
  good: [
    {
      title: 'CONCURRENTLY',
      before: EVENTS,
      sql: 'ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY;',
      clean: true,
    },
    { title: 'a table made in the same migration', sql: `${EVENTS}\nALTER TABLE events DETACH PARTITION events_2024;` },
    { title: 'FINALIZE', before: EVENTS, sql: 'ALTER TABLE events DETACH PARTITION events_2024 FINALIZE;' },
  ],
  bad: [
    {
      title: 'an existing partition',
      before: EVENTS,
      sql: 'ALTER TABLE events DETACH PARTITION «events_2024»;',
      says: [
        'Detaching events_2024 needs ACCESS EXCLUSIVE on events: it waits for the longest query there, and all reads and writes wait behind it. Append CONCURRENTLY, outside a transaction.',
      ],
      fixed: 'ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY;',
    },
    {
      title: 'beside a default partition, where CONCURRENTLY is refused',
      before: `${EVENTS}\nCREATE TABLE events_rest PARTITION OF events DEFAULT;`,
      sql: 'ALTER TABLE events DETACH PARTITION «events_2024»;',
      says: [
        'Detaching events_2024 needs ACCESS EXCLUSIVE on events: it waits for the longest query there, and all reads and writes wait behind it. CONCURRENTLY is refused while the default partition events_rest exists: set a short lock_timeout and retry.',
      ],
    },
  ],
};
