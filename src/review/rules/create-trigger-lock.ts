import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';
import { isLimited } from '../timeouts';

export const rule = defineRule({
  id: 'create-trigger-lock',
  category: 'migration-safety',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  supersedes: ['missing-lock-timeout'],
  what: 'CREATE TRIGGER stops writes of the table while it waits for its lock, and a row trigger costs every write from then on.',
  why: 'SHARE ROW EXCLUSIVE conflicts with every INSERT, UPDATE and DELETE: behind one long write transaction all later writes queue. Said of the newest migration alone, and not where a lock_timeout is set. A table made in the same migration is exempt.',
  instead:
    "SET lock_timeout = '5s' before it; a trigger FOR EACH STATEMENT with transition tables where many rows change at once.",
  sources: [
    'https://www.postgresql.org/docs/current/explicit-locking.html',
    'https://www.postgresql.org/docs/current/sql-createtrigger.html',
  ],
  check: {
    createTrigger({ trigger, table, forEachRow, timing }, context) {
      if (context.isNew(table) || !context.isOpen || timing === 'instead of') return;
      if (isLimited(context.parameter('lock_timeout'))) return;
      const cost = forEachRow ? ' From then on every row written pays for it.' : '';
      context.report({
        span: trigger.span,
        table,
        message: `Creating ${trigger.name} takes SHARE ROW EXCLUSIVE on ${tableName(table)}: behind one long transaction that writes it, all writes wait.${cost} SET lock_timeout before it.`,
      });
    },
  },
});

const T =
  'CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;';
const TRIGGER = 'CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();';

export const cases: Cases = {
  good: [
    { title: 'with a lock_timeout', before: T, sql: `SET lock_timeout = '5s';\n${TRIGGER}`, clean: true },
    { title: 'a new table', sql: `${T}\n${TRIGGER}` },
  ],
  bad: [
    {
      title: 'for each row',
      before: T,
      sql: 'CREATE TRIGGER «touch» BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();',
      says: [
        'Creating touch takes SHARE ROW EXCLUSIVE on users: behind one long transaction that writes it, all writes wait. From then on every row written pays for it. SET lock_timeout before it.',
      ],
    },
  ],
};
