import type { Cases } from '../cases';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'sqlserver-index-offline',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['sqlserver'],
  recommended: true,
  scales: 'rows',
  what: 'CREATE INDEX without ONLINE = ON stops writes to the table for the whole build; a clustered one stops reads too.',
  why: 'It holds a shared lock (a clustered index a schema modification lock) until the build is done. ONLINE = ON needs Enterprise edition or Azure SQL; on other editions the build belongs into a window. A table made in the same migration has no rows.',
  instead: 'WITH (ONLINE = ON), and from SQL Server 2019 on RESUMABLE = ON for a large table.',
  sources: ['https://learn.microsoft.com/sql/relational-databases/indexes/perform-index-operations-online'],
  check: {
    createIndex({ table, index }, context) {
      if (context.isNew(table) || isOnline(index.storage) || isOffline(index.method)) return;
      const all = /\bclustered\b/i.test(index.method ?? '') && !/nonclustered/i.test(index.method ?? '');
      context.report({
        span: index.name?.span ?? index.span,
        table,
        message: message(`${index.name?.name ?? 'this index'}`, tableName(table), all, context),
      });
    },
  },
});

function isOnline(storage: string | undefined): boolean {
  return /\bonline\s*=\s*on\b/i.test(storage ?? '');
}

/** Kinds that cannot be built online at all have no better way. */
function isOffline(method: string | undefined): boolean {
  return /xml|spatial|fulltext|columnstore/i.test(method ?? '');
}

function message(index: string, table: string, stopsReads: boolean, context: StepContext): string {
  const stopped = stopsReads ? 'reads and writes' : 'writes';
  const resumable = context.atLeast(2019) ? ', RESUMABLE = ON' : '';
  return `Building ${index} offline stops ${stopped} of ${table} until it is done. Add WITH (ONLINE = ON${resumable}), where the edition has it; else build it in a window.`;
}

const T = 'CREATE TABLE dbo.orders (id int PRIMARY KEY, customer_id int);';

export const cases: Cases = {
  good: [
    { title: 'online', before: T, sql: 'CREATE INDEX ix ON dbo.orders (customer_id) WITH (ONLINE = ON);' },
    { title: 'a table made in the same migration', sql: `${T}\nCREATE INDEX ix ON dbo.orders (customer_id);` },
  ],
  bad: [
    {
      title: 'offline',
      version: '2022',
      before: T,
      sql: 'CREATE INDEX «ix» ON dbo.orders (customer_id);',
      says: [
        'Building ix offline stops writes of dbo.orders until it is done. Add WITH (ONLINE = ON, RESUMABLE = ON), where the edition has it; else build it in a window.',
      ],
    },
  ],
};
