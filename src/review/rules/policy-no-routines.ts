import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'policy-no-routines',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A function or procedure is code that is deployed by migration.',
  why: 'A policy for teams that keep code in the application, where it is versioned, tested and rolled back.',
  instead: 'Write it in the application.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/stored-objects-security.html'],
  check: {
    createRoutine({ routine, form }, context) {
      context.report({
        span: routine.span,
        message: `${form === 'event' ? 'Event' : form === 'procedure' ? 'Procedure' : 'Function'} ${routine.name}: this project keeps code out of the database.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'none', sql: 'CREATE TABLE t (id int PRIMARY KEY);' }],
  bad: [
    {
      title: 'a function',
      sql: 'CREATE FUNCTION «f»() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
      says: ['Function f: this project keeps code out of the database.'],
    },
  ],
};
