import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'spanner',
  name: 'Google Cloud Spanner',
  also: ['cloud spanner'],
  category: 'distributed SQL',
  status: { kind: 'current' },
  summary: 'Relational data in any number of regions with external consistency, by Google’s clocks.',
  sources: {
    quotas: {
      title: 'Spanner, Quotas and limits',
      url: 'https://docs.cloud.google.com/spanner/quotas',
      read: '2026-11-27',
    },
    consistency: {
      title: 'Spanner, TrueTime and external consistency',
      url: 'https://docs.cloud.google.com/spanner/docs/true-time-external-consistency',
    },
    transactions: {
      title: 'Spanner, Transactions overview',
      url: 'https://docs.cloud.google.com/spanner/docs/transactions',
    },
    schema: {
      title: 'Spanner, Schema design best practices',
      url: 'https://docs.cloud.google.com/spanner/docs/schema-design',
    },
    instances: { title: 'Spanner, Instances', url: 'https://docs.cloud.google.com/spanner/docs/compute-capacity' },
    pricing: { title: 'Spanner, Pricing', url: 'https://cloud.google.com/spanner/pricing' },
    migration: {
      title: 'Spanner, Migration overview',
      url: 'https://docs.cloud.google.com/spanner/docs/migration-overview',
    },
    indexes: {
      title: 'Spanner, Secondary indexes',
      url: 'https://docs.cloud.google.com/spanner/docs/secondary-indexes',
    },
  },
  facts: {
    dataModel: [
      ['Tables, interleaved with their parents; GoogleSQL or a PostgreSQL interface; graph and full text.', 'schema'],
    ],
    consistency: [
      [
        'External consistency: transactions behave as one after the other, in the order of their commits. Stale reads by choice. CAP: consistent; PACELC: PC/EC.',
        'consistency',
      ],
    ],
    transactions: [
      ['Serializable read-write with locks, read-only without; repeatable read can be chosen.', 'transactions'],
    ],
    scaling: [['Splits move by load and size; capacity by nodes or processing units (1,000 a node).', 'instances']],
    limits: [
      ['80,000 mutations a commit, 100 MB a commit, 10 MB a cell, 1,024 columns and 16 key columns a table.', 'quotas'],
    ],
    indexes: [
      [
        'Secondary (a table of their own, updated in the transaction), STORING, null-filtered, search, vector.',
        'indexes',
      ],
    ],
    operations: [['No servers; keys that rise with time make hot spots.', 'schema']],
    cost: [['By capacity (100 processing units at least), storage and network; regions multiply it.', 'pricing']],
    managed: [['Google Cloud alone; an emulator for tests.', 'pricing']],
    licence: [['Proprietary service.', 'pricing']],
    waysIn: [['Spanner migration tool, Dataflow.', 'migration']],
    waysOut: [['Export by Dataflow as Avro or CSV, change streams.', 'migration']],
  },
  choose: [
    'Global transactions with one truth, on Google Cloud',
    'Relational data beyond one machine, without administrators',
  ],
  avoid: ['Another cloud', 'A small budget and small data', 'PostgreSQL’s extensions and procedures'],
  traits: {
    fit: { relational: 3, 'key-value': 2, graph: 1, 'full text': 1, vectors: 1, analytics: 1 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'sharded',
    regions: 'many writers',
    comfortableTerabytes: 1_000,
    comfortableWritesPerSecond: 1_000_000,
    readMilliseconds: 5,
    clouds: ['gcp'],
    ownMachines: 'no',
    licence: 'proprietary',
    effort: { own: 5, managed: 1 },
    floor: 2,
    familiar: 1,
  },
});
