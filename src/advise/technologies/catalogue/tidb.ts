import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'tidb',
  name: 'TiDB',
  also: ['tikv', 'tiflash', 'pingcap'],
  category: 'distributed SQL',
  status: { kind: 'current' },
  summary: 'MySQL’s protocol over a key-value store replicated by Raft, with column replicas for analytics.',
  sources: {
    limits: {
      title: 'TiDB, Limitations',
      url: 'https://docs.pingcap.com/tidb/stable/tidb-limitations',
      read: '2026-11-27',
    },
    isolation: {
      title: 'TiDB, Transaction Isolation Levels',
      url: 'https://docs.pingcap.com/tidb/stable/transaction-isolation-levels',
      read: '2026-11-27',
    },
    compatibility: {
      title: 'TiDB, MySQL Compatibility',
      url: 'https://docs.pingcap.com/tidb/stable/mysql-compatibility',
    },
    architecture: { title: 'TiDB, Architecture', url: 'https://docs.pingcap.com/tidb/stable/tidb-architecture' },
    hardware: {
      title: 'TiDB, Hardware Requirements',
      url: 'https://docs.pingcap.com/tidb/stable/hardware-and-software-requirements',
    },
    licence: { title: 'TiDB, licence', url: 'https://github.com/pingcap/tidb/blob/master/LICENSE' },
    migration: { title: 'TiDB, Migration Overview', url: 'https://docs.pingcap.com/tidb/stable/migration-overview' },
  },
  facts: {
    dataModel: [['Tables in MySQL’s dialect; no stored procedures, triggers or events.', 'compatibility']],
    consistency: [
      [
        'Raft under every region; a timestamp oracle orders transactions. CAP: consistent; PACELC: PC/EC.',
        'architecture',
      ],
    ],
    transactions: [
      [
        'Snapshot isolation under the name REPEATABLE READ; read committed in pessimistic mode. Write skew is possible.',
        'isolation',
      ],
    ],
    scaling: [['SQL nodes, storage (TiKV) and column replicas (TiFlash) grow apart.', 'architecture']],
    limits: [
      [
        '1,017 columns (up to 4,096), 64 indexes (up to 512), 8,192 partitions a table; 6 MiB a row (up to 120).',
        'limits',
      ],
    ],
    indexes: [['Secondary, expression, clustered keys, full text and vector in the cloud.', 'compatibility']],
    operations: [
      [
        'Production wants at least two SQL, three placement and three storage nodes; TiUP or an operator runs them.',
        'hardware',
      ],
    ],
    cost: [['Three copies; more machines than MySQL from the start.', 'hardware']],
    managed: [['TiDB Cloud on AWS, Google Cloud, Azure and Alibaba Cloud.', 'migration']],
    licence: [['Apache License 2.0.', 'licence']],
    waysIn: [['TiDB Data Migration from MySQL, Lightning.', 'migration']],
    waysOut: [['TiCDC, Dumpling.', 'migration']],
  },
  choose: ['MySQL that outgrew one machine', 'Transactions and reports over the same fresh data'],
  avoid: ['What one MySQL holds', 'Stored procedures and triggers', 'AUTO_INCREMENT as a gapless or hot key'],
  traits: {
    fit: { relational: 3, analytics: 2, 'key-value': 2, 'time series': 1, vectors: 1 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'sharded',
    regions: 'one writer',
    comfortableTerabytes: 200,
    comfortableWritesPerSecond: 200_000,
    readMilliseconds: 3,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 4, managed: 2 },
    floor: 2,
    familiar: 1,
  },
});
