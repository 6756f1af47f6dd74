import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'dynamodb',
  name: 'Amazon DynamoDB',
  also: ['dynamo'],
  category: 'key-value',
  status: { kind: 'current' },
  summary: 'Key-value and documents by partition and sort key, without servers, at any rate of known queries.',
  sources: {
    quotas: {
      title: 'DynamoDB Developer Guide, Quotas',
      url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html',
      read: '2026-11-27',
    },
    constraints: {
      title: 'DynamoDB Developer Guide, Constraints',
      url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html',
      read: '2026-11-27',
    },
    reads: {
      title: 'DynamoDB Developer Guide, Read consistency',
      url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html',
    },
    transactions: {
      title: 'DynamoDB Developer Guide, Transactions',
      url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html',
    },
    global: {
      title: 'DynamoDB Developer Guide, Global tables',
      url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html',
    },
    partitions: {
      title: 'DynamoDB Developer Guide, Partition key design',
      url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html',
    },
    pricing: { title: 'DynamoDB pricing', url: 'https://aws.amazon.com/dynamodb/pricing/' },
    export: {
      title: 'DynamoDB Developer Guide, Export to S3',
      url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.HowItWorks.html',
    },
  },
  facts: {
    dataModel: [
      [
        'Items of attributes under a partition key and an optional sort key. No joins; a query reads one partition.',
        'constraints',
      ],
    ],
    consistency: [
      [
        'Reads are eventually consistent unless ConsistentRead is asked; global secondary indexes are always eventually consistent.',
        'reads',
      ],
      [
        'CAP: a choice by read; PACELC: PA/EL for eventual reads, PC/EC for consistent ones. Global tables: last writer wins, or strong consistency over regions by choice.',
        'global',
      ],
    ],
    transactions: [
      [
        'TransactWriteItems takes up to 100 items of together 4 MB, serializable among such calls, at twice the capacity.',
        'transactions',
      ],
    ],
    scaling: [
      [
        'Partitions by hash of the key, split by the service; one partition gives 3,000 read and 1,000 write units a second.',
        'partitions',
      ],
      ['Global tables take writes in several regions.', 'global'],
    ],
    limits: [
      ['400 KB an item; 2,048 bytes a partition key, 1,024 a sort key.', 'constraints'],
      [
        '40,000 read and 40,000 write units a table by default (to be raised); 20 global and 5 local secondary indexes; 10 GB an item collection with local indexes.',
        'quotas',
      ],
      ['1 MB a Query or Scan page.', 'constraints'],
    ],
    indexes: [
      ['Local (same partition key, made with the table) and global secondary indexes, sparse by nature.', 'quotas'],
    ],
    operations: [
      [
        'No servers, patches or vacuum; backups and point-in-time recovery of up to 35 days by switch. The work is in the keys.',
        'quotas',
      ],
    ],
    cost: [
      [
        'By request unit (a write of 1 KB, a read of 4 KB) and GB; each index writes again. Scans and large items are dear.',
        'pricing',
      ],
    ],
    managed: [['AWS alone; DynamoDB local for tests.', 'pricing']],
    licence: [['Proprietary service.', 'pricing']],
    waysIn: [['Import from S3, AWS DMS.', 'export']],
    waysOut: [['Export to S3, Streams; new keys and queries must be modelled anywhere else.', 'export']],
  },
  choose: [
    'Access patterns that are known and few, by key',
    'Load that swings between nothing and very much',
    'AWS, serverless, no administrator',
  ],
  avoid: [
    'Queries that are not known yet, joins, aggregates',
    'Another cloud, now or later',
    'Items that grow over 400 KB',
  ],
  traits: {
    fit: { 'key-value': 3, documents: 2, 'wide rows': 2, 'time series': 1, cache: 1, coordination: 1 },
    transactions: 'across records',
    consistency: 'tunable',
    partitioned: 'choice',
    otherwise: 'choice',
    durability: 'durable',
    writes: 'sharded',
    regions: 'many writers',
    comfortableTerabytes: 1_000,
    comfortableWritesPerSecond: 1_000_000,
    readMilliseconds: 5,
    clouds: ['aws'],
    ownMachines: 'no',
    licence: 'proprietary',
    effort: { own: 5, managed: 1 },
    floor: 1,
    familiar: 2,
  },
});
