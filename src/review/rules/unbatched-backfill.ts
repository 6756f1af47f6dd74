import type { ChangeData, Fix } from '../../model';
import type { Cases } from '../cases';
import { fix, isPlain, replace } from '../edits';
import { tableName, writtenTable } from '../names';
import { conditionOf, rowsTouched } from '../rows-touched';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'unbatched-backfill',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  scales: 'rows',
  what: 'One UPDATE or DELETE goes over a whole table in a migration.',
  why: 'Every row it touches stays locked until it commits, the dead rows bloat the table (or fill the undo log), and replicas lag behind one huge transaction: felt from some hundred thousand rows. A table made in the same migration, a batch, and a condition that names a value are exempt.',
  instead: 'Batches of a few thousand rows by key range, each committed by itself, outside the schema migration.',
  sources: [
    'https://docs.gitlab.com/development/database/batched_background_migrations/',
    'https://dev.mysql.com/doc/refman/8.4/en/optimizing-innodb-transaction-management.html',
  ],
  check: {
    changeData(operation, context) {
      const [table] = operation.tables;
      if (!table || (operation.change !== 'update' && operation.change !== 'delete') || context.isNew(table)) return;
      const rows = rowsTouched(operation, context);
      // A DELETE of everything is delete-without-where's.
      if (rows === 'some' || (operation.change === 'delete' && rows === 'all')) return;
      context.report({
        span: table.span,
        table,
        message: message(operation, rows, context),
        fixes: [inBatches(operation, context)],
      });
    },
  },
});

function message(operation: ChangeData, rows: 'all' | 'many', context: StepContext): string {
  const name = operation.tables[0] ? tableName(operation.tables[0]) : '';
  const verb = operation.change.toUpperCase();
  const how = rows === 'all' ? `writes every row of ${name}` : `goes over all of ${name}`;
  const costs = context.dialect === 'postgresql' ? 'dead rows pile up' : 'the undo log grows';
  return `This ${verb} ${how} in one transaction: its rows stay locked until it commits, ${costs}, and replicas lag. Do it in batches by key range, each committed by itself, outside the schema migration.`;
}

/** `SET a = 1 WHERE a IS NULL`: sure to end, since each batch leaves fewer NULLs. */
const CONSTANT_FILL =
  /^\s*update\s+(?:only\s+)?[\w."]+\s+set\s+("?\w+"?)\s*=\s*(?:'[^']*'|-?\d[\d.]*|true|false)\s+where\s+("?\w+"?)\s+is\s+null\s*$/i;

/** PostgreSQL 11+: COMMIT inside DO, where no transaction is open around it. */
function inBatches(operation: ChangeData, context: StepContext): Fix | undefined {
  if (context.dialect !== 'postgresql' || !isPlain(context) || !context.atLeast(11)) return undefined;
  if (context.transaction !== undefined || context.migration.transaction.mode === 'file') return undefined;
  const text = context.text(operation.span);
  const found = CONSTANT_FILL.exec(text);
  const condition = conditionOf(operation, context)?.trim();
  const [table] = operation.tables;
  if (!found || found[1] !== found[2] || !condition || !table) return undefined;
  const head = text.slice(0, text.length - condition.length);
  const name = writtenTable(context, table);
  const loop = `DO $$
BEGIN
  LOOP
    ${head.trim()} ctid IN (SELECT ctid FROM ${name} WHERE ${condition} LIMIT 5000);
    EXIT WHEN NOT FOUND;
    COMMIT;
  END LOOP;
END
$$`;
  return fix('thoughtful', 'Fill it in batches of 5,000 rows', [replace(operation.span, loop)]);
}

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, plan text, email text);';
const COSTS =
  'in one transaction: its rows stay locked until it commits, dead rows pile up, and replicas lag. Do it in batches by key range, each committed by itself, outside the schema migration.';

export const cases: Cases = {
  good: [
    {
      title: 'a batch',
      before: USERS,
      sql: "UPDATE users SET plan = 'free' WHERE id IN (SELECT id FROM users WHERE plan IS NULL LIMIT 5000);",
      clean: true,
    },
    {
      title: 'a loop of batches',
      before: USERS,
      sql: "DO $$ BEGIN LOOP UPDATE users SET plan = 'free' WHERE id IN (SELECT id FROM users WHERE plan IS NULL LIMIT 1000); EXIT WHEN NOT FOUND; COMMIT; END LOOP; END $$;",
      clean: true,
    },
    { title: 'a table made in the same migration', sql: `${USERS}\nUPDATE users SET plan = 'free';` },
    { title: 'a condition that names a value', before: USERS, sql: "UPDATE users SET plan = 'x' WHERE id = 7;" },
    {
      title: 'a small table',
      before: USERS,
      sizes: { users: { rows: 1000 } },
      sql: "UPDATE users SET plan = 'free' WHERE plan IS NULL;",
    },
  ],
  bad: [
    {
      title: 'all rows but those of one value',
      before: USERS,
      sql: "UPDATE «users» SET plan = 'free' WHERE email IS NOT NULL AND plan <> 'free';",
      says: [`This UPDATE goes over all of users ${COSTS}`],
    },
    {
      title: 'filling a column',
      before: USERS,
      sql: "UPDATE «users» SET plan = 'free' WHERE plan IS NULL;",
      says: [`This UPDATE goes over all of users ${COSTS}`],
      fixed: `DO $$
BEGIN
  LOOP
    UPDATE users SET plan = 'free' WHERE ctid IN (SELECT ctid FROM users WHERE plan IS NULL LIMIT 5000);
    EXIT WHEN NOT FOUND;
    COMMIT;
  END LOOP;
END
$$;`,
    },
    {
      title: 'a new column from an old one',
      before: USERS,
      sql: 'ALTER TABLE users ADD COLUMN mail text;\nUPDATE «users» SET mail = email;',
      says: [`This UPDATE writes every row of users ${COSTS}`],
    },
    {
      title: 'a join in MySQL',
      dialect: 'mysql',
      before: USERS,
      sql: 'UPDATE «users» u JOIN plans p ON p.user_id = u.id SET u.plan = p.name WHERE u.plan IS NULL;',
      says: [
        'This UPDATE goes over all of users in one transaction: its rows stay locked until it commits, the undo log grows, and replicas lag. Do it in batches by key range, each committed by itself, outside the schema migration.',
      ],
    },
  ],
};
