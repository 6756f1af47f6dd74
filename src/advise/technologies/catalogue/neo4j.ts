import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'neo4j',
  name: 'Neo4j',
  also: ['cypher', 'auradb'],
  category: 'graph',
  status: { kind: 'current' },
  summary:
    'Nodes and relationships with properties, asked in Cypher; steps along relationships cost the same at any size.',
  sources: {
    formats: {
      title: 'Neo4j Operations Manual, Store formats',
      url: 'https://neo4j.com/docs/operations-manual/current/database-internals/store-formats/',
      read: '2026-11-27',
    },
    isolation: {
      title: 'Neo4j Operations Manual, Concurrent data access',
      url: 'https://neo4j.com/docs/operations-manual/current/database-internals/concurrent-data-access/',
      read: '2026-11-27',
    },
    clustering: {
      title: 'Neo4j Operations Manual, Clustering',
      url: 'https://neo4j.com/docs/operations-manual/current/clustering/introduction/',
      read: '2026-11-27',
    },
    indexes: { title: 'Neo4j Cypher Manual, Indexes', url: 'https://neo4j.com/docs/cypher-manual/current/indexes/' },
    licence: { title: 'Neo4j, Licensing', url: 'https://neo4j.com/licensing/' },
    importing: {
      title: 'Neo4j Operations Manual, Import',
      url: 'https://neo4j.com/docs/operations-manual/current/import/',
    },
    memory: {
      title: 'Neo4j Operations Manual, Memory configuration',
      url: 'https://neo4j.com/docs/operations-manual/current/performance/memory-configuration/',
    },
  },
  facts: {
    dataModel: [['Labelled nodes, typed and directed relationships, properties on both.', 'indexes']],
    consistency: [
      [
        'A write needs a majority of the primaries; bookmarks let a client read its own writes from any member. CAP: consistent; PACELC: PC/EL.',
        'clustering',
      ],
    ],
    transactions: [['ACID, read committed by default; serializable by taking locks.', 'isolation']],
    scaling: [
      [
        'Primaries for fault tolerance, secondaries for reads; one leader writes a database. Sharding of a graph is by hand (composite databases) or by the maker’s newer editions.',
        'clustering',
      ],
    ],
    limits: [
      ['Block format (Enterprise): 2^48 nodes; 2^31 labels.', 'formats'],
      ['Community Edition: the aligned format and one standard database.', 'formats'],
    ],
    indexes: [['Range, text, point, full text, vector; constraints with them.', 'indexes']],
    operations: [['Page cache and heap are set apart; clusters are an Enterprise feature.', 'memory']],
    cost: [['Memory for the graph; the Enterprise licence.', 'licence']],
    managed: [['AuraDB on AWS, Azure and Google Cloud.', 'licence']],
    licence: [['Community: GPLv3; Enterprise: proprietary.', 'licence']],
    waysIn: [['LOAD CSV, neo4j-admin database import.', 'importing']],
    waysOut: [['APOC export, dump, change data capture (Enterprise).', 'importing']],
  },
  choose: [
    'Paths of unknown length: fraud rings, recommendations, rights, networks',
    'Many kinds of relationships that change',
  ],
  avoid: ['One or two levels of a hierarchy: a recursive query does it', 'Aggregates over all rows', 'Heavy writes'],
  traits: {
    fit: { graph: 3, 'full text': 1, vectors: 1, documents: 1 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'fast',
    durability: 'durable',
    writes: 'one node',
    regions: 'one writer',
    comfortableTerabytes: 2,
    comfortableWritesPerSecond: 5_000,
    readMilliseconds: 2,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 3, managed: 1 },
    floor: 1,
    familiar: 2,
  },
});
