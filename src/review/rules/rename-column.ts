import type { Ident, QualifiedName } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { tableKey, tableName } from '../names';
import type { FileContext, StepContext } from '../rule';
import { defineRule } from '../rule';

interface Renamed {
  readonly table: QualifiedName;
  readonly column: Ident;
  readonly to: string;
}

const start = () => ({ renamed: new Map<string, Renamed>() });

export const rule = defineRule({
  id: 'rename-column',
  category: 'backward-compat',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'RENAME COLUMN fails every query of the code that still runs.',
  why: 'Until the rollout ends, old code selects and inserts the old name, and new code the new one: whichever is deployed second fails in between. A column or table made in the same migration is exempt. In SQLite, where mostly one program opens the file, it is a warning.',
  instead:
    'Keep the name and map it in the ORM; or add the new column, write both, copy in batches, read the new one, drop the old one in a later release.',
  sources: [
    'https://github.com/ankane/strong_migrations#renaming-a-column',
    'https://docs.gitlab.com/development/database/avoiding_downtime_in_migrations/#renaming-columns',
  ],
  check: {
    renameColumn({ column, table, to }, context) {
      // Another takes the name over: whoever asks for it finds it.
      if (context.memory(start).renamed.delete(keyOf(table, to.name, context))) return;
      note({ table, column, to: to.name }, context);
    },
    addColumn({ table, column }, context) {
      context.memory(start).renamed.delete(keyOf(table, column.name.name, context));
    },
    alterColumn({ change, column, table }, context) {
      if (change.kind !== 'redefine') return;
      const to = change.column.name.name;
      if (nameKey(context.dialect, to) !== nameKey(context.dialect, column.name)) note({ table, column, to }, context);
    },
    migration(context) {
      for (const renamed of context.memory(start).renamed.values()) report(renamed, context);
    },
  },
});

function keyOf(table: QualifiedName, column: string, context: StepContext): string {
  return `${tableKey(context, table)}\0${nameKey(context.dialect, column)}`;
}

function note(renamed: Renamed, context: StepContext): void {
  const { table, column } = renamed;
  if (context.isNewColumn(table, column.name) || context.isNew(table)) return;
  context.memory(start).renamed.set(keyOf(table, column.name, context), renamed);
}

function report({ table, column, to }: Renamed, context: FileContext): void {
  context.report({
    span: column.span,
    table,
    ...(context.dialect === 'sqlite' ? { severity: 'warning' as const } : {}),
    message: `Code that still runs asks for ${tableName(table)}.${column.name}, and fails as soon as that is called ${to}. Keep the name and map it in the code; or add ${to}, write both, copy in batches, and drop ${column.name} in a later release.`,
  });
}

const USERS = 'CREATE TABLE users (id int PRIMARY KEY, name varchar(80));';
const SAYS =
  'Code that still runs asks for users.name, and fails as soon as that is called full_name. Keep the name and map it in the code; or add full_name, write both, copy in batches, and drop name in a later release.';

export const cases: Cases = {
  good: [
    {
      title: 'a column made in the same migration',
      before: USERS,
      sql: 'ALTER TABLE users ADD COLUMN a int;\nALTER TABLE users RENAME COLUMN a TO b;',
    },
    {
      title: 'a table made in the same migration',
      sql: `${USERS}\nALTER TABLE users RENAME COLUMN name TO full_name;`,
    },
    {
      title: 'two columns that change places',
      before: `${USERS}\nALTER TABLE users ADD COLUMN name_new text;`,
      sql: 'ALTER TABLE users RENAME COLUMN name TO name_old;\nALTER TABLE users RENAME COLUMN name_new TO name;',
    },
    {
      title: 'CHANGE that keeps the name',
      dialect: 'mysql',
      before: USERS,
      sql: 'ALTER TABLE users CHANGE name name varchar(80) NOT NULL;',
    },
  ],
  bad: [
    {
      title: 'an existing column',
      before: USERS,
      sql: 'ALTER TABLE users RENAME COLUMN «name» TO full_name;',
      says: [SAYS],
    },
    {
      title: 'CHANGE to another name in MySQL',
      dialect: 'mysql',
      before: USERS,
      sql: 'ALTER TABLE users CHANGE «name» full_name varchar(80);',
      says: [SAYS],
    },
    {
      title: 'sp_rename in SQL Server',
      dialect: 'sqlserver',
      before: 'CREATE TABLE users (id int PRIMARY KEY, name nvarchar(80));',
      sql: "EXEC sp_rename 'users.«name»', 'full_name', 'COLUMN';",
      says: [SAYS],
    },
  ],
};
