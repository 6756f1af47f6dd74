import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'cosmos-db',
  name: 'Azure Cosmos DB',
  also: ['cosmos', 'cosmosdb'],
  category: 'multi-model',
  status: { kind: 'current' },
  summary:
    'Documents by partition key in any Azure regions, five levels of consistency, several protocols, billed by request unit.',
  sources: {
    limits: {
      title: 'Azure Cosmos DB, Service quotas and default limits',
      url: 'https://learn.microsoft.com/azure/cosmos-db/concepts-limits',
      read: '2026-11-27',
    },
    consistency: {
      title: 'Azure Cosmos DB, Consistency levels',
      url: 'https://learn.microsoft.com/azure/cosmos-db/consistency-levels',
    },
    transactions: {
      title: 'Azure Cosmos DB, Transactional batch',
      url: 'https://learn.microsoft.com/azure/cosmos-db/transactional-batch',
    },
    regions: {
      title: 'Azure Cosmos DB, Distribute data globally',
      url: 'https://learn.microsoft.com/azure/cosmos-db/distribute-data-globally',
    },
    indexes: {
      title: 'Azure Cosmos DB, Indexing policies',
      url: 'https://learn.microsoft.com/azure/cosmos-db/index-policy',
    },
    pricing: { title: 'Azure Cosmos DB pricing', url: 'https://azure.microsoft.com/pricing/details/cosmos-db/' },
    feed: { title: 'Azure Cosmos DB, Change feed', url: 'https://learn.microsoft.com/azure/cosmos-db/change-feed' },
  },
  facts: {
    dataModel: [['JSON items in containers; APIs of NoSQL, MongoDB, Cassandra, Gremlin and Table.', 'limits']],
    consistency: [
      [
        'Strong, bounded staleness, session (the default), consistent prefix, eventual. CAP and PACELC: a choice; strong is not possible with several write regions.',
        'consistency',
      ],
    ],
    transactions: [
      ['Within one logical partition: batches of up to 100 operations and 2 MB, snapshot isolation.', 'transactions'],
    ],
    scaling: [
      [
        'Logical partitions spread over physical ones; several regions may write, conflicts by last write or by procedure.',
        'regions',
      ],
    ],
    limits: [
      [
        '2 MB an item, 20 GB a logical partition, 10,000 request units a second a partition, 1,000,000 a container by default; 500 databases and containers an account.',
        'limits',
      ],
      ['Serverless: 1 TB a container and one region.', 'limits'],
    ],
    indexes: [['Every path by default; composite, spatial, vector, full text by policy.', 'indexes']],
    operations: [['No servers; the partition key cannot be changed in place.', 'limits']],
    cost: [
      ['By request unit provisioned (400 a second at least by hand, 1,000 with autoscale), times regions.', 'limits'],
    ],
    managed: [['Azure alone; emulator for tests.', 'pricing']],
    licence: [['Proprietary service.', 'pricing']],
    waysIn: [['Data Factory, bulk libraries.', 'feed']],
    waysOut: [['Change feed, Data Factory.', 'feed']],
  },
  choose: ['Known access by partition key, in several Azure regions', 'Load that swings'],
  avoid: ['Queries across partitions, aggregates, joins', 'Another cloud', 'An account whose units are not watched'],
  traits: {
    fit: { documents: 3, 'key-value': 3, 'wide rows': 1, graph: 1, vectors: 1, 'full text': 1 },
    transactions: 'within a record',
    consistency: 'tunable',
    partitioned: 'choice',
    otherwise: 'choice',
    durability: 'durable',
    writes: 'sharded',
    regions: 'many writers',
    comfortableTerabytes: 500,
    comfortableWritesPerSecond: 500_000,
    readMilliseconds: 5,
    clouds: ['azure'],
    ownMachines: 'no',
    licence: 'proprietary',
    effort: { own: 5, managed: 1 },
    floor: 1,
    familiar: 2,
  },
});
