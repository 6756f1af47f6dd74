import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'bigquery',
  name: 'Google BigQuery',
  also: ['bq'],
  category: 'analytics',
  status: { kind: 'current' },
  summary: 'A warehouse without servers: columns in Google’s storage, queries billed by bytes or slots.',
  sources: {
    quotas: {
      title: 'BigQuery, Quotas and limits',
      url: 'https://docs.cloud.google.com/bigquery/quotas',
      read: '2026-11-27',
    },
    transactions: {
      title: 'BigQuery, Multi-statement transactions',
      url: 'https://docs.cloud.google.com/bigquery/docs/transactions',
    },
    partitions: {
      title: 'BigQuery, Partitioned tables',
      url: 'https://docs.cloud.google.com/bigquery/docs/partitioned-tables',
    },
    clusters: {
      title: 'BigQuery, Clustered tables',
      url: 'https://docs.cloud.google.com/bigquery/docs/clustered-tables',
    },
    pricing: { title: 'BigQuery pricing', url: 'https://cloud.google.com/bigquery/pricing' },
    load: { title: 'BigQuery, Loading data', url: 'https://docs.cloud.google.com/bigquery/docs/loading-data' },
    reliability: {
      title: 'BigQuery, Reliability',
      url: 'https://docs.cloud.google.com/bigquery/docs/reliability-intro',
    },
    search: { title: 'BigQuery, Search indexes', url: 'https://docs.cloud.google.com/bigquery/docs/search-intro' },
  },
  facts: {
    dataModel: [['Tables with nested and repeated columns; keys are declared and not enforced.', 'clusters']],
    consistency: [
      [
        'A query sees a snapshot of what is committed; streamed rows are readable at once. CAP: consistent; PACELC: PC/EC.',
        'reliability',
      ],
    ],
    transactions: [
      [
        'Over statements and tables with snapshot isolation; conflicting changes of one table are cancelled.',
        'transactions',
      ],
    ],
    scaling: [['By the service, in slots.', 'reliability']],
    limits: [['10,000 columns and 10,000 partitions a table; a query may run 6 hours.', 'quotas']],
    indexes: [['None to keep: partitions and up to 4 cluster columns; search and vector indexes.', 'search']],
    operations: [['No servers; costs want watching: quotas by user and by project.', 'quotas']],
    cost: [['Bytes read by queries, or slots by hour; storage, halved after 90 days unchanged.', 'pricing']],
    managed: [['Google Cloud alone; Omni reads other clouds.', 'pricing']],
    licence: [['Proprietary service.', 'pricing']],
    waysIn: [['Load jobs, Storage Write API, Datastream, federated queries.', 'load']],
    waysOut: [['EXPORT DATA as Parquet or Avro, Storage Read API, Iceberg tables.', 'load']],
  },
  choose: ['Reports over terabytes without servers, beside the transactional database'],
  avoid: ['Point reads and writes of single rows', 'Answers in milliseconds', 'A budget without limits set'],
  traits: {
    fit: { analytics: 3, 'time series': 1, geospatial: 1, vectors: 1 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'sharded',
    regions: 'one writer',
    comfortableTerabytes: 10_000,
    comfortableWritesPerSecond: 100_000,
    readMilliseconds: 1_000,
    clouds: ['gcp'],
    ownMachines: 'no',
    licence: 'proprietary',
    effort: { own: 5, managed: 1 },
    floor: 1,
    familiar: 2,
  },
});
