import type { CreateRoutine } from '../../model';
import { isServed, servesApi } from '../api';
import type { Cases } from '../cases';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'security-definer-function-executable',
  category: 'security',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: false,
  what: 'A SECURITY DEFINER function in a served schema may be called by everybody: PostgreSQL grants EXECUTE to PUBLIC, and the API serves it.',
  why: 'POST /rpc/<name> with the public key runs it with its owner’s rights, past all policies. Off by default: many are made to be called so. Trigger functions, which nobody can call, are let pass.',
  instead: 'REVOKE EXECUTE ON FUNCTION … FROM PUBLIC, anon; or a schema that is not served.',
  sources: [
    'https://supabase.com/docs/guides/database/functions#security-definer-vs-invoker',
    'https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY',
  ],
  check: {
    createRoutine(operation, context) {
      const { routine, securityDefiner, definition = '' } = operation;
      if (!securityDefiner || !isServed(routine) || /\breturns\s+(?:event_)?trigger\b/i.test(definition)) return;
      if (servesApi(context.schema, context.tool)) routines(context).set(routine.name, operation);
    },
    grant({ revoke, privileges, on }, context) {
      if (revoke && privileges.some((privilege) => /^(?:execute|all(?: privileges)?)$/i.test(privilege)))
        for (const { name } of on) routines(context).delete(name);
    },
    migration(context) {
      for (const { routine } of routines(context).values()) {
        context.report({
          span: routine.span,
          message: `${routine.name} runs with its owner's rights, and the API lets everybody call it. REVOKE EXECUTE … FROM PUBLIC, anon where that is not meant.`,
        });
      }
    },
  },
});

/** Functions of this file that nobody has closed yet. */
function routines(context: BaseContext): Map<string, CreateRoutine> {
  return context.memory(() => new Map<string, CreateRoutine>());
}

const F = "RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ SELECT 1 $$;";

export const cases: Cases = {
  good: [
    {
      title: 'rights taken back',
      tool: 'supabase',
      sql: `CREATE FUNCTION f() ${F}\nREVOKE EXECUTE ON FUNCTION f() FROM PUBLIC, anon;`,
    },
    { title: 'a database without such an API', sql: `CREATE FUNCTION f() ${F}` },
  ],
  bad: [
    {
      title: 'in Supabase',
      tool: 'supabase',
      sql: `CREATE FUNCTION «f»() ${F}`,
      says: [
        "f runs with its owner's rights, and the API lets everybody call it. REVOKE EXECUTE … FROM PUBLIC, anon where that is not meant.",
      ],
    },
  ],
};
