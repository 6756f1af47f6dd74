import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'meilisearch',
  name: 'Meilisearch',
  also: ['meili'],
  category: 'search',
  status: { kind: 'current' },
  summary: 'Search as you type with typos forgiven, set up in minutes.',
  sources: {
    limits: {
      title: 'Meilisearch, Known limitations',
      url: 'https://www.meilisearch.com/docs/resources/help/known_limitations',
      read: '2026-11-27',
    },
    storage: {
      title: 'Meilisearch, Storage',
      url: 'https://www.meilisearch.com/docs/resources/internals/storage',
      read: '2026-11-27',
    },
    tasks: {
      title: 'Meilisearch, Asynchronous operations',
      url: 'https://www.meilisearch.com/docs/learn/async/asynchronous_operations',
    },
    licence: { title: 'Meilisearch, licence', url: 'https://github.com/meilisearch/meilisearch/blob/main/LICENSE' },
    cloud: { title: 'Meilisearch Cloud', url: 'https://www.meilisearch.com/pricing' },
    snapshots: {
      title: 'Meilisearch, Snapshots and dumps',
      url: 'https://www.meilisearch.com/docs/learn/data_backup/snapshots_vs_dumps',
    },
  },
  facts: {
    dataModel: [['JSON documents with a primary key in indexes.', 'limits']],
    consistency: [
      [
        'Writes are tasks done one after the other in the background; searches see them when they are done. One node: CAP does not apply; PACELC: EL.',
        'tasks',
      ],
    ],
    transactions: [['A task is atomic (LMDB has ACID transactions); none for clients.', 'storage']],
    scaling: [['One node in the open edition; sharding and replicas in the commercial one.', 'cloud']],
    limits: [
      [
        '4,294,967,296 documents an index, 65,536 attributes, 65,535 positions an attribute, 10 words a query, 1,000 searches at once, 511 bytes a key.',
        'limits',
      ],
    ],
    indexes: [['Everything searchable by default; filterable and sortable attributes are named; vectors.', 'limits']],
    operations: [['One binary; settings reindex; memory-mapped files want memory.', 'storage']],
    cost: [['One machine, or the cloud by use.', 'cloud']],
    managed: [['Meilisearch Cloud.', 'cloud']],
    licence: [['MIT; some enterprise features under BUSL 1.1.', 'licence']],
    waysIn: [['JSON, NDJSON, CSV; up to 100 MB a request by default.', 'limits']],
    waysOut: [['Dumps, documents over HTTP.', 'snapshots']],
  },
  choose: ['A search box over up to some millions of documents', 'A small team without search engineers'],
  avoid: ['Logs and analytics', 'High availability on own machines without a licence', 'The only store of the data'],
  traits: {
    fit: { 'full text': 3, vectors: 1 },
    transactions: 'none',
    consistency: 'eventual',
    partitioned: 'consistent',
    otherwise: 'fast',
    durability: 'durable',
    writes: 'one node',
    regions: 'one writer',
    comfortableTerabytes: 0.2,
    comfortableWritesPerSecond: 1_000,
    readMilliseconds: 20,
    clouds: ['aws'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 1, managed: 1 },
    floor: 1,
    familiar: 2,
  },
});
