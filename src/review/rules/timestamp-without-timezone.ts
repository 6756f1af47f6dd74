import type { Cases } from '../cases';
import { fix, replace } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'timestamp-without-timezone',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  what: 'timestamp without time zone stores what a clock showed, not a moment.',
  why: 'now() is cast to the session’s zone on its way in, so two servers, or one before and after a change of its zone, write different values for one moment, and differences across a change to summer time are wrong by an hour. timestamptz takes the same eight bytes. An appointment in local time, whose zone is kept beside it, is the exception.',
  instead: 'timestamptz (timestamp with time zone).',
  sources: ['https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_timestamp_.28without_time_zone.29'],
  check: {
    table(table, context) {
      if (table.partitionOf) return;
      for (const column of table.columns) {
        const { type } = column;
        if (type?.family !== 'timestamp' || type.zone || type.dimensions !== undefined) continue;
        const written = context.text(type.span);
        const precision = type.precision === undefined ? '' : `(${type.precision})`;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${column.name} is timestamp without time zone: it keeps the clock of whichever session writes, not the moment. Use timestamptz.`,
          fixes: [
            /^timestamp/i.test(written)
              ? fix('thoughtful', 'Use timestamptz', [replace(type.span, `timestamptz${precision}`)])
              : undefined,
          ],
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'with time zone',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a timestamptz, b timestamp(3) with time zone);',
    },
    { title: 'a date, and a time of day', sql: 'CREATE TABLE t (id int PRIMARY KEY, a date, b time);' },
  ],
  bad: [
    {
      title: 'timestamp alone',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, created_at «timestamp» NOT NULL DEFAULT now());',
      says: [
        't.created_at is timestamp without time zone: it keeps the clock of whichever session writes, not the moment. Use timestamptz.',
      ],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now());',
    },
    {
      title: 'with a precision, in full',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, seen «TIMESTAMP(3) WITHOUT TIME ZONE»);',
      says: [
        't.seen is timestamp without time zone: it keeps the clock of whichever session writes, not the moment. Use timestamptz.',
      ],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY, seen timestamptz(3));',
    },
  ],
};
