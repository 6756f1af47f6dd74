import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'scylladb',
  name: 'ScyllaDB',
  also: ['scylla'],
  category: 'wide column',
  status: { kind: 'current' },
  summary: 'Cassandra’s model and protocol, a shard for each core, without a JVM.',
  sources: {
    limits: {
      title: 'ScyllaDB, Limits',
      url: 'https://docs.scylladb.com/manual/stable/reference/limits.html',
      read: '2026-11-27',
    },
    tolerance: {
      title: 'ScyllaDB, Fault tolerance',
      url: 'https://docs.scylladb.com/manual/stable/architecture/architecture-fault-tolerance.html',
      read: '2026-11-27',
    },
    lwt: {
      title: 'ScyllaDB, Lightweight transactions',
      url: 'https://docs.scylladb.com/manual/stable/features/lwt.html',
      read: '2026-11-27',
    },
    licence: {
      title: 'ScyllaDB Software License Agreement',
      url: 'https://github.com/scylladb/scylladb/blob/master/LICENSE-ScyllaDB-Source-Available.md',
      read: '2026-11-27',
    },
    migration: {
      title: 'ScyllaDB, Migrate from Cassandra',
      url: 'https://docs.scylladb.com/manual/stable/operating-scylla/procedures/cassandra-to-scylla-migration-process.html',
    },
    repair: {
      title: 'ScyllaDB, Repair',
      url: 'https://docs.scylladb.com/manual/stable/operating-scylla/procedures/maintenance/repair.html',
    },
    cloud: { title: 'ScyllaDB Cloud', url: 'https://www.scylladb.com/product/scylla-cloud/' },
  },
  facts: {
    dataModel: [['Cassandra’s tables; DynamoDB’s interface as Alternator.', 'migration']],
    consistency: [
      ['Tunable by operation. CAP: available by default, consistent by quorum; PACELC: PA/EL.', 'tolerance'],
    ],
    transactions: [['Conditional statements by Paxos are linearizable within a partition.', 'lwt']],
    scaling: [['Nodes in the low hundreds; tablets move by themselves.', 'limits']],
    limits: [
      [
        'Blobs up to 2 GB, under 1 MB advised; keys up to 65,533 bytes; 65,535 statements a batch; views and indexes in the low tens a table.',
        'limits',
      ],
    ],
    indexes: [['Global and local secondary indexes, materialised views, vector indexes.', 'limits']],
    operations: [['Repair, compaction; tunes itself to the machine.', 'repair']],
    cost: [['Fewer nodes than Cassandra for the same load, with local disks.', 'cloud']],
    managed: [['ScyllaDB Cloud on AWS and Google Cloud.', 'cloud']],
    licence: [
      [
        'Source available since 2025; free use within the limits of its licence, for those who never were customers.',
        'licence',
      ],
    ],
    waysIn: [['sstableloader, Spark migrator, dual writes.', 'migration']],
    waysOut: [['SSTables and CQL to Cassandra, change data capture.', 'migration']],
  },
  choose: ['Cassandra’s model with low and steady latency', 'A DynamoDB that must leave AWS'],
  avoid: ['Queries that are not known yet', 'Transactions over records', 'Less than terabytes'],
  traits: {
    fit: { 'wide rows': 3, 'key-value': 3, 'time series': 2, vectors: 1 },
    transactions: 'within a record',
    consistency: 'tunable',
    partitioned: 'choice',
    otherwise: 'fast',
    durability: 'durable',
    writes: 'sharded',
    regions: 'many writers',
    comfortableTerabytes: 1_000,
    comfortableWritesPerSecond: 1_000_000,
    readMilliseconds: 1,
    clouds: ['aws', 'gcp'],
    ownMachines: 'yes',
    licence: 'source available',
    effort: { own: 4, managed: 2 },
    floor: 2,
    familiar: 1,
  },
});
