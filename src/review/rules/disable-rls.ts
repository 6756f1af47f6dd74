import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'disable-rls',
  category: 'security',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'DISABLE ROW LEVEL SECURITY shows every row to every role with a grant; NO FORCE shows them to the owner.',
  why: 'The policies stay in place and look as if they protected the rows; applications mostly connect as the owner, for whom only FORCE counts. Exempt: a table made in the same migration.',
  instead: 'Change the policies, or give the one role that needs all rows BYPASSRLS.',
  sources: ['https://www.postgresql.org/docs/current/ddl-rowsecurity.html'],
  check: {
    alterTable({ table, change }, context) {
      if (change.kind !== 'rowSecurity' || context.isNew(table)) return;
      if (change.mode !== 'disable' && change.mode !== 'no force') return;
      const name = tableName(table);
      context.report({
        span: table.span,
        table,
        severity: change.mode === 'disable' ? 'error' : 'warning',
        message:
          change.mode === 'disable'
            ? `Every role with a grant sees all rows of ${name} from here on; its policies stay and are not asked. Change the policies, or give the role that needs all rows BYPASSRLS.`
            : `The owner of ${name} sees all of its rows from here on, whatever its policies say: if the application connects as the owner, they protect nothing. Keep FORCE.`,
      });
    },
  },
});

const T = 'CREATE TABLE notes (id bigint PRIMARY KEY);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;';

export const cases: Cases = {
  good: [
    {
      title: 'enabled',
      before: 'CREATE TABLE notes (id bigint PRIMARY KEY);',
      sql: 'ALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    },
    { title: 'a table made in the same migration', sql: `${T}\nALTER TABLE notes DISABLE ROW LEVEL SECURITY;` },
  ],
  bad: [
    {
      title: 'disabled',
      before: T,
      sql: 'ALTER TABLE «notes» DISABLE ROW LEVEL SECURITY;',
      says: [
        'Every role with a grant sees all rows of notes from here on; its policies stay and are not asked. Change the policies, or give the role that needs all rows BYPASSRLS.',
      ],
    },
    {
      title: 'no longer forced',
      before: T,
      sql: 'ALTER TABLE «notes» NO FORCE ROW LEVEL SECURITY;',
      says: [
        'The owner of notes sees all of its rows from here on, whatever its policies say: if the application connects as the owner, they protect nothing. Keep FORCE.',
      ],
    },
  ],
};
