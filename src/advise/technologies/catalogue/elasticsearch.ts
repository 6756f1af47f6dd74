import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'elasticsearch',
  name: 'Elasticsearch',
  also: ['elastic', 'elk'],
  category: 'search',
  status: { kind: 'current' },
  summary: 'Full text, facets, logs and vectors over Lucene shards; a copy of data that lives elsewhere.',
  sources: {
    shards: {
      title: 'Elastic, Size your shards',
      url: 'https://www.elastic.co/docs/deploy-manage/production-guidance/optimize-performance/size-shards',
    },
    limits: {
      title: 'Elastic, Mapping limit settings',
      url: 'https://www.elastic.co/docs/reference/elasticsearch/index-settings/mapping-limit',
    },
    nearRealTime: {
      title: 'Elastic, Near real-time search',
      url: 'https://www.elastic.co/docs/manage-data/data-store/near-real-time-search',
    },
    replication: {
      title: 'Elastic, Reading and writing documents',
      url: 'https://www.elastic.co/docs/deploy-manage/distributed-architecture/reading-and-writing-documents',
    },
    licence: { title: 'Elastic, licences', url: 'https://www.elastic.co/pricing/faq/licensing' },
    window: {
      title: 'Elastic, Paginate search results',
      url: 'https://www.elastic.co/docs/reference/elasticsearch/rest-apis/paginate-search-results',
    },
    concurrency: {
      title: 'Elastic, Optimistic concurrency control',
      url: 'https://www.elastic.co/docs/reference/elasticsearch/rest-apis/optimistic-concurrency-control',
    },
  },
  facts: {
    dataModel: [['JSON documents in indexes with a mapping; nested documents; no joins worth the name.', 'limits']],
    consistency: [
      [
        'A write goes to the primary and the replicas in sync; search sees it after a refresh, each second by default.',
        'nearRealTime',
      ],
      ['CAP: consistent for the master’s state, reads of replicas may be old. PACELC: PC/EL.', 'replication'],
    ],
    transactions: [['None over documents; one document by sequence number (compare and set).', 'concurrency']],
    scaling: [['An index has a fixed number of primary shards (split and shrink apart) and replicas.', 'shards']],
    limits: [
      [
        '10 to 50 GB and at most 200 million documents a shard are advised; 2,147,483,519 documents are the limit; 1,000 shards a node by default.',
        'shards',
      ],
      ['1,000 fields a mapping by default.', 'limits'],
      ['from + size up to 10,000; beyond by search_after.', 'window'],
    ],
    indexes: [
      ['Inverted index of every field, doc values, BKD trees for numbers and places, HNSW for vectors.', 'limits'],
    ],
    operations: [['Heap, shards, mappings and index lifecycles want care; a mapping changes by reindexing.', 'shards']],
    cost: [
      ['Memory and disks, times replicas; the licence’s tier for security and machine learning features.', 'licence'],
    ],
    managed: [['Elastic Cloud on AWS, Azure and Google Cloud.', 'licence']],
    licence: [['AGPLv3, SSPL or Elastic License 2.0 since August 2024.', 'licence']],
    waysIn: [['Bulk API, Logstash, Beats, Kafka Connect.', 'replication']],
    waysOut: [['Snapshots, scroll and search_after; OpenSearch reads indexes of 7.10 and older.', 'window']],
  },
  choose: ['Search with relevance, facets, languages, over many documents', 'Logs with text search'],
  avoid: [
    'The first and only store of the data',
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
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 4, managed: 2 },
    floor: 2,
    familiar: 3,
  },
});
