import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'synapse',
  name: 'Azure Synapse Analytics',
  also: ['azure synapse', 'sql data warehouse'],
  category: 'analytics',
  status: { kind: 'current' },
  summary: 'A warehouse of 60 distributions in Azure; Microsoft points new work to Fabric Data Warehouse.',
  sources: {
    limits: {
      title: 'Synapse, Capacity limits of dedicated SQL pool',
      url: 'https://learn.microsoft.com/azure/synapse-analytics/sql-data-warehouse/sql-data-warehouse-service-capacity-limits',
      read: '2026-11-27',
    },
    architecture: {
      title: 'Synapse, Dedicated SQL pool architecture',
      url: 'https://learn.microsoft.com/azure/synapse-analytics/sql-data-warehouse/massively-parallel-processing-mpp-architecture',
    },
    transactions: {
      title: 'Synapse, Transactions',
      url: 'https://learn.microsoft.com/azure/synapse-analytics/sql-data-warehouse/sql-data-warehouse-develop-transactions',
    },
    indexes: {
      title: 'Synapse, Indexing tables',
      url: 'https://learn.microsoft.com/azure/synapse-analytics/sql-data-warehouse/sql-data-warehouse-tables-index',
    },
    pricing: { title: 'Synapse pricing', url: 'https://azure.microsoft.com/pricing/details/synapse-analytics/' },
    load: {
      title: 'Synapse, Load data',
      url: 'https://learn.microsoft.com/azure/synapse-analytics/sql-data-warehouse/design-elt-data-loading',
    },
  },
  facts: {
    dataModel: [['Tables distributed by hash, round robin or copied; T-SQL.', 'architecture']],
    consistency: [['One control node: readers see what is committed. CAP: consistent; PACELC: PC/EC.', 'architecture']],
    transactions: [
      ['Read uncommitted by default, read committed snapshot by choice; no foreign keys are enforced.', 'transactions'],
    ],
    scaling: [['60 distributions over 1 to 60 nodes; compute can be paused.', 'architecture']],
    limits: [
      [
        '128 queries at once, 1,024 sessions, 240 TB of compressed row storage (columns without limit), 1,024 columns a table.',
        'limits',
      ],
    ],
    indexes: [['Clustered columnstore by default; clustered, non-clustered, heaps.', 'indexes']],
    operations: [['Distribution keys, statistics and workload classes to be kept.', 'architecture']],
    cost: [['By data warehouse unit and hour.', 'pricing']],
    managed: [['Azure alone; Microsoft advises Fabric Data Warehouse for new warehouses.', 'limits']],
    licence: [['Proprietary service.', 'pricing']],
    waysIn: [['COPY INTO, PolyBase, Data Factory.', 'load']],
    waysOut: [['CREATE EXTERNAL TABLE AS SELECT, to Fabric by its upgrade.', 'load']],
  },
  choose: ['A warehouse that is there already'],
  avoid: ['New warehouses: look at Fabric first', 'Transactions and point reads', 'Less than a terabyte'],
  traits: {
    fit: { analytics: 3 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'sharded',
    regions: 'one writer',
    comfortableTerabytes: 500,
    comfortableWritesPerSecond: 1_000,
    readMilliseconds: 500,
    clouds: ['azure'],
    ownMachines: 'no',
    licence: 'proprietary',
    effort: { own: 5, managed: 3 },
    floor: 3,
    familiar: 2,
  },
});
