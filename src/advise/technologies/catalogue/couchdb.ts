import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'couchdb',
  name: 'Apache CouchDB',
  also: ['cloudant', 'pouchdb'],
  category: 'document',
  status: { kind: 'current' },
  summary: 'Documents over HTTP with replication in every direction, made for devices that are often offline.',
  sources: {
    consistency: {
      title: 'CouchDB, Eventual Consistency',
      url: 'https://docs.couchdb.org/en/stable/intro/consistency.html',
      read: '2026-11-27',
    },
    config: {
      title: 'CouchDB, Base Configuration',
      url: 'https://docs.couchdb.org/en/stable/config/couchdb.html',
      read: '2026-11-27',
    },
    sharding: {
      title: 'CouchDB, Shard Management',
      url: 'https://docs.couchdb.org/en/stable/cluster/sharding.html',
      read: '2026-11-27',
    },
    conflicts: {
      title: 'CouchDB, Replication and conflict model',
      url: 'https://docs.couchdb.org/en/stable/replication/conflicts.html',
    },
    find: { title: 'CouchDB, /db/_index', url: 'https://docs.couchdb.org/en/stable/api/database/find.html' },
    compaction: { title: 'CouchDB, Compaction', url: 'https://docs.couchdb.org/en/stable/maintenance/compaction.html' },
    licence: { title: 'Apache License 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  facts: {
    dataModel: [['JSON documents with revisions and attachments; views by map and reduce.', 'conflicts']],
    consistency: [
      [
        'Eventual, by choice: readers and writers never wait for one another (MVCC). CAP: available; PACELC: PA/EL.',
        'consistency',
      ],
    ],
    transactions: [
      [
        'One document; an update must name the revision it replaces, else 409. Concurrent revisions are kept as conflicts to be resolved.',
        'conflicts',
      ],
    ],
    scaling: [
      [
        'A database has q shards (2 by default) of n copies (3 by default); a quorum of (n div 2) + 1 answers.',
        'sharding',
      ],
    ],
    limits: [['8,000,000 bytes a document by default.', 'config']],
    indexes: [['Views built at the first read after a change, Mango indexes, search by Lucene or Nouveau.', 'find']],
    operations: [['Compaction of databases and views; deleted documents leave tombstones.', 'compaction']],
    cost: [['Disks: each revision is written anew until compaction.', 'compaction']],
    managed: [['IBM Cloudant.', 'licence']],
    licence: [['Apache License 2.0.', 'licence']],
    waysIn: [['_bulk_docs, replication.', 'conflicts']],
    waysOut: [['_all_docs, _changes as a stream, replication.', 'conflicts']],
  },
  choose: ['Offline first, with PouchDB in the browser or on a phone', 'Many small databases that follow one another'],
  avoid: ['Queries that are not known yet', 'Rules over several documents', 'Heavy writes to few documents'],
  traits: {
    fit: { documents: 3, 'key-value': 1 },
    transactions: 'within a record',
    consistency: 'eventual',
    partitioned: 'available',
    otherwise: 'fast',
    durability: 'durable',
    writes: 'sharded',
    regions: 'many writers',
    comfortableTerabytes: 2,
    comfortableWritesPerSecond: 5_000,
    readMilliseconds: 5,
    clouds: [],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 3, managed: 1 },
    floor: 1,
    familiar: 1,
  },
});
