import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'ravendb',
  name: 'RavenDB',
  also: ['raven'],
  category: 'document',
  status: { kind: 'current' },
  summary: 'Documents with ACID transactions and indexes made by the queries, at home in .NET.',
  sources: {
    transactions: {
      title: 'RavenDB, Transaction support',
      url: 'https://docs.ravendb.net/client-api/faq/transaction-support',
    },
    consistency: {
      title: 'RavenDB, Consistency in a cluster',
      url: 'https://docs.ravendb.net/server/clustering/cluster-transactions',
    },
    indexes: { title: 'RavenDB, What are indexes', url: 'https://docs.ravendb.net/indexes/what-are-indexes' },
    sharding: { title: 'RavenDB, Sharding overview', url: 'https://docs.ravendb.net/sharding/overview' },
    licence: { title: 'RavenDB, Licensing', url: 'https://docs.ravendb.net/start/licensing/licensing-overview' },
    export: { title: 'RavenDB, Smuggler', url: 'https://docs.ravendb.net/client-api/smuggler/what-is-smuggler' },
    changes: { title: 'RavenDB, ETL basics', url: 'https://docs.ravendb.net/server/ongoing-tasks/etl/basics' },
  },
  facts: {
    dataModel: [['JSON documents in collections, attachments, counters, time series, revisions.', 'transactions']],
    consistency: [
      [
        'Every node of a database takes writes and replicates them; cluster-wide transactions go by Raft. CAP: available for documents, consistent by choice. PACELC: PA/EL.',
        'consistency',
      ],
    ],
    transactions: [
      [
        'ACID over documents on a node; over the cluster with compare-exchange, at the cost of a consensus.',
        'transactions',
      ],
    ],
    scaling: [['Replicas by database group; sharding since version 6.', 'sharding']],
    limits: [['Community licence: up to 3 nodes and 3 cores in the cluster.', 'licence']],
    indexes: [
      ['Lucene or Corax, made by queries or declared; always eventually consistent, a query may wait.', 'indexes'],
    ],
    operations: [['Its own studio; certificates for every client.', 'licence']],
    cost: [['Licence by core, or the cloud by instance.', 'licence']],
    managed: [['RavenDB Cloud on AWS, Azure and Google Cloud.', 'licence']],
    licence: [['AGPLv3 source with commercial and free community licences.', 'licence']],
    waysIn: [['Smuggler, CSV.', 'export']],
    waysOut: [['Smuggler, ETL to SQL, Elasticsearch, Kafka.', 'changes']],
  },
  choose: ['.NET teams that want documents with transactions'],
  avoid: ['A team that must hire for it', 'Analytics', 'Answers right after a write through indexes'],
  traits: {
    fit: { documents: 3, 'key-value': 1, 'full text': 1, 'time series': 1, vectors: 1 },
    transactions: 'across records',
    consistency: 'tunable',
    partitioned: 'available',
    otherwise: 'choice',
    durability: 'durable',
    writes: 'sharded',
    regions: 'many writers',
    comfortableTerabytes: 2,
    comfortableWritesPerSecond: 20_000,
    readMilliseconds: 1,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'source available',
    effort: { own: 3, managed: 1 },
    floor: 2,
    familiar: 1,
  },
});
