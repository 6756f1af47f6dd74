import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'function-search-path-mutable',
  category: 'security',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A SECURITY DEFINER function looks names up along the search_path of whoever calls it.',
  why: "It runs with the rights of its owner: a caller who puts a schema of their own first (or a temporary table) makes it read and call what they like. Functions that run with their caller's rights gain nothing by that and are let pass.",
  instead: "SET search_path = '' (and qualified names), or SET search_path = app, pg_temp, on the function itself.",
  sources: ['https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY'],
  check: {
    createRoutine({ routine, securityDefiner, setsSearchPath, form }, context) {
      if (!securityDefiner || setsSearchPath) return;
      context.report({
        span: routine.span,
        message: `${form === 'procedure' ? 'Procedure' : 'Function'} ${tableName(routine)} runs with its owner's rights and looks names up along its caller's search_path: a schema of the caller's own takes its place. Add SET search_path = '' to it, and qualify the names.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'a search_path of its own',
      sql: "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ SELECT 1 $$;",
    },
    { title: 'the rights of its caller', sql: 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;' },
  ],
  bad: [
    {
      title: 'none',
      sql: 'CREATE FUNCTION «f»() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT count(*)::int FROM users $$;',
      says: [
        "Function f runs with its owner's rights and looks names up along its caller's search_path: a schema of the caller's own takes its place. Add SET search_path = '' to it, and qualify the names.",
      ],
    },
  ],
};
