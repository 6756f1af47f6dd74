import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'cockroachdb',
  name: 'CockroachDB',
  also: ['cockroach', 'crdb'],
  category: 'distributed SQL',
  status: { kind: 'current' },
  summary: 'SQL in PostgreSQL’s protocol over ranges replicated by Raft: writes anywhere, serializable.',
  sources: {
    transactions: {
      title: 'CockroachDB, Transactions',
      url: 'https://www.cockroachlabs.com/docs/stable/transactions',
      read: '2026-11-27',
    },
    faq: {
      title: 'CockroachDB, Frequently Asked Questions',
      url: 'https://www.cockroachlabs.com/docs/stable/frequently-asked-questions',
      read: '2026-11-27',
    },
    licence: {
      title: 'CockroachDB, Licensing FAQs',
      url: 'https://www.cockroachlabs.com/docs/stable/licensing-faqs',
      read: '2026-11-27',
    },
    regions: {
      title: 'CockroachDB, Multi-Region Capabilities',
      url: 'https://www.cockroachlabs.com/docs/stable/multiregion-overview',
    },
    production: {
      title: 'CockroachDB, Production Checklist',
      url: 'https://www.cockroachlabs.com/docs/stable/recommended-production-settings',
    },
    compatibility: {
      title: 'CockroachDB, PostgreSQL Compatibility',
      url: 'https://www.cockroachlabs.com/docs/stable/postgresql-compatibility',
    },
    indexes: { title: 'CockroachDB, Indexes', url: 'https://www.cockroachlabs.com/docs/stable/indexes' },
    migration: {
      title: 'CockroachDB, Migration Overview',
      url: 'https://www.cockroachlabs.com/docs/molt/migration-overview',
    },
  },
  facts: {
    dataModel: [['Tables, PostgreSQL’s wire protocol and most of its SQL.', 'compatibility']],
    consistency: [
      [
        'Raft keeps replicas consistent: no stale reads unless asked (follower reads). CAP: consistent; PACELC: PC/EC.',
        'faq',
      ],
    ],
    transactions: [
      ['Serializable by default, read committed by a setting; clients must retry on 40001.', 'transactions'],
    ],
    scaling: [
      ['Ranges split and move by themselves; a majority of replicas must live.', 'faq'],
      ['Rows can live in a region (REGIONAL BY ROW).', 'regions'],
    ],
    limits: [
      ['A row is advised to stay under 1 MB; replication factor 3 by default, 5 for system ranges.', 'production'],
    ],
    indexes: [['Secondary, partial, inverted (GIN), hash-sharded against hot ends, vector.', 'indexes']],
    operations: [
      [
        'Three nodes at least, rolling upgrades, online schema changes; clocks must agree within 500 ms by default.',
        'production',
      ],
    ],
    cost: [['Three times the data, and latency of a majority on each write.', 'faq']],
    managed: [['CockroachDB Cloud on AWS, Azure and Google Cloud.', 'licence']],
    licence: [
      [
        'CockroachDB Software License since 24.3: free for businesses under 10 million dollars of revenue, with telemetry; else paid.',
        'licence',
      ],
    ],
    waysIn: [['IMPORT, MOLT from PostgreSQL, MySQL, Oracle.', 'migration']],
    waysOut: [['EXPORT, changefeeds.', 'migration']],
  },
  choose: [
    'Writers in several regions with one truth',
    'Growth of writes beyond one machine, with SQL and foreign keys',
    'Survival of a zone or region without promotion',
  ],
  avoid: [
    'What one PostgreSQL holds',
    'Sequential keys and hot rows',
    'PL/pgSQL, extensions and triggers beyond what it has',
  ],
  traits: {
    fit: { relational: 3, 'key-value': 2, documents: 1, 'time series': 1, geospatial: 1, vectors: 1 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'sharded',
    regions: 'many writers',
    comfortableTerabytes: 100,
    comfortableWritesPerSecond: 200_000,
    readMilliseconds: 3,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'source available',
    effort: { own: 4, managed: 2 },
    floor: 2,
    familiar: 2,
  },
});
