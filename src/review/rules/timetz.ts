import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'timetz',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'time with time zone keeps an offset without a date, which says nothing: summer time decides which moment is meant.',
  why: 'PostgreSQL has it for the standard alone, and its manual advises against it: values of different offsets compare by the moment of an unknown day.',
  instead:
    'time for the hour of a clock, with the zone (Europe/Rome) in a column of its own; timestamptz for a moment.',
  sources: ['https://www.postgresql.org/docs/current/datatype-datetime.html'],
  check: {
    table(table, context) {
      for (const { type, name } of ownColumns(table)) {
        if (type?.family !== 'time' || !type.zone) continue;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} is time with time zone: an offset without a date does not say which moment is meant. Use time and a zone column, or timestamptz.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'a clock time, and a moment', sql: 'CREATE TABLE t (id int PRIMARY KEY, opens time, at timestamptz);' },
  ],
  bad: [
    {
      title: 'timetz',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, opens «timetz»);',
      says: [
        't.opens is time with time zone: an offset without a date does not say which moment is meant. Use time and a zone column, or timestamptz.',
      ],
    },
  ],
};
