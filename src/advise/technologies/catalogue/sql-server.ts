import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'sql-server',
  name: 'SQL Server',
  also: ['mssql', 'microsoft sql server', 'azure sql', 'azure sql database'],
  category: 'relational',
  status: { kind: 'current' },
  summary: 'Microsoft’s relational database, with tools, analytics and a managed form (Azure SQL Database).',
  sources: {
    limits: {
      title: 'SQL Server, Maximum capacity specifications',
      url: 'https://learn.microsoft.com/sql/sql-server/maximum-capacity-specifications-for-sql-server',
    },
    isolation: {
      title: 'SQL Server, SET TRANSACTION ISOLATION LEVEL',
      url: 'https://learn.microsoft.com/sql/t-sql/statements/set-transaction-isolation-level-transact-sql',
    },
    groups: {
      title: 'SQL Server, Always On availability groups',
      url: 'https://learn.microsoft.com/sql/database-engine/availability-groups/windows/overview-of-always-on-availability-groups-sql-server',
    },
    editions: {
      title: 'SQL Server 2022, Editions and supported features',
      url: 'https://learn.microsoft.com/sql/sql-server/editions-and-components-of-sql-server-2022',
    },
    indexes: {
      title: 'SQL Server, Indexes',
      url: 'https://learn.microsoft.com/sql/relational-databases/indexes/indexes',
    },
    hyperscale: {
      title: 'Azure SQL Database, Hyperscale service tier',
      url: 'https://learn.microsoft.com/azure/azure-sql/database/service-tier-hyperscale',
    },
    online: {
      title: 'SQL Server, Perform index operations online',
      url: 'https://learn.microsoft.com/sql/relational-databases/indexes/perform-index-operations-online',
    },
  },
  facts: {
    dataModel: [
      ['Tables, clustered or heap; temporal, graph, memory-optimised and ledger tables; XML and JSON.', 'indexes'],
    ],
    consistency: [
      [
        'One primary writes; availability groups commit synchronously or asynchronously to secondaries that may serve reads.',
        'groups',
      ],
      ['CAP: consistent; PACELC: PC/EC with synchronous commit.', 'groups'],
    ],
    transactions: [
      [
        'Read committed by locks by default on own machines (readers wait for writers); by row versions in Azure SQL Database. Snapshot and serializable can be chosen.',
        'isolation',
      ],
      ['DDL is transactional.', 'isolation'],
    ],
    scaling: [
      ['Up to 9 replicas in an availability group.', 'groups'],
      ['Hyperscale keeps up to 128 TB in Azure and adds replicas for reads.', 'hyperscale'],
    ],
    limits: [
      [
        '1,024 columns a table (30,000 in wide tables with sparse columns), 999 non-clustered indexes, 16 key columns of together 900 bytes (clustered) or 1,700 (non-clustered), 8,060 bytes a row in the page, 15,000 partitions, 524,272 TB a database.',
        'limits',
      ],
      ['Express Edition: 10 GB a database, 1,410 MB of buffer pool.', 'editions'],
    ],
    indexes: [
      ['Clustered and non-clustered B+ trees, filtered, INCLUDE, columnstore, full text, spatial, XML.', 'indexes'],
    ],
    operations: [
      [
        'Online index builds and most availability features need the Enterprise Edition; statistics, index maintenance and backups are the team’s on own machines.',
        'online',
      ],
    ],
    cost: [['Licences by core: Enterprise costs several times Standard. Azure bills by vCore or DTU.', 'editions']],
    managed: [
      ['Azure SQL Database and Managed Instance, Amazon RDS for SQL Server, Cloud SQL for SQL Server.', 'hyperscale'],
    ],
    licence: [['Proprietary; Developer Edition free outside production, Express free with limits.', 'editions']],
    waysIn: [['bcp, BULK INSERT, SSMA from Oracle and MySQL, Data Migration Service.', 'indexes']],
    waysOut: [['bcp, BACPAC, change data capture (Debezium).', 'indexes']],
  },
  choose: [
    '.NET teams with licences and tools',
    'Azure with one engine for transactions and reports',
    'Ledger or temporal tables by the engine',
  ],
  avoid: ['A small budget', 'Open source demanded', 'Many small databases on own machines'],
  traits: {
    fit: {
      relational: 3,
      documents: 1,
      'key-value': 2,
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
    comfortableTerabytes: 20,
    comfortableWritesPerSecond: 20_000,
    readMilliseconds: 1,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'proprietary',
    effort: { own: 3, managed: 1 },
    floor: 2,
    familiar: 3,
  },
});
