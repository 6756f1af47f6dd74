import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'mariadb',
  name: 'MariaDB',
  also: ['galera', 'maria'],
  category: 'relational',
  status: { kind: 'current' },
  summary: 'MySQL’s fork with its own features: system-versioned tables, sequences, Galera clusters, instant ALTERs.',
  sources: {
    innodb: {
      title: 'MariaDB, InnoDB Limitations',
      url: 'https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-limitations',
    },
    galera: {
      title: 'MariaDB Galera Cluster, Known Limitations',
      url: 'https://mariadb.com/docs/galera-cluster/reference/mariadb-galera-cluster-known-limitations',
    },
    versioned: {
      title: 'MariaDB, System-Versioned Tables',
      url: 'https://mariadb.com/docs/server/reference/sql-structure/temporal-tables/system-versioned-tables',
    },
    isolation: {
      title: 'MariaDB, SET TRANSACTION',
      url: 'https://mariadb.com/docs/server/reference/sql-statements/transactions/set-transaction',
    },
    alter: {
      title: 'MariaDB, InnoDB Online DDL',
      url: 'https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-online-ddl',
    },
    licence: {
      title: 'MariaDB Licensing FAQ',
      url: 'https://mariadb.com/docs/general-resources/community/community/faq/licensing-questions/licensing-faq',
    },
    differences: {
      title: 'MariaDB versus MySQL: Compatibility',
      url: 'https://mariadb.com/docs/release-notes/community-server/about/compatibility-and-differences',
    },
  },
  facts: {
    dataModel: [
      ['Tables as in MySQL; JSON is an alias of LONGTEXT with a check; sequences, UUID and INET types.', 'differences'],
      ['System-versioned tables keep the history of rows and answer AS OF.', 'versioned'],
    ],
    consistency: [
      [
        'One primary with asynchronous or semi-synchronous replicas; Galera certifies every commit on all nodes and stops a part without a majority.',
        'galera',
      ],
      [
        'CAP: consistent; PACELC: Galera PC/EC for conflicts, with reads that may lag unless wsrep_sync_wait is set.',
        'galera',
      ],
    ],
    transactions: [
      ['Repeatable read by default; DDL commits.', 'isolation'],
      [
        'In Galera a conflicting transaction fails with a deadlock error at commit; explicit table locks are not replicated.',
        'galera',
      ],
    ],
    scaling: [
      ['Reads by replicas; Galera gives several writers but no more writes, since every node applies all.', 'galera'],
    ],
    limits: [
      ['1,017 columns and 64 secondary indexes a table; 32 columns an index.', 'innodb'],
      ['Galera needs InnoDB and a primary key in each table.', 'galera'],
    ],
    indexes: [
      [
        'B-tree, full text, spatial; vectors from 11.7; no partial and no functional indexes (virtual columns instead).',
        'differences',
      ],
    ],
    operations: [
      [
        'Instant ADD, DROP and reorder of columns; a Galera cluster stops for an ALTER under total order isolation.',
        'alter',
      ],
    ],
    cost: [['Free; Galera wants at least three nodes.', 'galera']],
    managed: [['Amazon RDS, SkySQL; Azure Database for MariaDB was retired on 19 September 2025.', 'differences']],
    licence: [['GPL version 2; MaxScale and some plugins under the Business Source Licence.', 'licence']],
    waysIn: [['mariadb-dump, LOAD DATA; a MySQL 8 data directory cannot be taken over: dump and load.', 'differences']],
    waysOut: [['mariadb-dump, binary log (Debezium). GTIDs differ from MySQL’s.', 'differences']],
  },
  choose: [
    'Row history by the engine',
    'A small cluster that survives a node without promotion',
    'A distribution or host that brings it',
  ],
  avoid: ['Clouds without a managed offering (Azure, Google)', 'Software tested on MySQL 8 alone'],
  traits: {
    fit: {
      relational: 3,
      documents: 1,
      'key-value': 2,
      'time series': 1,
      analytics: 1,
      'full text': 1,
      vectors: 1,
      geospatial: 1,
    },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'sharded by hand',
    regions: 'one writer',
    comfortableTerabytes: 8,
    comfortableWritesPerSecond: 20_000,
    readMilliseconds: 1,
    clouds: ['aws'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 2, managed: 1 },
    floor: 1,
    familiar: 3,
  },
});
