import type { Policy } from '../../model';
import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'multiple-permissive-policies',
  category: 'security',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  what: 'Several permissive policies hold for one role and command: a row is let through when any of them says so, and all are evaluated.',
  why: 'Who may see a row is then written in several places, and the widest decides. Off by default: one policy for a reason each reads well, and its cost is that of an OR.',
  instead: 'One policy with OR; AS RESTRICTIVE where it is to narrow the others.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createpolicy.html',
    'https://supabase.com/docs/guides/database/database-advisors?lint=0006_multiple_permissive_policies',
  ],
  check: {
    table(table, context) {
      const permissive = table.policies.filter(({ restrictive }) => !restrictive);
      const [second, ...others] = permissive.filter((policy, at) =>
        permissive.slice(0, at).some((earlier) => overlap(earlier, policy)),
      );
      const first = second && permissive.find((earlier) => overlap(earlier, second));
      if (!first || !second) return;
      context.report({
        span: second.at,
        table,
        message: `Policies ${listed([first, second, ...others].map(({ name }) => name))} of ${table.name} hold for the same role and command: any of them lets a row through, and all are evaluated. Make them one, or AS RESTRICTIVE.`,
      });
    },
  },
});

function overlap(a: Policy, b: Policy): boolean {
  const command = (policy: Policy) => (policy.command ?? 'all').toLowerCase();
  const sameCommand = command(a) === command(b) || command(a) === 'all' || command(b) === 'all';
  const everybody = (policy: Policy) => !policy.roles?.length || policy.roles.some((role) => /^public$/i.test(role));
  return sameCommand && (everybody(a) || everybody(b) || a.roles?.some((role) => b.roles?.includes(role)) === true);
}

const T = 'CREATE TABLE notes (id bigint PRIMARY KEY, a int);\n';

export const cases: Cases = {
  good: [
    {
      title: 'other commands, other roles',
      sql: `${T}CREATE POLICY a ON notes FOR SELECT TO x USING (a > 0);\nCREATE POLICY b ON notes FOR INSERT TO x WITH CHECK (a > 0);\nCREATE POLICY c ON notes FOR SELECT TO y USING (a > 1);`,
    },
    {
      title: 'a restrictive one',
      sql: `${T}CREATE POLICY a ON notes USING (a > 0);\nCREATE POLICY b ON notes AS RESTRICTIVE USING (a > 1);`,
    },
  ],
  bad: [
    {
      title: 'two for the same',
      sql: `${T}CREATE POLICY a ON notes FOR SELECT USING (a > 0);\nCREATE POLICY «b» ON notes FOR SELECT TO x USING (a > 1);`,
      says: [
        'Policies a and b of notes hold for the same role and command: any of them lets a row through, and all are evaluated. Make them one, or AS RESTRICTIVE.',
      ],
    },
  ],
};
