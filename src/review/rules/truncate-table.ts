import { isMysqlFamily } from '../../model';
import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'truncate-table',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'TRUNCATE empties the table.',
  why: 'The rows are gone with the commit (MySQL commits at once), no trigger for single rows fires, and readers wait for the lock. A table made in the same migration is exempt.',
  instead:
    'DELETE with a condition. If all rows are meant, name every table instead of CASCADE, and suppress this with the reason.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-truncate.html',
    'https://dev.mysql.com/doc/refman/8.4/en/truncate-table.html',
  ],
  check: {
    changeData(operation, context) {
      if (operation.change !== 'truncate') return;
      const old = operation.tables.filter((table) => !context.isNew(table));
      const [first] = old;
      if (!first) return;
      context.report({
        span: first.span,
        table: first,
        message: message(old.map(tableName), context),
      });
    },
  },
});

function message(tables: readonly string[], context: StepContext): string {
  const undo =
    isMysqlFamily(context.dialect) || context.dialect === 'oracle' ? ' at once, whatever transaction is open' : '';
  return `TRUNCATE empties ${listed(tables)}${undo}. Use DELETE with a condition; if all rows are meant, suppress this with the reason.`;
}

const USERS = 'CREATE TABLE users (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'a table made in the same migration', sql: `${USERS}\nTRUNCATE users;` },
    { title: 'a temporary table', sql: 'CREATE TEMP TABLE ids (id int);\nTRUNCATE ids;' },
    { title: 'a down script', purpose: 'down', before: USERS, sql: 'TRUNCATE users;' },
  ],
  bad: [
    {
      title: 'an existing table',
      before: USERS,
      sql: 'TRUNCATE TABLE «users»;',
      says: [
        'TRUNCATE empties users. Use DELETE with a condition; if all rows are meant, suppress this with the reason.',
      ],
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      before: USERS,
      sql: 'TRUNCATE TABLE «users»;',
      says: [
        'TRUNCATE empties users at once, whatever transaction is open. Use DELETE with a condition; if all rows are meant, suppress this with the reason.',
      ],
    },
  ],
};
