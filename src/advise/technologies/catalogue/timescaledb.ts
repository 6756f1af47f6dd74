import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'timescaledb',
  name: 'TimescaleDB',
  also: ['timescale', 'tigerdata', 'tiger cloud'],
  category: 'time series',
  status: { kind: 'current' },
  summary: 'PostgreSQL with tables cut by time, compressed by columns, aggregated continuously.',
  sources: {
    limits: {
      title: 'TimescaleDB, Limitations',
      url: 'https://docs.timescale.com/use-timescale/latest/limitations/',
      read: '2026-11-27',
    },
    hypertables: {
      title: 'TimescaleDB, Hypertables',
      url: 'https://docs.timescale.com/use-timescale/latest/hypertables/',
    },
    editions: {
      title: 'TimescaleDB, Editions',
      url: 'https://docs.timescale.com/about/latest/timescaledb-editions/',
      read: '2026-11-27',
    },
    compression: {
      title: 'TimescaleDB, Compression',
      url: 'https://docs.timescale.com/use-timescale/latest/compression/',
    },
    aggregates: {
      title: 'TimescaleDB, Continuous aggregates',
      url: 'https://docs.timescale.com/use-timescale/latest/continuous-aggregates/',
    },
    postgres: {
      title: 'PostgreSQL 18, Appendix K. Limits',
      url: 'https://www.postgresql.org/docs/current/limits.html',
      read: '2026-11-27',
    },
  },
  facts: {
    dataModel: [['PostgreSQL’s tables; a hypertable is cut into chunks by time.', 'hypertables']],
    consistency: [
      ['As PostgreSQL: one primary, asynchronous replicas. CAP: consistent; PACELC: PC/EC.', 'hypertables'],
    ],
    transactions: [['As PostgreSQL, over time series and other tables together.', 'hypertables']],
    scaling: [
      [
        'One node writes; replicas read. Chunks keep indexes small; compression by columns keeps disks small.',
        'compression',
      ],
    ],
    limits: [
      [
        'Time columns cannot be NULL; unique indexes must hold the partitioning columns; foreign keys between hypertables are not supported.',
        'limits',
      ],
      ['A chunk is a table: 32 TB at most.', 'postgres'],
    ],
    indexes: [['PostgreSQL’s, made on every chunk; sparse ones on compressed chunks.', 'hypertables']],
    operations: [
      ['Policies for retention, compression and refresh; chunk interval to be fitted to memory.', 'aggregates'],
    ],
    cost: [['As PostgreSQL; compression lowers storage much.', 'compression']],
    managed: [['Tiger Cloud; on Azure Database for PostgreSQL the Apache edition.', 'editions']],
    licence: [
      [
        'Apache 2.0 edition; compression and continuous aggregates under the Timescale License, which forbids offering it as a service.',
        'editions',
      ],
    ],
    waysIn: [['COPY, logical replication, timescaledb-parallel-copy.', 'hypertables']],
    waysOut: [['pg_dump, COPY.', 'hypertables']],
  },
  choose: ['Metrics or events beside relational data, with SQL and joins', 'A PostgreSQL team whose time series grew'],
  avoid: ['More writes than one node takes', 'Amazon RDS and other services without the extension'],
  traits: {
    fit: { 'time series': 3, relational: 3, analytics: 2, documents: 1, 'key-value': 1, geospatial: 2, vectors: 1 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'one node',
    regions: 'one writer',
    comfortableTerabytes: 20,
    comfortableWritesPerSecond: 100_000,
    readMilliseconds: 2,
    clouds: ['aws', 'azure'],
    ownMachines: 'yes',
    licence: 'source available',
    effort: { own: 2, managed: 1 },
    floor: 1,
    familiar: 2,
  },
});
