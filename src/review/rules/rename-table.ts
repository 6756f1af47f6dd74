import type { Fix, QualifiedName, RenameTable } from '../../model';
import type { Cases } from '../cases';
import { fix, insertAfterStatement, isPlain } from '../edits';
import { tableKey, tableName, written, writtenTable } from '../names';
import { isWorkingName } from '../rebuild';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

const start = () => ({ renamed: new Map<string, { operation: RenameTable; fix: Fix | undefined }>() });

export const rule = defineRule({
  id: 'rename-table',
  category: 'backward-compat',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'RENAME TABLE fails every query of the code that still runs.',
  why: 'Until the rollout ends, old code asks for the old name. A table made in the same migration, a view (or a new table) with the old name made by it, and the swap of a rebuild are exempt. In SQLite, where mostly one program opens the file, it is a warning.',
  instead:
    'Leave a view with the old name, in the same transaction, and drop it in a later release; or keep the name and map it in the ORM.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS',
  ],
  check: {
    renameTable(operation, context) {
      const { renamed } = context.memory(start);
      renamed.delete(tableKey(context, target(operation)));
      // sp_rename renames constraints and procedures by the same words.
      if (context.dialect === 'sqlserver' && !context.table(operation.table)) return;
      if (context.isNew(operation.table) || isWorkingName(operation.table.name, operation.to.name)) return;
      renamed.set(tableKey(context, operation.table), { operation, fix: viewWithOldName(operation, context) });
    },
    createView({ view }, context) {
      context.memory(start).renamed.delete(tableKey(context, view));
    },
    createTable({ table }, context) {
      context.memory(start).renamed.delete(tableKey(context, table));
    },
    dropTable({ table }, context) {
      // Renamed away and dropped: drop-table's, if anything is lost.
      const { renamed } = context.memory(start);
      for (const [key, { operation }] of renamed) {
        if (tableKey(context, target(operation)) === tableKey(context, table)) renamed.delete(key);
      }
    },
    migration(context) {
      for (const { operation, fix: view } of context.memory(start).renamed.values()) {
        const name = tableName(operation.table);
        const instead =
          context.dialect === 'sqlite'
            ? 'Keep the name and map it in the code.'
            : `Leave a view ${name} over ${operation.to.name} until no code uses the old name, or keep the name and map it in the code.`;
        context.report({
          span: operation.table.span,
          table: operation.table,
          ...(context.dialect === 'sqlite' ? { severity: 'warning' as const } : {}),
          message: `Code that still runs asks for ${name}, and fails as soon as that is called ${operation.to.name}. ${instead}`,
          fixes: [view],
        });
      }
    },
  },
});

function target({ table, to }: RenameTable): QualifiedName {
  return { ...to, ...(to.schema === undefined && table.schema !== undefined ? { schema: table.schema } : {}) };
}

/** A view over one table takes INSERT, UPDATE and DELETE in PostgreSQL and MySQL; not in SQLite. */
function viewWithOldName(operation: RenameTable, context: StepContext): Fix | undefined {
  if (context.dialect === 'sqlite' || !isPlain(context) || context.statement.operations.length > 1) return undefined;
  const schema = writtenTable(context, operation.table).slice(0, -context.text(operation.table.span).length);
  const to =
    operation.to.schema === undefined
      ? `${schema}${written(context, operation.to)}`
      : writtenTable(context, operation.to);
  return fix('thoughtful', 'Leave a view with the old name', [
    insertAfterStatement(context, [`CREATE VIEW ${writtenTable(context, operation.table)} AS SELECT * FROM ${to};`]),
  ]);
}

const USERS = 'CREATE TABLE users (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    {
      title: 'a view with the old name',
      before: USERS,
      transaction: 'file',
      sql: "SET LOCAL lock_timeout = '5s';\nALTER TABLE users RENAME TO members;\nCREATE VIEW users AS SELECT * FROM members;",
      clean: true,
    },
    { title: 'a table made in the same migration', sql: `${USERS}\nALTER TABLE users RENAME TO members;` },
    {
      title: 'the swap of a rebuild',
      before: USERS,
      sql: 'CREATE TABLE users_new (id bigint PRIMARY KEY);\nALTER TABLE users RENAME TO users_old;\nALTER TABLE users_new RENAME TO users;',
    },
    {
      title: 'the last step of a rebuild that is spread over migrations',
      dialect: 'sqlite',
      before: 'CREATE TABLE _users_tmp (id int PRIMARY KEY);',
      sql: 'ALTER TABLE "_users_tmp" RENAME TO "users";',
    },
    { title: 'a down script', purpose: 'down', before: USERS, sql: 'ALTER TABLE users RENAME TO members;' },
  ],
  bad: [
    {
      title: 'an existing table',
      before: USERS,
      sql: 'ALTER TABLE «users» RENAME TO members;',
      says: [
        'Code that still runs asks for users, and fails as soon as that is called members. Leave a view users over members until no code uses the old name, or keep the name and map it in the code.',
      ],
      fixed: 'ALTER TABLE users RENAME TO members;\nCREATE VIEW users AS SELECT * FROM members;',
    },
    {
      title: 'in another schema',
      before: 'CREATE TABLE app.users (id int PRIMARY KEY);',
      sql: 'ALTER TABLE app.«users» RENAME TO members;',
      says: [
        'Code that still runs asks for app.users, and fails as soon as that is called members. Leave a view app.users over members until no code uses the old name, or keep the name and map it in the code.',
      ],
      fixed: 'ALTER TABLE app.users RENAME TO members;\nCREATE VIEW app.users AS SELECT * FROM app.members;',
    },
    {
      title: 'in SQLite',
      dialect: 'sqlite',
      before: USERS,
      sql: 'ALTER TABLE «users» RENAME TO members;',
      says: [
        'Code that still runs asks for users, and fails as soon as that is called members. Keep the name and map it in the code.',
      ],
    },
  ],
};
