import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'postgresql',
  name: 'PostgreSQL',
  also: ['postgres', 'pg'],
  category: 'relational',
  status: { kind: 'current' },
  summary:
    'A general relational database that also holds documents, text search, places and vectors well enough for most products.',
  sources: {
    limits: {
      title: 'PostgreSQL 18, Appendix K. Limits',
      url: 'https://www.postgresql.org/docs/current/limits.html',
      read: '2026-11-27',
    },
    isolation: {
      title: 'PostgreSQL, 13.2 Transaction Isolation',
      url: 'https://www.postgresql.org/docs/current/transaction-iso.html',
    },
    replication: {
      title: 'PostgreSQL, 26.2 Log-Shipping Standby Servers',
      url: 'https://www.postgresql.org/docs/current/warm-standby.html',
    },
    partitioning: {
      title: 'PostgreSQL, 5.12 Table Partitioning',
      url: 'https://www.postgresql.org/docs/current/ddl-partitioning.html',
    },
    indexes: {
      title: 'PostgreSQL, 11.2 Index Types',
      url: 'https://www.postgresql.org/docs/current/indexes-types.html',
    },
    vacuum: {
      title: 'PostgreSQL, 24.1 Routine Vacuuming',
      url: 'https://www.postgresql.org/docs/current/routine-vacuuming.html',
    },
    connections: {
      title: 'PostgreSQL, 19.3 Connections and Authentication',
      url: 'https://www.postgresql.org/docs/current/runtime-config-connection.html',
    },
    json: { title: 'PostgreSQL, 8.14 JSON Types', url: 'https://www.postgresql.org/docs/current/datatype-json.html' },
    licence: { title: 'PostgreSQL Licence', url: 'https://www.postgresql.org/about/licence/' },
    logical: {
      title: 'PostgreSQL, 29 Logical Replication',
      url: 'https://www.postgresql.org/docs/current/logical-replication.html',
    },
    versions: { title: 'PostgreSQL Versioning Policy', url: 'https://www.postgresql.org/support/versioning/' },
  },
  facts: {
    dataModel: [
      ['Tables with types, keys and checks; arrays, ranges, enums, domains and composite types.', 'indexes'],
      ['jsonb stores documents decomposed and is indexed by GIN.', 'json'],
    ],
    consistency: [
      [
        'One primary takes writes: reads from it see every committed write. Standbys are asynchronous unless synchronous_standby_names says otherwise, so reads from them may be old.',
        'replication',
      ],
      [
        'CAP: consistent; without the primary there are no writes until a standby is promoted. PACELC: PC/EC on the primary; asynchronous standbys trade to low latency.',
        'replication',
      ],
    ],
    transactions: [
      [
        'Read committed by default; repeatable read is snapshot isolation; serializable detects dangerous structures and asks to retry (SQLSTATE 40001).',
        'isolation',
      ],
      ['DDL is transactional, CREATE INDEX CONCURRENTLY and a few others excepted.', 'isolation'],
    ],
    scaling: [
      [
        'Reads scale by streaming replicas; writes have one node. Tables are partitioned by range, list or hash inside it.',
        'partitioning',
      ],
      ['Logical replication publishes row changes of chosen tables to other servers and versions.', 'logical'],
    ],
    limits: [
      ['A relation is at most 32 TB at 8 kB pages; partitioning goes beyond.', 'limits'],
      [
        '1,600 columns a table (fewer where the row does not fit a page), 1 GB a field, 32 columns an index, 63 bytes an identifier, 65,535 parameters a query.',
        'limits',
      ],
      ['max_connections is 100 by default, and each connection is a process.', 'connections'],
    ],
    indexes: [
      [
        'B-tree, hash, GiST, SP-GiST, GIN and BRIN; partial, expression and covering (INCLUDE) indexes; built without stopping writes by CONCURRENTLY.',
        'indexes',
      ],
    ],
    operations: [
      [
        'Dead rows are removed by autovacuum; transaction ids must be frozen before 2 billion have passed, or the server refuses writes.',
        'vacuum',
      ],
      ['A major version is supported for 5 years; changing it takes pg_upgrade or logical replication.', 'versions'],
      ['A pooler (PgBouncer) is needed where there are more than a few hundred clients.', 'connections'],
    ],
    cost: [
      [
        'Free; machines, storage and people cost. Memory for the working set and IOPS for its rest come first.',
        'licence',
      ],
    ],
    managed: [
      ['Amazon RDS and Aurora, Azure Database for PostgreSQL, Cloud SQL and AlloyDB, and many others.', 'licence'],
    ],
    licence: [['PostgreSQL Licence, permissive.', 'licence']],
    waysIn: [['COPY, foreign data wrappers, logical replication; pgloader from MySQL and SQLite; AWS DMS.', 'logical']],
    waysOut: [['pg_dump as SQL, COPY as CSV, logical decoding (Debezium) as a stream.', 'logical']],
  },
  choose: [
    'Related data with rules that must hold, by a team that wants one engine for nearly everything',
    'When the future queries are not known: joins, windows and aggregates are all there',
    'Documents, full text, places (PostGIS) or vectors (pgvector) beside relational data, at moderate scale',
  ],
  avoid: [
    'Writes that one large machine cannot take (some 50,000 small transactions a second), unless sharded by the application or Citus',
    'Writers in several regions at once',
    'Thousands of short-lived connections without a pooler',
  ],
  traits: {
    fit: {
      relational: 3,
      documents: 2,
      'key-value': 2,
      'time series': 2,
      analytics: 2,
      graph: 1,
      'full text': 2,
      vectors: 2,
      geospatial: 3,
      coordination: 1,
      cache: 1,
    },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'sharded by hand',
    regions: 'one writer',
    comfortableTerabytes: 10,
    comfortableWritesPerSecond: 20_000,
    readMilliseconds: 1,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 2, managed: 1 },
    floor: 1,
    familiar: 3,
  },
});
