import type { QualifiedName } from '../../model';
import { spanContains } from '../../model';
import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import { rowsTouched } from '../rows-touched';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'update-without-where',
  category: 'destructive',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  supersedes: ['unbatched-backfill'],
  what: 'UPDATE without WHERE writes over what a column holds in every row.',
  why: 'The old values are gone with the commit: a forgotten condition is the classic way to lose a column. Columns that were added to the table later are taken to be filled here (unbatched-backfill speaks of the cost), and tables made in the same migration hold nothing to lose.',
  instead:
    'Say which rows are meant; keep the old values (a copy of the column) until the change has proven itself; go in batches.',
  sources: ['https://www.postgresql.org/docs/current/sql-update.html'],
  check: {
    changeData(operation, context) {
      const [table] = operation.tables;
      if (operation.change !== 'update' || !table || context.isNew(table)) return;
      if (rowsTouched(operation, context) !== 'all') return;
      const old = operation.columns.filter(({ name }) => cameWithTable(table, name, context)).map(({ name }) => name);
      if (old.length === 0) return;
      const columns = listed(old.map((name) => `${tableName(table)}.${name}`));
      context.report({
        span: table.span,
        table,
        message: `This UPDATE writes over ${columns} in every row; the old values are lost, and on a large table all rows stay locked until it commits. If every row is meant, keep a copy of the old values and go in batches; else add a WHERE.`,
      });
    },
  },
});

/**
 * Only a column as old as its table: filling one that was added later, in this migration or in the one before, is what
 * an UPDATE of every row is mostly for.
 */
function cameWithTable(table: QualifiedName, name: string, context: StepContext): boolean {
  if (context.isNewColumn(table, name)) return false;
  const known = context.table(table);
  const column = context.column(table, name);
  return !known || !column || spanContains(known.span, column.at);
}

const USERS = 'CREATE TABLE users (id int PRIMARY KEY, plan text);';

export const cases: Cases = {
  good: [
    { title: 'a condition', before: USERS, sql: "UPDATE users SET plan = 'free' WHERE plan = 'trial';" },
    {
      title: 'a column made in the same migration',
      before: USERS,
      sql: "ALTER TABLE users ADD COLUMN tier text;\nUPDATE users SET tier = 'basic';",
    },
    {
      title: 'a column added by the migration before',
      before: `${USERS}\nALTER TABLE users ADD COLUMN tier text;`,
      sql: "UPDATE users SET tier = 'basic';",
    },
    { title: 'a table made in the same migration', sql: `${USERS}\nUPDATE users SET plan = 'free';` },
  ],
  bad: [
    {
      title: 'an existing column',
      before: USERS,
      sql: "UPDATE «users» SET plan = 'free';",
      says: [
        'This UPDATE writes over users.plan in every row; the old values are lost, and on a large table all rows stay locked until it commits. If every row is meant, keep a copy of the old values and go in batches; else add a WHERE.',
      ],
    },
    {
      title: 'a condition that is always true, in SQLite',
      dialect: 'sqlite',
      before: USERS,
      sql: "UPDATE «users» SET plan = 'free' WHERE 1 = 1;",
      says: [
        'This UPDATE writes over users.plan in every row; the old values are lost, and on a large table all rows stay locked until it commits. If every row is meant, keep a copy of the old values and go in batches; else add a WHERE.',
      ],
    },
  ],
};
