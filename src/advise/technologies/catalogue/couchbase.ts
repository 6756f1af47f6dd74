import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'couchbase',
  name: 'Couchbase',
  also: ['capella'],
  category: 'document',
  status: { kind: 'current' },
  summary: 'Documents behind a memory-first key-value store, with SQL++, search, analytics and sync to devices.',
  sources: {
    limits: {
      title: 'Couchbase Server, Size Limits',
      url: 'https://docs.couchbase.com/server/current/learn/clusters-and-availability/size-limitations.html',
      read: '2026-11-27',
    },
    transactions: {
      title: 'Couchbase Server, Transactions',
      url: 'https://docs.couchbase.com/server/current/learn/data/transactions.html',
      read: '2026-11-27',
    },
    durability: {
      title: 'Couchbase Server, Durability',
      url: 'https://docs.couchbase.com/server/current/learn/data/durability.html',
      read: '2026-11-27',
    },
    xdcr: {
      title: 'Couchbase Server, Cross Data Center Replication',
      url: 'https://docs.couchbase.com/server/current/learn/clusters-and-availability/xdcr-overview.html',
      read: '2026-11-27',
    },
    indexes: {
      title: 'Couchbase Server, Indexes',
      url: 'https://docs.couchbase.com/server/current/learn/services-and-indexes/indexes/indexes.html',
    },
    editions: {
      title: 'Couchbase Server, Editions',
      url: 'https://docs.couchbase.com/server/current/introduction/editions.html',
    },
  },
  facts: {
    dataModel: [['JSON documents in buckets, scopes and collections, by key or by SQL++.', 'indexes']],
    consistency: [
      [
        'A key’s active node answers: strong by key. Indexes follow asynchronously unless the query asks request_plus. CAP: consistent by key; PACELC: PC/EL, and PA/EL over XDCR.',
        'durability',
      ],
    ],
    transactions: [
      ['Over several documents, with read committed and monotonic atomic view.', 'transactions'],
      [
        'Durable writes wait for a majority, for up to two replicas; else a write is acknowledged from memory.',
        'durability',
      ],
    ],
    scaling: [
      [
        '1,024 partitions spread over data nodes; services (query, index, search) grow apart. XDCR links clusters.',
        'xdcr',
      ],
    ],
    limits: [
      ['20 MB a document, 250 bytes a key, 30 buckets a cluster.', 'limits'],
      ['60,000 key-value connections a data node by default.', 'limits'],
    ],
    indexes: [['Global secondary, array, partial, full text, vector, spatial.', 'indexes']],
    operations: [['Rebalancing, memory quotas for each service; failover after a time that is set.', 'editions']],
    cost: [['Memory for keys and metadata; the licence.', 'editions']],
    managed: [['Couchbase Capella on AWS, Azure and Google Cloud.', 'editions']],
    licence: [['Enterprise: proprietary. Community: limited in nodes and features; source under BSL 1.1.', 'editions']],
    waysIn: [['cbimport, XDCR, Kafka connector.', 'xdcr']],
    waysOut: [['cbexport, cbbackupmgr, DCP through Kafka.', 'xdcr']],
  },
  choose: ['Profiles and sessions by key in under a millisecond, with queries beside', 'Sync to mobile devices'],
  avoid: ['A small budget', 'Relational rules', 'Open source demanded'],
  traits: {
    fit: { documents: 3, 'key-value': 3, cache: 2, 'full text': 1, vectors: 1, analytics: 1 },
    transactions: 'across records',
    consistency: 'tunable',
    partitioned: 'consistent',
    otherwise: 'fast',
    durability: 'optional',
    writes: 'sharded',
    regions: 'many writers',
    comfortableTerabytes: 20,
    comfortableWritesPerSecond: 200_000,
    readMilliseconds: 0.5,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'source available',
    effort: { own: 4, managed: 2 },
    floor: 2,
    familiar: 1,
  },
});
