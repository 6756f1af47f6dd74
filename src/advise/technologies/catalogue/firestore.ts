import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'firestore',
  name: 'Google Cloud Firestore',
  also: ['firebase', 'cloud firestore'],
  category: 'document',
  status: { kind: 'current' },
  summary: 'Documents that clients read, write and listen to directly, with offline caches, billed by operation.',
  sources: {
    quotas: {
      title: 'Firestore, Quotas and limits',
      url: 'https://docs.cloud.google.com/firestore/quotas',
      read: '2026-11-27',
    },
    model: { title: 'Firestore, Data model', url: 'https://docs.cloud.google.com/firestore/native/docs/data-model' },
    transactions: {
      title: 'Firestore, Transactions and batched writes',
      url: 'https://docs.cloud.google.com/firestore/native/docs/manage-data/transactions',
    },
    indexes: {
      title: 'Firestore, Index overview',
      url: 'https://docs.cloud.google.com/firestore/native/docs/query-data/index-overview',
    },
    locations: { title: 'Firestore, Locations', url: 'https://docs.cloud.google.com/firestore/native/docs/locations' },
    pricing: { title: 'Firestore pricing', url: 'https://cloud.google.com/firestore/pricing' },
    practice: {
      title: 'Firestore, Best practices',
      url: 'https://docs.cloud.google.com/firestore/native/docs/best-practices',
    },
    export: {
      title: 'Firestore, Export and import data',
      url: 'https://docs.cloud.google.com/firestore/native/docs/manage-data/export-import',
    },
  },
  facts: {
    dataModel: [['Documents in collections and subcollections; no joins.', 'model']],
    consistency: [
      [
        'Strong for reads and queries on the server; clients may read their offline cache. CAP: consistent; PACELC: PC/EC.',
        'transactions',
      ],
    ],
    transactions: [
      ['Serializable over documents: optimistic in mobile clients, pessimistic in server libraries.', 'transactions'],
    ],
    scaling: [
      [
        'Splits by key range by itself; new collections should ramp up (500 operations a second, half as much more each 5 minutes).',
        'practice',
      ],
    ],
    limits: [
      ['1 MiB a document, 20 levels of maps, 40,000 index entries a document, 10 MiB a request.', 'quotas'],
      ['Free tier: 1 GiB, 50,000 reads and 20,000 writes a day.', 'quotas'],
    ],
    indexes: [
      [
        'Every field by itself; composite indexes are declared; none for a query, no query (Standard edition).',
        'indexes',
      ],
    ],
    operations: [['No servers; security rules are part of the program.', 'practice']],
    cost: [['By document read, written and deleted: a listener that reads much is dear.', 'pricing']],
    managed: [['Google Cloud alone, in one region or a multi-region.', 'locations']],
    licence: [['Proprietary service.', 'pricing']],
    waysIn: [['Import of exports, server libraries in bulk.', 'export']],
    waysOut: [['Export to Cloud Storage and BigQuery.', 'export']],
  },
  choose: [
    'Mobile and web clients that talk to the database themselves, live and offline',
    'A product that starts small on Google Cloud',
  ],
  avoid: ['Reports and aggregates', 'Relational rules', 'Another cloud later'],
  traits: {
    fit: { documents: 3, 'key-value': 2 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'sharded',
    regions: 'one writer',
    comfortableTerabytes: 50,
    comfortableWritesPerSecond: 10_000,
    readMilliseconds: 20,
    clouds: ['gcp'],
    ownMachines: 'no',
    licence: 'proprietary',
    effort: { own: 5, managed: 1 },
    floor: 1,
    familiar: 2,
  },
});
