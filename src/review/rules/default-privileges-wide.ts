import { isApiRole } from '../api';
import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'default-privileges-wide',
  category: 'security',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'ALTER DEFAULT PRIVILEGES gives everybody rights on tables that are not there yet.',
  why: 'The next table, of salaries or tokens, is open on the day it is made, and nothing in its migration says so. EXECUTE and USAGE, which PostgreSQL gives so itself, are let pass; so are Supabase’s own grants to its roles, whose guard is row security.',
  instead: 'Grant on each table what its users need, or to a role made for the purpose.',
  sources: ['https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html'],
  check: {
    call({ name, text, span }, context) {
      if (name !== 'alter default privileges') return;
      const words = text.split(/[\s,;]+/).filter((word) => word !== '');
      const at = (word: string) => words.findIndex((one) => one.toLowerCase() === word);
      const [grant, on, to] = [at('grant'), at('on'), at('to')];
      if (grant < 0 || on < grant || to < on) return;
      const privileges = words.slice(grant + 1, on).map((word) => word.toUpperCase());
      if (privileges.every((privilege) => /^(?:EXECUTE|USAGE)$/.test(privilege))) return;
      const wide = words
        .slice(to + 1)
        .filter(
          (role) =>
            /^"?public"?$/i.test(role) || (isApiRole(role) && /anon/i.test(role) && context.tool !== 'supabase'),
        );
      if (wide.length === 0) return;
      context.report({
        span,
        message: `Every ${words[on + 1]?.toLowerCase().replace(/s$/, '') ?? 'object'} that is made later gives ${listed(privileges)} to ${listed(wide)}, without a word in its own migration. Grant on each what its users need.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'a role made for the purpose',
      sql: 'ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO reporting;',
    },
    {
      title: 'EXECUTE, which everybody has anyway, and a revoke',
      sql: 'ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;\nALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM PUBLIC;',
    },
  ],
  bad: [
    {
      title: 'everybody',
      sql: '«ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT, INSERT ON TABLES TO PUBLIC»;',
      says: [
        'Every table that is made later gives SELECT and INSERT to PUBLIC, without a word in its own migration. Grant on each what its users need.',
      ],
    },
  ],
};
