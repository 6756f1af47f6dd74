import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'opensearch',
  name: 'OpenSearch',
  also: ['amazon opensearch service'],
  category: 'search',
  status: { kind: 'current' },
  summary: 'Elasticsearch 7.10’s fork under Apache 2.0: text, logs, vectors, with security included.',
  sources: {
    intro: {
      title: 'OpenSearch, Intro',
      url: 'https://docs.opensearch.org/latest/getting-started/intro/',
      read: '2026-11-27',
    },
    settings: {
      title: 'OpenSearch, Cluster and index settings',
      url: 'https://docs.opensearch.org/latest/install-and-configure/configuring-opensearch/cluster-settings/',
      read: '2026-11-27',
    },
    tuning: { title: 'OpenSearch, Creating a cluster', url: 'https://docs.opensearch.org/latest/tuning-your-cluster/' },
    aws: {
      title: 'Amazon OpenSearch Service, Choosing the number of shards',
      url: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/bp-sharding.html',
    },
    snapshots: {
      title: 'OpenSearch, Snapshots',
      url: 'https://docs.opensearch.org/latest/tuning-your-cluster/availability-and-recovery/snapshots/index/',
    },
    licence: {
      title: 'OpenSearch, licence',
      url: 'https://github.com/opensearch-project/OpenSearch/blob/main/LICENSE.txt',
    },
    concurrency: {
      title: 'OpenSearch, Index document API',
      url: 'https://docs.opensearch.org/latest/api-reference/document-apis/index-document/',
    },
  },
  facts: {
    dataModel: [['JSON documents in indexes of shards.', 'intro']],
    consistency: [
      [
        'A write is seen by searches after a refresh; replicas are written with the primary. CAP: consistent state of the cluster; PACELC: PC/EL.',
        'settings',
      ],
    ],
    transactions: [['None; one document by sequence number.', 'concurrency']],
    scaling: [['Primary shards are fixed at creation, replicas are not; by default one replica for each.', 'intro']],
    limits: [
      ['10 to 30 GB a shard for search, 30 to 50 GB for logs are advised; 1,000 fields a mapping by default.', 'aws'],
    ],
    indexes: [['Inverted, doc values, k-NN vectors, points.', 'intro']],
    operations: [['Dedicated managers, shards and heap to be fitted; index state management.', 'tuning']],
    cost: [['Memory and disks times replicas.', 'aws']],
    managed: [['Amazon OpenSearch Service and Serverless, Aiven, OCI.', 'aws']],
    licence: [['Apache License 2.0.', 'licence']],
    waysIn: [['Bulk API, Data Prepper, OpenSearch Ingestion.', 'tuning']],
    waysOut: [['Snapshots, scroll and point in time.', 'snapshots']],
  },
  choose: ['Search or logs under an open licence or on AWS'],
  avoid: [
    'The only store of the data',
    'Exact answers right after a write',
    'A few hundred thousand rows that PostgreSQL can search',
  ],
  traits: {
    fit: { 'full text': 3, vectors: 2, documents: 1, analytics: 1, 'time series': 1, geospatial: 2 },
    transactions: 'within a record',
    consistency: 'eventual',
    partitioned: 'consistent',
    otherwise: 'fast',
    durability: 'durable',
    writes: 'sharded',
    regions: 'one writer',
    comfortableTerabytes: 100,
    comfortableWritesPerSecond: 100_000,
    readMilliseconds: 10,
    clouds: ['aws'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 4, managed: 2 },
    floor: 2,
    familiar: 2,
  },
});
