import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'add-exclusion-constraint-blocking',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'ADD EXCLUDE builds its index while nobody else may read or write the table, and has no online form.',
  why: 'It runs under ACCESS EXCLUSIVE; neither NOT VALID nor USING INDEX exists for it. A table made in the same migration is exempt.',
  instead:
    'Put the constraint on a new table and move the rows into it, or take a maintenance window with a statement_timeout.',
  sources: ['https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-EXCLUDE'],
  check: {
    addConstraint({ constraint, table }, context) {
      if (constraint.kind !== 'exclusion' || context.isNew(table)) return;
      const name = constraint.name ? `exclusion constraint ${constraint.name.name}` : 'this exclusion constraint';
      context.report({
        span: constraint.name?.span ?? constraint.span,
        table,
        message: `Adding ${name} builds its index under ACCESS EXCLUSIVE on ${tableName(table)}: reads and writes wait until it is done, and there is no online form. Plan a maintenance window, or a new table with the constraint into which the rows move.`,
      });
    },
  },
});

const ROOMS = 'CREATE TABLE bookings (id bigint PRIMARY KEY, room int, during tstzrange);';

export const cases: Cases = {
  good: [
    {
      title: 'a table made in the same migration',
      sql: `${ROOMS}\nALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&);`,
    },
    {
      title: 'a small table',
      before: ROOMS,
      sizes: { bookings: { rows: 900 } },
      sql: 'ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&);',
    },
  ],
  bad: [
    {
      title: 'an existing table',
      before: ROOMS,
      sql: 'ALTER TABLE bookings ADD CONSTRAINT «no_overlap» EXCLUDE USING gist (room WITH =, during WITH &&);',
      says: [
        'Adding exclusion constraint no_overlap builds its index under ACCESS EXCLUSIVE on bookings: reads and writes wait until it is done, and there is no online form. Plan a maintenance window, or a new table with the constraint into which the rows move.',
      ],
    },
  ],
};
