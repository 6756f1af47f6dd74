import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'timestamp-precision-zero',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: true,
  what: 'timestamp(0) rounds to the nearest second, half of the time into the future.',
  why: 'A row that is written now can bear a time that has not come yet: a query for what happened until now() misses it, and two events of one second change places. Laravel declares all of its times so; its migrations are let pass.',
  instead: "timestamptz without a precision; date_trunc('second', …) where seconds are to be shown.",
  sources: [
    'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_timestamp.280.29_or_timestamptz.280.29',
    'https://www.postgresql.org/docs/current/datatype-datetime.html',
  ],
  check: {
    table(table, context) {
      if (context.tool === 'laravel' || context.tool === 'eloquent') return;
      for (const { type, name } of ownColumns(table)) {
        if (type?.family !== 'timestamp' || type.precision !== 0) continue;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} rounds to whole seconds, so that what happens now may be stored as the second to come. Leave the precision out, and cut with date_trunc when reading.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'the full precision, and milliseconds',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a timestamptz, b timestamptz(3));',
    },
    { title: 'Laravel', tool: 'laravel', sql: 'CREATE TABLE t (id int PRIMARY KEY, created_at timestamp(0));' },
  ],
  bad: [
    {
      title: 'timestamptz(0)',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, paid_at «timestamptz(0)»);',
      says: [
        't.paid_at rounds to whole seconds, so that what happens now may be stored as the second to come. Leave the precision out, and cut with date_trunc when reading.',
      ],
    },
  ],
};
