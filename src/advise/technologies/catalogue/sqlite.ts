import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'sqlite',
  name: 'SQLite',
  also: ['libsql', 'turso', 'litestream', 'd1'],
  category: 'relational',
  status: { kind: 'current' },
  summary: 'A relational database in a file, inside the program: no server, one writer at a time.',
  sources: {
    limits: { title: 'SQLite, Implementation Limits', url: 'https://www.sqlite.org/limits.html' },
    when: { title: 'SQLite, Appropriate Uses', url: 'https://www.sqlite.org/whentouse.html' },
    isolation: { title: 'SQLite, Isolation', url: 'https://www.sqlite.org/isolation.html' },
    wal: { title: 'SQLite, Write-Ahead Logging', url: 'https://www.sqlite.org/wal.html' },
    alter: { title: 'SQLite, ALTER TABLE', url: 'https://www.sqlite.org/lang_altertable.html' },
    types: { title: 'SQLite, Datatypes', url: 'https://www.sqlite.org/datatype3.html' },
    copyright: { title: 'SQLite, Copyright', url: 'https://www.sqlite.org/copyright.html' },
    backup: { title: 'SQLite, Backup API', url: 'https://www.sqlite.org/backup.html' },
  },
  facts: {
    dataModel: [
      [
        'Tables whose columns have an affinity rather than a type, unless the table is STRICT; JSON functions.',
        'types',
      ],
    ],
    consistency: [
      [
        'One file, one machine: every read sees the last commit. CAP does not apply; a replicating layer (LiteFS, libSQL) brings its own behaviour.',
        'isolation',
      ],
    ],
    transactions: [
      ['Serializable: writers one after the other. With WAL, readers do not wait for the writer.', 'wal'],
      ['DDL is transactional.', 'alter'],
    ],
    scaling: [['No replication of its own; a file for each tenant scales over machines.', 'when']],
    limits: [
      [
        '281 TB a database, 2,000 columns by default (32,767 at most), 1 billion bytes a string or blob by default.',
        'limits',
      ],
    ],
    indexes: [['B-tree, partial, expression, covering by columns; FTS5 and R-tree as virtual tables.', 'limits']],
    operations: [
      ['No server. WAL does not work over a network file system. ALTER TABLE does little; tables are rebuilt.', 'wal'],
    ],
    cost: [['Nothing but the disk.', 'copyright']],
    managed: [['Turso (libSQL), Cloudflare D1.', 'when']],
    licence: [['Public domain.', 'copyright']],
    waysIn: [['.import, the backup API.', 'backup']],
    waysOut: [['.dump as SQL, the file itself, pgloader.', 'backup']],
  },
  choose: ['One process or machine: desktop, mobile, edge, small sites', 'Tests and tools', 'A file for each tenant'],
  avoid: ['Several machines that write', 'Many writers at once', 'Roles and rights in the database'],
  traits: {
    fit: { relational: 2, documents: 1, 'key-value': 2, 'full text': 1, analytics: 1, geospatial: 1 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'durable',
    writes: 'one node',
    regions: 'one writer',
    comfortableTerabytes: 0.1,
    comfortableWritesPerSecond: 1_000,
    readMilliseconds: 0.1,
    clouds: [],
    ownMachines: 'yes',
    licence: 'open source',
    effort: { own: 1, managed: 1 },
    floor: 1,
    familiar: 3,
  },
});
