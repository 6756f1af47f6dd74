import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'neptune',
  name: 'Amazon Neptune',
  also: ['neptune analytics'],
  category: 'graph',
  status: { kind: 'current' },
  summary: 'Property graphs (Gremlin, openCypher) and RDF (SPARQL) over Aurora’s kind of storage.',
  sources: {
    storage: {
      title: 'Neptune User Guide, Storage, reliability and availability',
      url: 'https://docs.aws.amazon.com/neptune/latest/userguide/feature-overview-storage.html',
      read: '2026-11-27',
    },
    limits: {
      title: 'Neptune User Guide, Limits',
      url: 'https://docs.aws.amazon.com/neptune/latest/userguide/limits.html',
      read: '2026-11-27',
    },
    transactions: {
      title: 'Neptune User Guide, Transaction isolation levels',
      url: 'https://docs.aws.amazon.com/neptune/latest/userguide/transactions-neptune.html',
    },
    replicas: {
      title: 'Neptune User Guide, Read replicas',
      url: 'https://docs.aws.amazon.com/neptune/latest/userguide/feature-overview-db-clusters.html',
    },
    load: {
      title: 'Neptune User Guide, Bulk loader',
      url: 'https://docs.aws.amazon.com/neptune/latest/userguide/bulk-load.html',
    },
    pricing: { title: 'Neptune pricing', url: 'https://aws.amazon.com/neptune/pricing/' },
    model: {
      title: 'Neptune User Guide, Graph data model',
      url: 'https://docs.aws.amazon.com/neptune/latest/userguide/feature-overview-data-model.html',
    },
  },
  facts: {
    dataModel: [['Property graph and RDF, kept apart.', 'model']],
    consistency: [
      [
        'One writer; replicas share its storage and lag slightly. CAP: consistent; PACELC: PC/EL with replicas.',
        'replicas',
      ],
    ],
    transactions: [
      ['Snapshot isolation for read-only queries, read committed with gap locks for changes.', 'transactions'],
    ],
    scaling: [['Up to 15 replicas for reads; a serverless form; one writer.', 'replicas']],
    limits: [['A cluster volume grows to 128 TiB (64 TiB in China and GovCloud).', 'storage']],
    indexes: [['Made by itself (three orders of quads, a fourth by choice); full text by OpenSearch.', 'model']],
    operations: [['Managed; in a private network only; backups and point in time.', 'limits']],
    cost: [['Instances, storage by high-water mark, I/O unless I/O-Optimized.', 'storage']],
    managed: [['AWS alone.', 'pricing']],
    licence: [['Proprietary service.', 'pricing']],
    waysIn: [['Bulk loader from S3, DMS.', 'load']],
    waysOut: [['neptune-export, streams.', 'load']],
  },
  choose: ['Graphs or RDF on AWS without own servers'],
  avoid: [
    'Another cloud',
    'A recursive query in PostgreSQL would do',
    'Graph algorithms over the whole graph (Neptune Analytics apart)',
  ],
  traits: {
    fit: { graph: 3 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'fast',
    durability: 'durable',
    writes: 'one node',
    regions: 'one writer',
    comfortableTerabytes: 20,
    comfortableWritesPerSecond: 5_000,
    readMilliseconds: 5,
    clouds: ['aws'],
    ownMachines: 'no',
    licence: 'proprietary',
    effort: { own: 5, managed: 1 },
    floor: 2,
    familiar: 1,
  },
});
