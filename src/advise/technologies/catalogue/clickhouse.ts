import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'clickhouse',
  name: 'ClickHouse',
  also: ['clickhouse cloud'],
  category: 'analytics',
  status: { kind: 'current' },
  summary: 'Columns, compressed and sorted: aggregates over billions of rows in seconds, fed in batches.',
  sources: {
    mergetree: {
      title: 'ClickHouse, MergeTree',
      url: 'https://clickhouse.com/docs/engines/table-engines/mergetree-family/mergetree',
    },
    replication: {
      title: 'ClickHouse, Data Replication',
      url: 'https://clickhouse.com/docs/engines/table-engines/mergetree-family/replication',
    },
    inserts: {
      title: 'ClickHouse, Selecting an insert strategy',
      url: 'https://clickhouse.com/docs/best-practices/selecting-an-insert-strategy',
    },
    transactions: {
      title: 'ClickHouse, Transactional (ACID) support',
      url: 'https://clickhouse.com/docs/guides/developer/transactional',
    },
    mutations: {
      title: 'ClickHouse, ALTER … UPDATE and DELETE',
      url: 'https://clickhouse.com/docs/sql-reference/statements/alter/update',
    },
    partitions: {
      title: 'ClickHouse, Choosing a partitioning key',
      url: 'https://clickhouse.com/docs/best-practices/choosing-a-partitioning-key',
    },
    licence: { title: 'ClickHouse, licence', url: 'https://github.com/ClickHouse/ClickHouse/blob/master/LICENSE' },
  },
  facts: {
    dataModel: [
      ['Tables of columns sorted by ORDER BY; parts are merged in the background. SQL with joins.', 'mergetree'],
    ],
    consistency: [
      [
        'Replicas take inserts and copy them asynchronously; insert_quorum and select_sequential_consistency ask for more.',
        'replication',
      ],
      ['CAP: available for reads; writes need Keeper. PACELC: PA/EL by default.', 'replication'],
    ],
    transactions: [
      [
        'An insert into one partition of one table is atomic; no transactions over statements outside an experiment.',
        'transactions',
      ],
    ],
    scaling: [
      [
        'Shards by the Distributed engine, replicas by ClickHouse Keeper; in the cloud, compute over object storage.',
        'replication',
      ],
    ],
    limits: [
      [
        'Inserts want 1,000 rows at least, better 10,000 to 100,000, about one a second (or asynchronous inserts).',
        'inserts',
      ],
      ['Partitions: tens to hundreds, not thousands.', 'partitions'],
    ],
    indexes: [
      [
        'A sparse primary index of one mark for each 8,192 rows; skip indexes (minmax, set, bloom filter), text, vectors; projections.',
        'mergetree',
      ],
    ],
    operations: [
      ['Updates and deletes rewrite parts; unique keys are not enforced; duplicates go at a merge.', 'mutations'],
    ],
    cost: [['CPU for queries; storage is small by compression.', 'mergetree']],
    managed: [['ClickHouse Cloud on AWS, Azure and Google Cloud; Altinity, Aiven.', 'licence']],
    licence: [['Apache License 2.0.', 'licence']],
    waysIn: [['Kafka engine, ClickPipes, PostgreSQL and MySQL engines, files in S3.', 'inserts']],
    waysOut: [['SELECT … INTO OUTFILE, Parquet, remote tables.', 'inserts']],
  },
  choose: [
    'Events, logs, metrics: append much, aggregate much',
    'Dashboards over billions of rows',
    'A second engine beside the transactional one',
  ],
  avoid: ['Changing single rows often', 'Transactions, foreign keys, uniqueness', 'Point reads by thousands a second'],
  traits: {
    fit: { analytics: 3, 'time series': 3, 'full text': 1, vectors: 1, geospatial: 1 },
    transactions: 'none',
    consistency: 'eventual',
    partitioned: 'available',
    otherwise: 'fast',
    durability: 'durable',
    writes: 'sharded',
    regions: 'one writer',
    comfortableTerabytes: 500,
    comfortableWritesPerSecond: 1_000_000,
    readMilliseconds: 30,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 3, managed: 1 },
    floor: 1,
    familiar: 2,
  },
});
