import type { Cases } from '../cases';
import { tableName } from '../names';
import { rowsTouched } from '../rows-touched';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'delete-without-where',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite'],
  recommended: true,
  what: 'DELETE without WHERE (or with one that is always true) empties the table.',
  why: 'Every row is gone with the commit, and with ON DELETE CASCADE those of other tables too. A table made in the same migration is exempt.',
  instead: 'Say which rows are meant. If all are, say so with a suppression and its reason, after a backup.',
  sources: ['https://www.postgresql.org/docs/current/sql-delete.html'],
  check: {
    changeData(operation, context) {
      const [table] = operation.tables;
      if (operation.change !== 'delete' || !table || context.isNew(table)) return;
      if (rowsTouched(operation, context) !== 'all') return;
      context.report({
        span: table.span,
        table,
        message: `This DELETE empties ${tableName(table)}, and every table that references it ON DELETE CASCADE. Add a WHERE; if all rows are meant, suppress this with the reason.`,
      });
    },
  },
});

const USERS = 'CREATE TABLE users (id int PRIMARY KEY, plan text);';

export const cases: Cases = {
  good: [
    { title: 'a condition', before: USERS, sql: "DELETE FROM users WHERE plan = 'trial';", clean: true },
    { title: 'a table made in the same migration', sql: `${USERS}\nDELETE FROM users;` },
    { title: 'a down script', purpose: 'down', before: USERS, sql: 'DELETE FROM users;' },
  ],
  bad: [
    {
      title: 'no condition',
      before: USERS,
      sql: 'DELETE FROM «users»;',
      says: [
        'This DELETE empties users, and every table that references it ON DELETE CASCADE. Add a WHERE; if all rows are meant, suppress this with the reason.',
      ],
    },
    {
      title: 'one that is always true',
      dialect: 'mysql',
      before: USERS,
      sql: 'DELETE FROM «users» WHERE true;',
      says: [
        'This DELETE empties users, and every table that references it ON DELETE CASCADE. Add a WHERE; if all rows are meant, suppress this with the reason.',
      ],
    },
  ],
};
