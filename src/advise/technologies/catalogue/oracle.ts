import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'oracle',
  name: 'Oracle Database',
  also: ['oracle', 'oracle db', 'plsql'],
  category: 'relational',
  status: { kind: 'current' },
  summary: 'The relational database with the most features, and with a price to match.',
  sources: {
    limits: {
      title: 'Oracle Database 23ai Reference, Logical Database Limits',
      url: 'https://docs.oracle.com/en/database/oracle/oracle-database/23/refrn/logical-database-limits.html',
    },
    types: {
      title: 'Oracle Database 23ai SQL Language Reference, Data Types',
      url: 'https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/Data-Types.html',
    },
    consistency: {
      title: 'Oracle Database 23ai Concepts, Data Concurrency and Consistency',
      url: 'https://docs.oracle.com/en/database/oracle/oracle-database/23/cncpt/data-concurrency-and-consistency.html',
    },
    rac: {
      title: 'Oracle Real Application Clusters',
      url: 'https://docs.oracle.com/en/database/oracle/oracle-database/23/racad/introduction-to-oracle-rac.html',
    },
    guard: {
      title: 'Oracle Data Guard Concepts',
      url: 'https://docs.oracle.com/en/database/oracle/oracle-database/23/sbydb/introduction-to-oracle-data-guard-concepts.html',
    },
    licence: {
      title: 'Oracle Database Licensing Information',
      url: 'https://docs.oracle.com/en/database/oracle/oracle-database/23/dblic/',
    },
  },
  facts: {
    dataModel: [
      [
        'Tables, object types, XML, JSON with duality views (23ai), spatial and graph. The empty string is NULL.',
        'types',
      ],
    ],
    consistency: [
      [
        'Readers see a consistent point by undo, never waiting for writers; RAC instances share one database.',
        'consistency',
      ],
      ['CAP: consistent; PACELC: PC/EC, Data Guard by its protection mode.', 'guard'],
    ],
    transactions: [['Read committed by default; serializable is snapshot isolation. DDL commits.', 'consistency']],
    scaling: [
      [
        'RAC: several machines over shared storage. Data Guard: standbys that serve reads (Active Data Guard). Sharding as an option.',
        'rac',
      ],
    ],
    limits: [
      [
        '1,000 columns a table (4,096 in 23ai with MAX_COLUMNS), 32 columns an index, over one million partitions, VARCHAR2 of 4,000 bytes or 32,767 by MAX_STRING_SIZE.',
        'limits',
      ],
    ],
    indexes: [
      ['B-tree, bitmap, function-based, domain (text, spatial), invisible; local and global on partitions.', 'limits'],
    ],
    operations: [
      ['Strong diagnostics (AWR, ASH) behind extra licences; patches and upgrades want an administrator.', 'licence'],
    ],
    cost: [
      ['Licences by core and option (partitioning, RAC, Active Data Guard, diagnostics) are the main cost.', 'licence'],
    ],
    managed: [
      ['Oracle Autonomous Database, Oracle Database@Azure, @AWS and @Google Cloud, Amazon RDS for Oracle.', 'licence'],
    ],
    licence: [['Proprietary; Oracle Database Free with limits on CPU, memory and data.', 'licence']],
    waysIn: [['SQL*Loader, Data Pump, GoldenGate.', 'types']],
    waysOut: [['Data Pump, GoldenGate, LogMiner (Debezium), ora2pg to PostgreSQL, AWS SCT and DMS.', 'types']],
  },
  choose: ['What runs on it already and depends on PL/SQL or RAC', 'A company with licences and administrators'],
  avoid: ['Anything new that a free engine can do', 'A small budget'],
  traits: {
    fit: {
      relational: 3,
      documents: 2,
      'key-value': 1,
      'time series': 1,
      analytics: 2,
      graph: 1,
      'full text': 1,
      vectors: 1,
      geospatial: 2,
    },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'sharded by hand',
    regions: 'one writer',
    comfortableTerabytes: 50,
    comfortableWritesPerSecond: 50_000,
    readMilliseconds: 1,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'proprietary',
    effort: { own: 4, managed: 2 },
    floor: 3,
    familiar: 2,
  },
});
