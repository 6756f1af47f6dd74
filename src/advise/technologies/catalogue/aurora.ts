import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'aurora',
  name: 'Amazon Aurora',
  also: ['aurora postgresql', 'aurora mysql', 'aurora serverless', 'aurora dsql'],
  category: 'relational',
  status: { kind: 'current' },
  summary:
    'PostgreSQL and MySQL over storage that AWS replicates six times in three zones; fast failover, many readers.',
  sources: {
    storage: {
      title: 'Aurora User Guide, Storage',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.StorageReliability.html',
    },
    limitless: {
      title: 'Aurora User Guide, Managing Limitless Database',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/limitless-managing.html',
      read: '2026-11-27',
    },
    limits: {
      title: 'Aurora User Guide, Quotas and constraints',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html',
      read: '2026-11-27',
    },
    replication: {
      title: 'Aurora User Guide, Replication',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Replication.html',
    },
    global: {
      title: 'Aurora User Guide, Global Database',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html',
    },
    serverless: {
      title: 'Aurora User Guide, Serverless v2',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.html',
    },
    pricing: { title: 'Aurora pricing', url: 'https://aws.amazon.com/rds/aurora/pricing/' },
    migration: {
      title: 'Aurora User Guide, Migrating data',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Migrating.html',
    },
  },
  facts: {
    dataModel: [['That of PostgreSQL or MySQL.', 'storage']],
    consistency: [
      [
        'A write is durable on four of six copies; readers share the storage and lag by milliseconds. CAP: consistent; PACELC: PC/EC on the writer, EL on readers.',
        'storage',
      ],
    ],
    transactions: [['Those of PostgreSQL or MySQL.', 'storage']],
    scaling: [
      [
        'One writer, up to 15 readers; Limitless Database shards PostgreSQL; Global Database copies to other regions, usually within a second.',
        'replication',
      ],
    ],
    limits: [
      [
        '128 TiB a cluster volume (more in the newest versions), 32 TiB a table; 40 clusters a region by default.',
        'limitless',
      ],
    ],
    indexes: [['Those of PostgreSQL or MySQL.', 'storage']],
    operations: [
      [
        'Failover usually within 30 seconds with a reader; Serverless v2 grows and shrinks with the load.',
        'serverless',
      ],
    ],
    cost: [['Instances or capacity units, storage, and I/O unless I/O-Optimized.', 'pricing']],
    managed: [['AWS alone.', 'pricing']],
    licence: [['Proprietary service.', 'pricing']],
    waysIn: [['Replica of RDS, snapshot, DMS.', 'migration']],
    waysOut: [['Dump, logical replication, DMS: the engines’ own.', 'migration']],
  },
  choose: ['Relational data on AWS with many readers or fast failover', 'Load that swings (Serverless v2)'],
  avoid: ['A small steady load (RDS is cheaper)', 'Another cloud', 'Much I/O on the standard price'],
  traits: {
    fit: {
      relational: 3,
      documents: 2,
      'key-value': 2,
      'time series': 1,
      analytics: 1,
      'full text': 2,
      vectors: 2,
      geospatial: 3,
    },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'one node',
    regions: 'one writer',
    comfortableTerabytes: 60,
    comfortableWritesPerSecond: 40_000,
    readMilliseconds: 2,
    clouds: ['aws'],
    ownMachines: 'no',
    licence: 'proprietary',
    effort: { own: 5, managed: 1 },
    floor: 2,
    familiar: 3,
  },
});
