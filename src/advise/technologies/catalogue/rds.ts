import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'rds',
  name: 'Amazon RDS',
  also: ['amazon relational database service'],
  category: 'relational',
  status: { kind: 'current' },
  summary: 'PostgreSQL, MySQL, MariaDB, SQL Server, Oracle and Db2 run by AWS on one machine with a standby.',
  hosts: ['postgresql', 'mysql', 'mariadb', 'sql-server', 'oracle'],
  sources: {
    limits: {
      title: 'RDS User Guide, Quotas and constraints',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html',
    },
    storage: {
      title: 'RDS User Guide, Storage',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html',
    },
    multiAz: {
      title: 'RDS User Guide, Multi-AZ deployments',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html',
    },
    replicas: {
      title: 'RDS User Guide, Read replicas',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html',
    },
    backups: {
      title: 'RDS User Guide, Backup retention',
      url: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html',
    },
    pricing: { title: 'RDS pricing', url: 'https://aws.amazon.com/rds/pricing/' },
  },
  facts: {
    dataModel: [['That of its engine.', 'limits']],
    consistency: [
      [
        'Multi-AZ copies synchronously to a standby; read replicas follow asynchronously. CAP: consistent; PACELC: PC/EC, PC/EL from replicas.',
        'multiAz',
      ],
    ],
    transactions: [['Those of its engine.', 'limits']],
    scaling: [['Larger instances; up to 15 read replicas for PostgreSQL, MySQL and MariaDB.', 'replicas']],
    limits: [
      [
        '64 TiB a PostgreSQL, MySQL, MariaDB or Oracle instance; 40 instances a region by default (adjustable).',
        'storage',
      ],
    ],
    indexes: [['Those of its engine, with the extensions that AWS allows.', 'limits']],
    operations: [
      ['Patches in a window; failover in one to two minutes; no superuser.', 'multiAz'],
      ['Point in time within 1 to 35 days; 0 turns backups off.', 'backups'],
    ],
    cost: [['Instance hours (twice with Multi-AZ), storage, IOPS, backups.', 'pricing']],
    managed: [['AWS; the engines run anywhere.', 'pricing']],
    licence: [['A service; the engine’s own licence for SQL Server and Oracle.', 'pricing']],
    waysIn: [['Dump and load, DMS, replication from outside.', 'replicas']],
    waysOut: [['Dump, logical replication, DMS.', 'replicas']],
  },
  choose: ['An ordinary relational database on AWS'],
  avoid: ['Extensions that it does not allow', 'Superuser rights', 'Failover within seconds (Aurora)'],
  traits: {
    fit: {
      relational: 3,
      documents: 2,
      'key-value': 2,
      'time series': 1,
      analytics: 1,
      'full text': 2,
      vectors: 2,
      geospatial: 3,
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
    clouds: ['aws'],
    ownMachines: 'no',
    licence: 'proprietary',
    effort: { own: 5, managed: 1 },
    floor: 1,
    familiar: 3,
  },
});
