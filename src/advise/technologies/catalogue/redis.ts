import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'redis',
  name: 'Redis',
  also: ['valkey', 'elasticache', 'memorydb'],
  category: 'key-value',
  status: { kind: 'current' },
  summary: 'Data structures in memory: caches, sessions, counters, queues, leaderboards, locks of moderate trust.',
  sources: {
    scaling: {
      title: 'Redis, Scale with Redis Cluster',
      url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/scaling/',
      read: '2026-11-27',
    },
    replication: {
      title: 'Redis, Replication',
      url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/replication/',
      read: '2026-11-27',
    },
    transactions: {
      title: 'Redis, Transactions',
      url: 'https://redis.io/docs/latest/develop/using-commands/transactions/',
      read: '2026-11-27',
    },
    persistence: {
      title: 'Redis, Persistence',
      url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/',
      read: '2026-11-27',
    },
    types: { title: 'Redis, Data types', url: 'https://redis.io/docs/latest/develop/data-types/', read: '2026-11-27' },
    search: {
      title: 'Redis, Search and query',
      url: 'https://redis.io/docs/latest/develop/ai/search-and-query/',
      read: '2026-11-27',
    },
  },
  facts: {
    dataModel: [
      ['Strings, hashes, lists, sets, sorted sets, streams, bitmaps, geo, JSON, vectors under keys.', 'types'],
    ],
    consistency: [
      [
        'Replication is asynchronous by default; Redis Cluster may lose writes that it acknowledged. WAIT lowers the danger and gives no strong consistency.',
        'scaling',
      ],
      ['CAP: neither guaranteed; the majority side goes on after a failover. PACELC: PA/EL.', 'replication'],
    ],
    transactions: [
      [
        'MULTI runs commands one after the other without others between; there is no rollback. WATCH gives compare and set.',
        'transactions',
      ],
    ],
    scaling: [
      [
        'Redis Cluster spreads 16,384 hash slots over primaries; several keys in one command must share a slot.',
        'scaling',
      ],
    ],
    limits: [
      ['512 MB a string; 4,294,967,295 members a list, set or hash.', 'types'],
      ['The data set must fit memory.', 'persistence'],
    ],
    indexes: [['The key; sorted sets by score; secondary, text and vector indexes by Redis Search.', 'search']],
    operations: [
      [
        'Snapshots (RDB) and append-only file (AOF), by default flushed each second: up to a second can be lost. Saving forks, which wants spare memory.',
        'persistence',
      ],
    ],
    cost: [['Memory, twice with a replica.', 'replication']],
    managed: [['Redis Cloud, Amazon ElastiCache and MemoryDB, Azure Managed Redis, Memorystore.', 'persistence']],
    licence: [['From 8.0: RSALv2, SSPLv1 or AGPLv3. Valkey is the BSD fork of 7.2.', 'search']],
    waysIn: [['redis-cli --pipe, replication from another server, RDB files.', 'replication']],
    waysOut: [['RDB and AOF files; Valkey reads those of Redis 7.2.', 'persistence']],
  },
  choose: [
    'A cache in front of a database',
    'Sessions, rate limits, counters, leaderboards, short queues',
    'Answers under a millisecond',
  ],
  avoid: ['The only copy of what must not be lost', 'More data than memory', 'Locks on which money depends'],
  traits: {
    fit: { cache: 3, 'key-value': 3, coordination: 1, 'full text': 1, vectors: 2, geospatial: 1, 'time series': 1 },
    transactions: 'within a record',
    consistency: 'eventual',
    partitioned: 'available',
    otherwise: 'fast',
    durability: 'optional',
    writes: 'sharded',
    regions: 'one writer',
    comfortableTerabytes: 0.5,
    comfortableWritesPerSecond: 500_000,
    readMilliseconds: 0.3,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 2, managed: 1 },
    floor: 1,
    familiar: 3,
  },
});
