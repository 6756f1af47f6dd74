import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'documentdb',
  name: 'Amazon DocumentDB',
  also: ['docdb'],
  category: 'document',
  status: { kind: 'current' },
  summary: 'MongoDB’s protocol on AWS over Aurora’s kind of storage; not MongoDB, and not all of it.',
  sources: {
    limits: {
      title: 'DocumentDB Developer Guide, Quotas and limits',
      url: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/limits.html',
    },
    elastic: {
      title: 'DocumentDB Developer Guide, Elastic clusters',
      url: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/docdb-using-elastic-clusters.html',
      read: '2026-11-27',
    },
    apis: {
      title: 'DocumentDB Developer Guide, Supported MongoDB APIs',
      url: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/mongo-apis.html',
    },
    how: {
      title: 'DocumentDB Developer Guide, How it works',
      url: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/how-it-works.html',
    },
    transactions: {
      title: 'DocumentDB Developer Guide, Transactions',
      url: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/transactions.html',
    },
    pricing: { title: 'DocumentDB pricing', url: 'https://aws.amazon.com/documentdb/pricing/' },
  },
  facts: {
    dataModel: [['BSON documents; a part of MongoDB’s operators.', 'apis']],
    consistency: [
      [
        'Writes are durable on a majority of six copies in three zones; replicas are eventually consistent. CAP: consistent on the primary; PACELC: PC/EL.',
        'how',
      ],
    ],
    transactions: [['Over documents with snapshot isolation, of one minute at most.', 'transactions']],
    scaling: [
      ['Up to 15 replicas; elastic clusters shard by hash (a 5.0 protocol, not on engine version 8.0).', 'elastic'],
    ],
    limits: [['128 TiB a cluster volume, 16 MB a document, 64 indexes a collection.', 'limits']],
    indexes: [['B-tree, partial, sparse, TTL, text, 2dsphere, vector.', 'apis']],
    operations: [['Managed; in a private network.', 'how']],
    cost: [['Instances, storage, I/O unless I/O-Optimized.', 'pricing']],
    managed: [['AWS alone. Azure DocumentDB is another product (PostgreSQL’s DocumentDB extension).', 'pricing']],
    licence: [['Proprietary service.', 'pricing']],
    waysIn: [['mongorestore, AWS DMS.', 'apis']],
    waysOut: [['mongodump, change streams, DMS.', 'apis']],
  },
  choose: ['MongoDB’s protocol under an AWS contract, with what it supports checked first'],
  avoid: ['All of MongoDB', 'Another cloud', 'Documents that a jsonb column would hold'],
  traits: {
    fit: { documents: 3, 'key-value': 1, vectors: 1, 'full text': 1 },
    transactions: 'across records',
    consistency: 'tunable',
    partitioned: 'consistent',
    otherwise: 'choice',
    durability: 'durable',
    writes: 'sharded',
    regions: 'one writer',
    comfortableTerabytes: 20,
    comfortableWritesPerSecond: 20_000,
    readMilliseconds: 2,
    clouds: ['aws'],
    ownMachines: 'no',
    licence: 'proprietary',
    effort: { own: 5, managed: 1 },
    floor: 2,
    familiar: 2,
  },
});
