import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'yugabytedb',
  name: 'YugabyteDB',
  also: ['yugabyte'],
  category: 'distributed SQL',
  status: { kind: 'current' },
  summary: 'PostgreSQL’s own query layer over tablets replicated by Raft.',
  sources: {
    isolation: {
      title: 'YugabyteDB, Transaction isolation levels',
      url: 'https://docs.yugabyte.com/stable/architecture/transactions/isolation-levels/',
      read: '2026-11-27',
    },
    levels: {
      title: 'YugabyteDB, Isolation levels',
      url: 'https://docs.yugabyte.com/stable/explore/transactions/isolation-levels/',
      read: '2026-11-27',
    },
    goals: {
      title: 'YugabyteDB, Design goals',
      url: 'https://docs.yugabyte.com/stable/architecture/design-goals/',
      read: '2026-11-27',
    },
    deploy: { title: 'YugabyteDB, Deployment checklist', url: 'https://docs.yugabyte.com/stable/deploy/checklist/' },
    sharding: {
      title: 'YugabyteDB, Sharding',
      url: 'https://docs.yugabyte.com/stable/architecture/docdb-sharding/sharding/',
    },
    voyager: { title: 'YugabyteDB Voyager', url: 'https://docs.yugabyte.com/stable/yugabyte-voyager/' },
    licence: { title: 'YugabyteDB, licence', url: 'https://github.com/yugabyte/yugabyte-db/blob/master/LICENSE.md' },
  },
  facts: {
    dataModel: [['YSQL: PostgreSQL’s tables, functions and triggers. YCQL: Cassandra’s language.', 'goals']],
    consistency: [
      [
        'Raft by tablet; single rows are linearizable; followers may serve older reads. CAP: consistent; PACELC: PC/EC.',
        'goals',
      ],
    ],
    transactions: [
      [
        'Serializable, snapshot and read committed. Read committed is on by default for new universes since 2025.2; before, snapshot stood for it.',
        'levels',
      ],
      ['Clients must retry serialization errors, except in read committed.', 'isolation'],
    ],
    scaling: [['Tables split into tablets by hash or range; nodes are added while it runs.', 'sharding']],
    limits: [['Replication factor 3 at least for production; rows should stay under 32 MB.', 'deploy']],
    indexes: [
      [
        'PostgreSQL’s B-tree as LSM, global over tablets; GIN; hash-sharded by default, so ranges need ASC or DESC.',
        'sharding',
      ],
    ],
    operations: [['Three nodes at least; clocks in step; rolling upgrades.', 'deploy']],
    cost: [['Three copies; each index write may be a distributed transaction.', 'sharding']],
    managed: [['YugabyteDB Aeon on AWS, Azure and Google Cloud.', 'voyager']],
    licence: [['Apache License 2.0 for the database; Anywhere is proprietary.', 'licence']],
    waysIn: [['Voyager from PostgreSQL, MySQL, Oracle.', 'voyager']],
    waysOut: [['ysql_dump, change data capture.', 'voyager']],
  },
  choose: ['PostgreSQL’s functions and triggers beyond one machine', 'Survival of a zone without promotion'],
  avoid: ['What one PostgreSQL holds', 'Many small tables of one tenant each', 'Joins over much data at once'],
  traits: {
    fit: { relational: 3, 'key-value': 2, 'wide rows': 2, documents: 1, vectors: 1 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'sharded',
    regions: 'many writers',
    comfortableTerabytes: 100,
    comfortableWritesPerSecond: 200_000,
    readMilliseconds: 3,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 4, managed: 2 },
    floor: 2,
    familiar: 1,
  },
});
