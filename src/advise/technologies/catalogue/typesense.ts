import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'typesense',
  name: 'Typesense',
  also: [],
  category: 'search',
  status: { kind: 'current' },
  summary: 'Search in memory with typos forgiven, replicated by Raft.',
  sources: {
    requirements: {
      title: 'Typesense, System requirements',
      url: 'https://typesense.org/docs/guide/system-requirements.html',
      read: '2026-11-27',
    },
    availability: {
      title: 'Typesense, High availability',
      url: 'https://typesense.org/docs/guide/high-availability.html',
      read: '2026-11-27',
    },
    faq: {
      title: 'Typesense, Frequently asked questions',
      url: 'https://typesense.org/docs/guide/faqs.html',
      read: '2026-11-27',
    },
    licence: { title: 'Typesense, licence', url: 'https://github.com/typesense/typesense/blob/main/LICENSE.txt' },
    cloud: { title: 'Typesense Cloud', url: 'https://cloud.typesense.org/' },
  },
  facts: {
    dataModel: [
      [
        'JSON documents in collections with a schema (or one told from the data); joins of collections by reference.',
        'faq',
      ],
    ],
    consistency: [
      [
        'A leader orders writes, every node holds everything and answers reads. CAP: consistent by quorum; PACELC: PC/EL.',
        'availability',
      ],
    ],
    transactions: [['None; one document.', 'faq']],
    scaling: [['Nodes add reads and safety, not room: the whole set is on each.', 'availability']],
    limits: [
      [
        'Memory of 2 to 3 times the searched fields; 3 nodes for one failure, 5 for two; 2 typos a word at most.',
        'requirements',
      ],
    ],
    indexes: [['All declared fields, in memory; vectors (HNSW), geo, facets.', 'requirements']],
    operations: [['One binary; raw documents on disk, indexes built into memory at start.', 'requirements']],
    cost: [['Memory, times nodes.', 'requirements']],
    managed: [['Typesense Cloud.', 'cloud']],
    licence: [['GPLv3.', 'licence']],
    waysIn: [['JSONL import.', 'faq']],
    waysOut: [['Export as JSONL, snapshots.', 'faq']],
  },
  choose: ['A search box that must survive a node, over data that fits memory'],
  avoid: ['Logs and analytics', 'More data than memory', 'The only store of the data'],
  traits: {
    fit: { 'full text': 3, vectors: 1, geospatial: 1 },
    transactions: 'within a record',
    consistency: 'eventual',
    partitioned: 'consistent',
    otherwise: 'fast',
    durability: 'durable',
    writes: 'one node',
    regions: 'one writer',
    comfortableTerabytes: 0.1,
    comfortableWritesPerSecond: 1_000,
    readMilliseconds: 10,
    clouds: ['aws'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 2, managed: 1 },
    floor: 1,
    familiar: 1,
  },
});
