import type { QualifiedName } from '../../model';
import { objectKey } from '../../model';
import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import { rowsTouched } from '../rows-touched';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'delete-without-where',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
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
        message: `This DELETE empties ${listed([tableName(table), ...cascadeFrom(table, context)])}. Add a WHERE; if all rows are meant, suppress this with the reason.`,
      });
    },
  },
});

/** Tables whose rows go too: those that reference it ON DELETE CASCADE, as far as the history tells. */
function cascadeFrom(table: QualifiedName, context: StepContext): readonly string[] {
  const key = objectKey(context.dialect, table.schema, table.name);
  const children = [...context.schema.tables.values()].filter(({ foreignKeys }) =>
    foreignKeys.some(
      ({ onDelete, refTable }) =>
        onDelete === 'cascade' && objectKey(context.dialect, refTable.schema, refTable.name) === key,
    ),
  );
  return children.filter(({ name }) => name !== table.name).map((child) => `${child.name} (by ON DELETE CASCADE)`);
}

const USERS = 'CREATE TABLE users (id int PRIMARY KEY, plan text);';

export const cases: Cases = {
  good: [
    { title: 'a condition', before: USERS, sql: "DELETE FROM users WHERE plan = 'trial';", clean: true },
    { title: 'a table made in the same migration', sql: `${USERS}\nDELETE FROM users;` },
    {
      title: 'a join, which says which rows are meant',
      dialect: 'mysql',
      before: `${USERS}\nCREATE TABLE gone (id int PRIMARY KEY);`,
      sql: 'DELETE users FROM users INNER JOIN gone ON gone.id = users.id;',
    },
    { title: 'a down script', purpose: 'down', before: USERS, sql: 'DELETE FROM users;' },
  ],
  bad: [
    {
      title: 'no condition',
      before: USERS,
      sql: 'DELETE FROM «users»;',
      says: ['This DELETE empties users. Add a WHERE; if all rows are meant, suppress this with the reason.'],
    },
    {
      title: 'with the rows of another table',
      before: `${USERS}\nCREATE TABLE carts (id int PRIMARY KEY, user_id int REFERENCES users ON DELETE CASCADE);`,
      sql: 'DELETE FROM «users»;',
      says: [
        'This DELETE empties users and carts (by ON DELETE CASCADE). Add a WHERE; if all rows are meant, suppress this with the reason.',
      ],
    },
    {
      title: 'one that is always true',
      dialect: 'mysql',
      before: USERS,
      sql: 'DELETE FROM «users» WHERE true;',
      says: ['This DELETE empties users. Add a WHERE; if all rows are meant, suppress this with the reason.'],
    },
  ],
};
