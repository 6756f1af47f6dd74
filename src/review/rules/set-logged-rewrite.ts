import type { TableChange } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'set-logged-rewrite',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'SET LOGGED, SET UNLOGGED, SET TABLESPACE and SET ACCESS METHOD write or copy the whole table under a lock.',
  why: 'The table (and its indexes, or their files) is written anew under ACCESS EXCLUSIVE: nobody reads or writes until it is done. SET UNLOGGED loses all rows at the next crash besides.',
  instead:
    'A new table with the wanted storage, into which the rows move in batches; pg_repack for a tablespace; or a maintenance window.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html'],
  check: {
    alterTable({ change, table, span }, context) {
      const what = changed(change);
      if (!what || context.isNew(table)) return;
      const crash = change.kind === 'setUnlogged' ? ' From then on a crash empties the table.' : '';
      context.report({
        span,
        table,
        message: `${what} writes ${tableName(table)} anew under ACCESS EXCLUSIVE: reads and writes wait until it is done.${crash} Move the rows into a new table in batches, or take a maintenance window.`,
      });
    },
  },
});

function changed(change: TableChange): string | undefined {
  switch (change.kind) {
    case 'setLogged':
      return 'SET LOGGED';
    case 'setUnlogged':
      return 'SET UNLOGGED';
    case 'setTablespace':
      return `SET TABLESPACE ${change.tablespace}`;
    case 'setAccessMethod':
      return `SET ACCESS METHOD ${change.method}`;
    default:
      return undefined;
  }
}

const LOG = 'CREATE TABLE log (at timestamptz);';

export const cases: Cases = {
  good: [
    { title: 'a table made in the same migration', sql: `${LOG}\nALTER TABLE log SET UNLOGGED;` },
    { title: 'another change of storage', before: LOG, sql: 'ALTER TABLE log SET (fillfactor = 70);', clean: true },
  ],
  bad: [
    {
      title: 'SET UNLOGGED',
      before: LOG,
      sql: 'ALTER TABLE log «SET UNLOGGED»;',
      says: [
        'SET UNLOGGED writes log anew under ACCESS EXCLUSIVE: reads and writes wait until it is done. From then on a crash empties the table. Move the rows into a new table in batches, or take a maintenance window.',
      ],
    },
    {
      title: 'SET TABLESPACE',
      before: LOG,
      sql: 'ALTER TABLE log «SET TABLESPACE fast»;',
      says: [
        'SET TABLESPACE fast writes log anew under ACCESS EXCLUSIVE: reads and writes wait until it is done. Move the rows into a new table in batches, or take a maintenance window.',
      ],
    },
  ],
};
