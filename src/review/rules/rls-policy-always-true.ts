import type { CreatePolicy, Expression } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'rls-policy-always-true',
  category: 'security',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A policy whose condition is always true lets its roles write every row.',
  why: 'Permissive policies are joined by OR: one that is always true undoes all others for its command. Reading alone (FOR SELECT) may be meant for everybody; a policy for a service role or an administrator, and a restrictive one, are exempt.',
  instead: 'Say whose rows they are: USING (owner_id = …) and WITH CHECK the same.',
  sources: ['https://www.postgresql.org/docs/current/sql-createpolicy.html'],
  check: {
    createPolicy(operation, context) {
      const { policy, table, command = 'all', restrictive, roles } = operation;
      if (restrictive || /^select$/i.test(command) || !letsAllWrite(operation)) return;
      if (roles.length > 0 && roles.every((role) => /service|admin|superuser|postgres|owner|system/i.test(role)))
        return;
      context.report({
        span: policy.span,
        table,
        message: `Policy ${policy.name} lets ${roles.length > 0 ? roles.join(', ') : 'every role'} ${verb(command)} any row of ${tableName(table)}: its condition is always true, which undoes every other policy for that. Say whose rows they are.`,
      });
    },
  },
});

const isTrue = (expression: Expression | undefined) =>
  expression !== undefined && /^\(*\s*(?:true|1\s*=\s*1|'t'::bool(?:ean)?)\s*\)*$/i.test(expression.text.trim());

/** WITH CHECK counts for what is written; where it is left out, USING stands for it. */
function letsAllWrite({ using, withCheck, command = 'all' }: CreatePolicy): boolean {
  return /^delete$/i.test(command) ? isTrue(using) : isTrue(withCheck ?? using);
}

function verb(command: string): string {
  return /^all$/i.test(command) ? 'write' : command.toLowerCase();
}

const T = 'CREATE TABLE notes (id bigint PRIMARY KEY, owner text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;';

export const cases: Cases = {
  good: [
    { title: 'reading for everybody', before: T, sql: 'CREATE POLICY p ON notes FOR SELECT USING (true);' },
    {
      title: 'rows of their owner',
      before: T,
      sql: 'CREATE POLICY p ON notes USING (owner = current_user) WITH CHECK (owner = current_user);',
    },
    {
      title: 'a service role',
      before: T,
      sql: 'CREATE POLICY p ON notes TO service_role USING (true) WITH CHECK (true);',
    },
  ],
  bad: [
    {
      title: 'all commands',
      before: T,
      sql: 'CREATE POLICY «p» ON notes USING (true);',
      says: [
        'Policy p lets every role write any row of notes: its condition is always true, which undoes every other policy for that. Say whose rows they are.',
      ],
    },
    {
      title: 'inserts by a role',
      before: T,
      sql: 'CREATE POLICY «p» ON notes FOR INSERT TO authenticated WITH CHECK (true);',
      says: [
        'Policy p lets authenticated insert any row of notes: its condition is always true, which undoes every other policy for that. Say whose rows they are.',
      ],
    },
  ],
};
