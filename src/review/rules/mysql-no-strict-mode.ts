import type { Span } from '../../model';
import type { Cases } from '../cases';
import { fix, insertAfterSpan } from '../edits';
import { defineRule } from '../rule';

const start = () => ({ off: new Map<string, Span>(), last: undefined as Span | undefined });

export const rule = defineRule({
  id: 'mysql-no-strict-mode',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'A migration switches strict mode off, or leaves foreign_key_checks or unique_checks off at its end.',
  why: 'Without STRICT_TRANS_TABLES the server cuts texts, rounds, and puts 0 or an empty string where a value is wrong or missing, with a warning nobody reads. Checks that stay off are off for whatever the runner does next on the connection, and rows written meanwhile are never checked later.',
  instead:
    'Leave sql_mode as it is; SET foreign_key_checks = 1 and unique_checks = 1 once what needed them off is done.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html#sql-mode-strict',
    'https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_foreign_key_checks',
  ],
  check: {
    setParameter({ name, value, span }, context) {
      const { off } = context.memory(start);
      if (name === 'foreign_key_checks' || name === 'unique_checks') {
        if (/^'?(?:0|off|false)'?$/i.test(value.trim())) off.set(name, span);
        else off.delete(name);
        return;
      }
      if (name !== 'sql_mode' || /@|STRICT|TRADITIONAL|DEFAULT|CONCAT|REPLACE/i.test(value)) return;
      context.report({
        span,
        message:
          'Without strict mode the server cuts and makes up values instead of refusing them, with a warning nobody reads. Leave sql_mode as it is, or keep STRICT_TRANS_TABLES in it.',
      });
    },
    statement({ span }, context) {
      context.memory(start).last = span;
    },
    migration(context) {
      const { off, last } = context.memory(start);
      for (const [name, span] of off) {
        context.report({
          span,
          message: `${name} is still off at the end: whatever the runner does next on this connection is not checked either. SET ${name} = 1 behind what needs it off.`,
          fixes: [
            last
              ? fix('safe', `Set ${name} to 1 at the end`, [insertAfterSpan(context, last, [`SET ${name} = 1;`])])
              : undefined,
          ],
        });
      }
    },
  },
});

const T = 'CREATE TABLE p (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    {
      title: 'on again',
      before: T,
      sql: 'SET foreign_key_checks = 0;\nDELETE FROM p WHERE id = 1;\nSET foreign_key_checks = 1;',
    },
    { title: 'strict', sql: "SET sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE';" },
    { title: 'what was before', sql: 'SET @OLD_SQL_MODE = @@SQL_MODE;\nSET SQL_MODE = @OLD_SQL_MODE;' },
  ],
  bad: [
    {
      title: 'an empty mode',
      sql: "«SET SESSION sql_mode = ''»;",
      says: [
        'Without strict mode the server cuts and makes up values instead of refusing them, with a warning nobody reads. Leave sql_mode as it is, or keep STRICT_TRANS_TABLES in it.',
      ],
    },
    {
      title: 'checks left off',
      before: T,
      sql: '«SET FOREIGN_KEY_CHECKS = 0»;\nDELETE FROM p WHERE id = 1;',
      says: [
        'foreign_key_checks is still off at the end: whatever the runner does next on this connection is not checked either. SET foreign_key_checks = 1 behind what needs it off.',
      ],
      fixed: 'SET FOREIGN_KEY_CHECKS = 0;\nDELETE FROM p WHERE id = 1;\nSET foreign_key_checks = 1;',
    },
  ],
};
