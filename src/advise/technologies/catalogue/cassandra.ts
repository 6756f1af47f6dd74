import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'cassandra',
  name: 'Apache Cassandra',
  also: ['keyspaces', 'datastax', 'astra'],
  category: 'wide column',
  status: { kind: 'current' },
  summary: 'Wide rows by partition key, written anywhere, in any number of data centres, with consistency by request.',
  sources: {
    dynamo: {
      title: 'Cassandra, Dynamo architecture',
      url: 'https://cassandra.apache.org/doc/latest/cassandra/architecture/dynamo.html',
    },
    guarantees: {
      title: 'Cassandra, Guarantees',
      url: 'https://cassandra.apache.org/doc/latest/cassandra/architecture/guarantees.html',
    },
    modelling: {
      title: 'Cassandra, Data modeling',
      url: 'https://cassandra.apache.org/doc/latest/cassandra/developing/data-modeling/index.html',
    },
    faq: {
      title: 'Cassandra, Frequently asked questions',
      url: 'https://cassandra.apache.org/doc/latest/cassandra/overview/faq/index.html',
    },
    repair: {
      title: 'Cassandra, Repair',
      url: 'https://cassandra.apache.org/doc/latest/cassandra/managing/operating/repair.html',
    },
    sai: {
      title: 'Cassandra, Storage-attached indexing',
      url: 'https://cassandra.apache.org/doc/latest/cassandra/developing/cql/indexing/sai/sai-overview.html',
    },
    licence: { title: 'Apache License 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  facts: {
    dataModel: [['A table for each query: partition key, clustering columns, values. No joins.', 'modelling']],
    consistency: [
      [
        'By request: ONE, LOCAL_QUORUM, QUORUM, ALL. A quorum read sees a quorum write; else eventual, the last timestamp wins.',
        'guarantees',
      ],
      ['CAP: available, or consistent by quorum. PACELC: PA/EL by default.', 'dynamo'],
    ],
    transactions: [
      [
        'A partition’s row changes atomically; compare and set (IF) by Paxos costs several round trips. No transaction over partitions in released versions before Accord.',
        'guarantees',
      ],
    ],
    scaling: [
      [
        'Nodes on a ring of tokens, without a leader; replicas by data centre; nodes are added while it runs.',
        'dynamo',
      ],
    ],
    limits: [
      ['2 billion cells a partition at most; 100 MB and 100,000 rows are a sound ceiling.', 'modelling'],
      ['2 GB a value at most, 1 MB advised.', 'faq'],
    ],
    indexes: [['The primary key; storage-attached indexes since 5.0; older secondary indexes ask every node.', 'sai']],
    operations: [
      [
        'Repair within gc_grace_seconds (10 days by default), compaction, tombstones, JVM: wants people who know it.',
        'repair',
      ],
    ],
    cost: [['At least three nodes, fast local disks, half of them free for compaction.', 'dynamo']],
    managed: [['DataStax Astra, Amazon Keyspaces, Azure Managed Instance for Apache Cassandra.', 'dynamo']],
    licence: [['Apache License 2.0.', 'licence']],
    waysIn: [['COPY, DSBulk, sstableloader, Spark.', 'modelling']],
    waysOut: [['DSBulk, Spark, change data capture; ScyllaDB reads its files.', 'modelling']],
  },
  choose: [
    'More writes than one machine takes, by known queries, for years',
    'Writers in several data centres, always on',
    'Time-ordered data by device or user',
  ],
  avoid: [
    'Queries that are not known yet',
    'Transactions over several records',
    'A small team, or less than a terabyte',
    'Queues: deletes become tombstones',
  ],
  traits: {
    fit: { 'wide rows': 3, 'key-value': 3, 'time series': 2, documents: 1, vectors: 1 },
    transactions: 'within a record',
    consistency: 'tunable',
    partitioned: 'choice',
    otherwise: 'fast',
    durability: 'durable',
    writes: 'sharded',
    regions: 'many writers',
    comfortableTerabytes: 1_000,
    comfortableWritesPerSecond: 1_000_000,
    readMilliseconds: 3,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 5, managed: 2 },
    floor: 2,
    familiar: 2,
  },
});
