import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'influxdb',
  name: 'InfluxDB',
  also: ['influx'],
  category: 'time series',
  status: { kind: 'current' },
  summary: 'Points with tags and fields; version 3 keeps them as Parquet in object storage and speaks SQL.',
  sources: {
    core: { title: 'InfluxDB 3 Core', url: 'https://docs.influxdata.com/influxdb3/core/', read: '2026-11-27' },
    limits: {
      title: 'InfluxDB 3, Database, table and column limits',
      url: 'https://docs.influxdata.com/influxdb3/core/admin/databases/',
      read: '2026-11-27',
    },
    durability: {
      title: 'InfluxDB 3, Durability',
      url: 'https://docs.influxdata.com/influxdb3/core/reference/internals/durability/',
      read: '2026-11-27',
    },
    start: {
      title: 'InfluxDB 3, Get started',
      url: 'https://docs.influxdata.com/influxdb3/core/get-started/',
      read: '2026-11-27',
    },
    enterprise: { title: 'InfluxDB 3 Enterprise', url: 'https://docs.influxdata.com/influxdb3/enterprise/' },
  },
  facts: {
    dataModel: [['Tables of tags, fields and a time; line protocol in, SQL and InfluxQL out.', 'start']],
    consistency: [
      [
        'A point is readable once it is in the buffer; the write-ahead log is flushed to object storage each second by default. CAP: one node in Core; PACELC: EL.',
        'durability',
      ],
    ],
    transactions: [['None; a point of the same tags and time replaces the former.', 'start']],
    scaling: [
      ['Core is one node; Enterprise adds read replicas, high availability and compaction of history.', 'enterprise'],
    ],
    limits: [
      ['Core: 5 databases, 2,000 tables, 500 columns a table; Enterprise: 100 and 10,000.', 'limits'],
      ['Core is made for recent data: queries of long ranges are limited.', 'start'],
    ],
    indexes: [['By time and sort order; last-value and distinct-value caches.', 'core']],
    operations: [['Stateless but for object storage; versions 1, 2 and 3 differ in language and storage.', 'start']],
    cost: [['Object storage is cheap; Enterprise and Cloud by contract or use.', 'enterprise']],
    managed: [['InfluxDB Cloud; Amazon Timestream for InfluxDB.', 'enterprise']],
    licence: [['Core: MIT or Apache 2.0; Enterprise: proprietary.', 'core']],
    waysIn: [['Line protocol, Telegraf, client libraries.', 'start']],
    waysOut: [['SQL over Flight, Parquet files.', 'start']],
  },
  choose: ['Metrics and sensors with Telegraf, recent data first'],
  avoid: ['Joins with relational data', 'Long histories in the free version', 'Changing points afterwards'],
  traits: {
    fit: { 'time series': 3, analytics: 1 },
    transactions: 'none',
    consistency: 'eventual',
    partitioned: 'consistent',
    otherwise: 'fast',
    durability: 'durable',
    writes: 'one node',
    regions: 'one writer',
    comfortableTerabytes: 10,
    comfortableWritesPerSecond: 300_000,
    readMilliseconds: 10,
    clouds: ['aws', 'azure', 'gcp'],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 2, managed: 1 },
    floor: 1,
    familiar: 2,
  },
});
