import type { AlterTable } from '../../model';
import type { Cases } from '../cases';
import { tableKey, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'enable-disable-trigger-lock',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'DISABLE TRIGGER switches triggers off for every session, and stops writes (SHARE ROW EXCLUSIVE) while it waits and until it commits.',
  why: 'Rows that anybody writes meanwhile miss what the trigger does; with ALL also what foreign keys check, which nobody checks afterwards: ENABLE TRIGGER looks at no row. A table made in the same migration has no other writers, and ENABLE alone only takes the lock.',
  instead:
    'For a bulk load: SET LOCAL session_replication_role = replica in the loading session alone, or a staging table; name the one trigger rather than ALL, and enable it in the same transaction.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER',
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SESSION-REPLICATION-ROLE',
  ],
  check: {
    alterTable(operation, context) {
      const { change, table } = operation;
      if (change.kind !== 'trigger' || change.enabled || context.isNew(table)) return;
      const said = context.memory(() => new Set<string>());
      const key = tableKey(context, table);
      if (said.has(key)) return;
      said.add(key);
      context.report({ span: table.span, table, message: message(operation, change.name, context) });
    },
  },
});

function message({ table }: AlterTable, trigger: string, context: StepContext): string {
  const name = tableName(table);
  const all = /^all$/i.test(trigger);
  const which = all ? 'every trigger' : /^user$/i.test(trigger) ? 'every trigger of its own' : `trigger ${trigger}`;
  const lost = all
    ? 'rows written by anybody meanwhile are not checked by foreign keys, then or later'
    : 'rows written by anybody meanwhile miss what it does';
  const held = context.transaction === undefined ? '' : ', and its writes wait until the transaction commits';
  return `DISABLE TRIGGER switches ${which} of ${name} off for all sessions: ${lost}${held}. For a bulk load set session_replication_role = replica in the loading session alone, or load a staging table.`;
}

const T = 'CREATE TABLE orders (id bigint PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'a table made in the same migration', sql: `${T}\nALTER TABLE orders DISABLE TRIGGER ALL;` },
    { title: 'ENABLE alone', before: T, sql: 'ALTER TABLE orders ENABLE TRIGGER audit;' },
    {
      title: 'the session alone',
      before: T,
      sql: "SET session_replication_role = replica;\nCOPY orders FROM '/tmp/x.csv';\nSET session_replication_role = DEFAULT;",
    },
  ],
  bad: [
    {
      title: 'all triggers for a bulk load',
      before: T,
      sql: "ALTER TABLE «orders» DISABLE TRIGGER ALL;\nCOPY orders FROM '/tmp/x.csv';\nALTER TABLE orders ENABLE TRIGGER ALL;",
      says: [
        'DISABLE TRIGGER switches every trigger of orders off for all sessions: rows written by anybody meanwhile are not checked by foreign keys, then or later. For a bulk load set session_replication_role = replica in the loading session alone, or load a staging table.',
      ],
    },
    {
      title: 'one trigger, in a transaction',
      before: T,
      transaction: 'file',
      sql: 'ALTER TABLE «orders» DISABLE TRIGGER audit;',
      says: [
        'DISABLE TRIGGER switches trigger audit of orders off for all sessions: rows written by anybody meanwhile miss what it does, and its writes wait until the transaction commits. For a bulk load set session_replication_role = replica in the loading session alone, or load a staging table.',
      ],
    },
  ],
};
