import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'mongodb',
  name: 'MongoDB',
  also: ['mongo', 'atlas', 'mongodb atlas'],
  category: 'document',
  status: { kind: 'current' },
  summary: 'Documents by key and by secondary index, replica sets and shards, with transactions where they are needed.',
  sources: {
    limits: {
      title: 'MongoDB Manual, Limits and Thresholds',
      url: 'https://www.mongodb.com/docs/manual/reference/limits/',
      read: '2026-11-27',
    },
    transactions: {
      title: 'MongoDB Manual, Transactions',
      url: 'https://www.mongodb.com/docs/manual/core/transactions/',
    },
    readConcern: {
      title: 'MongoDB Manual, Read Concern',
      url: 'https://www.mongodb.com/docs/manual/reference/read-concern/',
    },
    writeConcern: {
      title: 'MongoDB Manual, Write Concern',
      url: 'https://www.mongodb.com/docs/manual/reference/write-concern/',
    },
    sharding: { title: 'MongoDB Manual, Sharding', url: 'https://www.mongodb.com/docs/manual/sharding/' },
    indexes: { title: 'MongoDB Manual, Indexes', url: 'https://www.mongodb.com/docs/manual/indexes/' },
    licence: {
      title: 'MongoDB, Server Side Public License',
      url: 'https://www.mongodb.com/legal/licensing/server-side-public-license',
    },
    replication: { title: 'MongoDB Manual, Replication', url: 'https://www.mongodb.com/docs/manual/replication/' },
  },
  facts: {
    dataModel: [
      [
        'BSON documents in collections, embedded or referenced; validation by JSON Schema; $lookup joins in an aggregation.',
        'limits',
      ],
    ],
    consistency: [
      [
        'One primary a replica set; write concern is majority by default since 5.0; read concern local, majority, snapshot or linearizable.',
        'writeConcern',
      ],
      [
        'CAP: consistent with majority; a part without a majority takes no writes. PACELC: PC/EC with majority, PC/EL with secondary reads.',
        'readConcern',
      ],
    ],
    transactions: [
      [
        'One document changes atomically. Transactions over documents and shards have snapshot isolation and, by default, 60 seconds.',
        'transactions',
      ],
    ],
    scaling: [
      ['Up to 50 members a replica set, 7 of them voting.', 'replication'],
      ['Shards by range or hash of a shard key; resharding is possible and copies the collection.', 'sharding'],
    ],
    limits: [
      [
        '16 megabytes a document, 100 levels of nesting, 64 indexes a collection, 32 fields a compound index.',
        'limits',
      ],
      ['An aggregation stage may use 100 megabytes of memory before it spills to disk.', 'limits'],
    ],
    indexes: [
      [
        'B-tree: compound, multikey, partial, sparse, TTL, hashed, text, 2dsphere, wildcard; search and vector indexes in Atlas.',
        'indexes',
      ],
    ],
    operations: [['Three members at least; elections take seconds; the working set should fit memory.', 'replication']],
    cost: [['Atlas bills by cluster size, storage and backup; own machines times three for each shard.', 'sharding']],
    managed: [
      [
        'MongoDB Atlas on AWS, Azure and Google Cloud. Amazon DocumentDB and Cosmos DB speak part of its protocol.',
        'licence',
      ],
    ],
    licence: [['Server Side Public License: source available, not OSI approved.', 'licence']],
    waysIn: [['mongoimport, mongosync, Relational Migrator.', 'sharding']],
    waysOut: [['mongodump, mongoexport, change streams (Debezium).', 'replication']],
  },
  choose: [
    'Documents that are read and written as a whole and differ in shape',
    'Growth of writes over shards with a natural key',
    'A team that knows it',
  ],
  avoid: [
    'Data that is related in many ways and asked in many ways',
    'Many transactions over many documents',
    'Arrays that grow without end',
  ],
  traits: {
    fit: {
      documents: 3,
      'key-value': 2,
      relational: 1,
      'time series': 2,
      analytics: 1,
      graph: 1,
      'full text': 2,
      vectors: 2,
      geospatial: 2,
    },
    transactions: 'across records',
    consistency: 'tunable',
    partitioned: 'consistent',
    otherwise: 'choice',
    durability: 'durable',
    writes: 'sharded',
    regions: 'one writer',
    comfortableTerabytes: 50,
    comfortableWritesPerSecond: 100_000,
    readMilliseconds: 1,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'source available',
    effort: { own: 3, managed: 1 },
    floor: 1,
    familiar: 3,
  },
});
