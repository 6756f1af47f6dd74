import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'rls-policy-incomplete',
  category: 'security',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  what: 'The policies of a table do not speak of all four of SELECT, INSERT, UPDATE and DELETE: what none allows finds no rows.',
  why: 'An UPDATE or DELETE that no policy allows changes nothing and says so to nobody. Off by default: a table that is only read, or only added to, is complete without.',
  instead: 'A policy for each command that the application gives, or one FOR ALL.',
  sources: ['https://www.postgresql.org/docs/current/sql-createpolicy.html'],
  check: {
    table(table, context) {
      const [first] = table.policies;
      if (!first || !table.rowSecurity) return;
      const has = new Set(
        table.policies.filter(({ restrictive }) => !restrictive).map(({ command }) => (command ?? 'all').toLowerCase()),
      );
      const lacks = has.has('all')
        ? []
        : ['select', 'insert', 'update', 'delete'].filter((command) => !has.has(command));
      if (lacks.length === 0) return;
      context.report({
        span: first.at,
        table,
        message: `No policy of ${table.name} allows ${listed(lacks.map((command) => command.toUpperCase()))}: it finds no rows, or fails. Add one where that is not meant.`,
      });
    },
  },
});

const T = 'CREATE TABLE notes (id bigint PRIMARY KEY);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\n';

export const cases: Cases = {
  good: [{ title: 'all commands', sql: `${T}CREATE POLICY p ON notes USING (id > 0);` }],
  bad: [
    {
      title: 'no DELETE',
      sql: `${T}CREATE POLICY «a» ON notes FOR SELECT USING (id > 0);\nCREATE POLICY b ON notes FOR INSERT WITH CHECK (id > 0);\nCREATE POLICY c ON notes FOR UPDATE USING (id > 0);`,
      says: ['No policy of notes allows DELETE: it finds no rows, or fails. Add one where that is not meant.'],
    },
  ],
};
