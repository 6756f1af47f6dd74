import type { ConstraintSpec } from '../../model';
import type { Cases } from '../cases';
import { onConstraint } from '../constraints';
import { listed } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'check-constraint-volatile',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A CHECK whose answer changes with the time, the session or other rows.',
  why: 'It is asked when a row is written and never again: rows that passed break it later, an unrelated UPDATE of them then fails, and a dump with them cannot be restored. PostgreSQL accepts it and assumes that it never changes.',
  instead: 'Compare columns with columns (created_at), and leave rules about "now" to a trigger or the application.',
  sources: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS'],
  check: onConstraint(reportIfUnsteady),
});

/** Functions and words of PostgreSQL's whose value is not the row's (pg_proc.provolatile other than immutable) that people put into checks. */
const UNSTEADY: ReadonlySet<string> = new Set([
  ...['now', 'current_timestamp', 'current_date', 'current_time', 'localtimestamp', 'localtime', 'clock_timestamp'],
  ...['statement_timestamp', 'transaction_timestamp', 'timeofday', 'random', 'gen_random_uuid', 'uuid_generate_v4'],
  ...['nextval', 'currval', 'current_user', 'session_user', 'current_setting', 'txid_current', 'age'],
]);

function reportIfUnsteady(constraint: ConstraintSpec, context: BaseContext): void {
  if (constraint.kind !== 'check') return;
  const calls = constraint.expression.calls.filter((name) => UNSTEADY.has(name));
  if (calls.length === 0) return;
  context.report({
    span: constraint.expression.span,
    message: `This CHECK asks ${listed([...new Set(calls)])}, whose answer changes: rows that passed break it later, and then their updates and the restore of a dump fail. Compare columns, or leave this to a trigger.`,
  });
}

const T = 'CREATE TABLE t (id int PRIMARY KEY, due date, made date);';

export const cases: Cases = {
  good: [
    { title: 'columns with one another', before: T, sql: 'ALTER TABLE t ADD CHECK (due >= made) NOT VALID;' },
    {
      title: 'a function of the row alone',
      before: T,
      sql: "ALTER TABLE t ADD CHECK (date_trunc('day', due) = due) NOT VALID;",
    },
  ],
  bad: [
    {
      title: 'today',
      before: T,
      sql: 'ALTER TABLE t ADD CONSTRAINT c CHECK («due >= current_date») NOT VALID;',
      says: [
        'This CHECK asks current_date, whose answer changes: rows that passed break it later, and then their updates and the restore of a dump fail. Compare columns, or leave this to a trigger.',
      ],
    },
    {
      title: 'now, in a new table',
      sql: 'CREATE TABLE e (id int PRIMARY KEY, at timestamptz CHECK («at <= now()»));',
      says: [
        'This CHECK asks now, whose answer changes: rows that passed break it later, and then their updates and the restore of a dump fail. Compare columns, or leave this to a trigger.',
      ],
    },
  ],
};
