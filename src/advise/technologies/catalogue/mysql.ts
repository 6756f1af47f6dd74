import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'mysql',
  name: 'MySQL',
  also: ['innodb', 'percona'],
  category: 'relational',
  status: { kind: 'current' },
  summary:
    'The relational database of much of the web: clustered primary keys, simple replication, many people who know it.',
  sources: {
    innodb: {
      title: 'MySQL 8.4, 17.21 InnoDB Limits',
      url: 'https://dev.mysql.com/doc/refman/8.4/en/innodb-limits.html',
      read: '2026-11-27',
    },
    columns: {
      title: 'MySQL 8.4, 10.4.7 Limits on Table Column Count and Row Size',
      url: 'https://dev.mysql.com/doc/refman/8.4/en/column-count-limit.html',
      read: '2026-11-27',
    },
    isolation: {
      title: 'MySQL 8.4, 17.7.2.1 Transaction Isolation Levels',
      url: 'https://dev.mysql.com/doc/refman/8.4/en/innodb-transaction-isolation-levels.html',
    },
    commit: {
      title: 'MySQL 8.4, 15.3.3 Statements That Cause an Implicit Commit',
      url: 'https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html',
    },
    replication: {
      title: 'MySQL 8.4, 19 Replication',
      url: 'https://dev.mysql.com/doc/refman/8.4/en/replication.html',
    },
    group: {
      title: 'MySQL 8.4, 20 Group Replication',
      url: 'https://dev.mysql.com/doc/refman/8.4/en/group-replication.html',
    },
    online: {
      title: 'MySQL 8.4, 17.12.1 Online DDL Operations',
      url: 'https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html',
    },
    clustered: {
      title: 'MySQL 8.4, 17.6.2.1 Clustered and Secondary Indexes',
      url: 'https://dev.mysql.com/doc/refman/8.4/en/innodb-index-types.html',
    },
    partitioning: {
      title: 'MySQL 8.4, 26.6 Restrictions and Limitations on Partitioning',
      url: 'https://dev.mysql.com/doc/refman/8.4/en/partitioning-limitations.html',
    },
    licence: { title: 'MySQL: Commercial License and GPL', url: 'https://www.mysql.com/about/legal/licensing/oem/' },
  },
  facts: {
    dataModel: [
      [
        'Tables; InnoDB keeps the rows in the primary key’s B-tree and secondary indexes hold the primary key’s value. JSON is a type.',
        'clustered',
      ],
    ],
    consistency: [
      [
        'One source takes writes; replicas are asynchronous, or semi-synchronous by plugin. Group Replication certifies writes by a majority.',
        'replication',
      ],
      ['CAP: consistent on the source; PACELC: PC/EL with asynchronous replicas that serve reads.', 'replication'],
    ],
    transactions: [
      ['Repeatable read by default, with next-key locks; read uncommitted to serializable can be set.', 'isolation'],
      ['DDL commits the transaction that is open.', 'commit'],
    ],
    scaling: [
      ['Reads scale by replicas; writes by one source, by shards of the application or by Vitess.', 'replication'],
      ['A group has at most 9 members.', 'group'],
    ],
    limits: [
      [
        '1,017 columns and 64 secondary indexes a table; 16 columns an index; 3,072 bytes a key in DYNAMIC rows.',
        'innodb',
      ],
      [
        'A row is at most 65,535 bytes without BLOB and TEXT; what is kept in the page slightly less than half of it (about 8,000 bytes at 16 KB).',
        'columns',
      ],
      ['A tablespace is at most 64 TB at 16 KB pages.', 'innodb'],
      [
        '8,192 partitions a table; every unique key must hold the partition columns, and foreign keys are not allowed.',
        'partitioning',
      ],
    ],
    indexes: [
      [
        'B-tree (clustered primary key), full text, spatial (R-tree), functional parts, descending, invisible; no partial indexes.',
        'clustered',
      ],
    ],
    operations: [
      [
        'Many ALTERs are instant or in place; those that copy the table stop writes (gh-ost and pt-online-schema-change avoid it).',
        'online',
      ],
      ['Metadata locks: a long transaction makes an ALTER wait, and everything behind it.', 'online'],
    ],
    cost: [['The Community Edition is free; the buffer pool wants memory for the working set.', 'licence']],
    managed: [['Amazon RDS and Aurora, Azure Database for MySQL, Cloud SQL, HeatWave, PlanetScale.', 'licence']],
    licence: [['GPL version 2, or commercial by Oracle.', 'licence']],
    waysIn: [
      [
        'LOAD DATA, mysqlsh util.importTable, AWS DMS; compatible replication from MariaDB only in part.',
        'replication',
      ],
    ],
    waysOut: [['mysqldump, mysqlsh dump, row-based binary log (Debezium), pgloader to PostgreSQL.', 'replication']],
  },
  choose: [
    'A team that knows it, or software that demands it',
    'Many point reads and writes by primary key',
    'Sharding with Vitess later',
  ],
  avoid: [
    'Transactional migrations',
    'Partial indexes, rich types or extensions',
    'Complicated analytical queries over many joins',
  ],
  traits: {
    fit: {
      relational: 3,
      documents: 1,
      'key-value': 2,
      'time series': 1,
      analytics: 1,
      'full text': 1,
      geospatial: 1,
      cache: 1,
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
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 2, managed: 1 },
    floor: 1,
    familiar: 3,
  },
});
