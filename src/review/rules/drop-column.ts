import type { AddColumn, DropColumn, Table } from '../../model';
import { nameKey, objectKey } from '../../model';
import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import type { FileContext, StepContext } from '../rule';
import { defineRule } from '../rule';

interface Dropped {
  readonly operation: DropColumn;
  readonly key: string;
  readonly statement: number;
  readonly type: string | undefined;
  readonly goes: readonly string[];
}

const start = () => ({ dropped: [] as Dropped[], added: new Map<string, AddColumn[]>(), filled: new Set<string>() });

export const rule = defineRule({
  id: 'drop-column',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'DROP COLUMN loses what it holds, and fails the queries of code that still runs.',
  why: 'The values are gone with the commit; code deployed before it still selects or inserts the column (ORMs name every column) until the rollout ends. A column or table made in the same migration, and a generated column, hold nothing to lose. A column of the same type added in the same migration looks like a rename.',
  instead:
    'Release code that no longer names the column; then drop it, with a suppression that gives the reason. To rename: RENAME COLUMN, or add, copy, and drop later.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://github.com/ankane/strong_migrations#removing-a-column',
  ],
  check: {
    addColumn(operation, context) {
      const key = objectKey(context.dialect, operation.table.schema, operation.table.name);
      const { added } = context.memory(start);
      added.set(key, [...(added.get(key) ?? []), operation]);
    },
    changeData({ tables, columns, change }, context) {
      if (change !== 'update') return;
      const { filled } = context.memory(start);
      for (const table of tables) {
        const key = objectKey(context.dialect, table.schema, table.name);
        for (const { name } of columns) filled.add(`${key}\0${nameKey(context.dialect, name)}`);
      }
    },
    dropColumn(operation, context) {
      const { table, column } = operation;
      if (context.isNewColumn(table, column.name) || context.isNew(table)) return;
      const known = context.column(table, column.name);
      if (known?.generated || (operation.ifExists && context.table(table)?.complete && !known)) return;
      const key = objectKey(context.dialect, table.schema, table.name);
      const goes = goesWith(context.table(table), column.name, context);
      const { index: statement } = context;
      context.memory(start).dropped.push({ operation, key, statement, type: known?.type?.canonical, goes });
    },
    migration(context) {
      const memory = context.memory(start);
      const groups = new Map<string, Dropped[]>();
      for (const drop of memory.dropped) {
        const twin = twinOf(drop, memory, context);
        if (twin) reportTwin(drop, twin, context);
        else {
          // The columns that one statement drops are one decision.
          const id = `${drop.statement}\0${drop.key}`;
          groups.set(id, [...(groups.get(id) ?? []), drop]);
        }
      }
      for (const [first, ...more] of groups.values()) if (first) report(first, more, context);
    },
  },
});

function goesWith(table: Table | undefined, column: string, context: StepContext): readonly string[] {
  const key = nameKey(context.dialect, column);
  const uses = (parts: readonly { readonly column?: { readonly name: string } }[]): boolean =>
    parts.some((part) => part.column !== undefined && nameKey(context.dialect, part.column.name) === key);
  return [
    ...(table?.indexes ?? []).filter(({ columns }) => uses(columns)).map(({ name }) => `index ${name}`),
    ...(table?.uniques ?? []).filter(({ columns }) => uses(columns)).map(({ name }) => `unique constraint ${name}`),
    ...(table?.foreignKeys ?? [])
      .filter(({ columns }) => columns.some(({ name }) => nameKey(context.dialect, name) === key))
      .map(({ name }) => `foreign key ${name}`),
  ];
}

/** The one column of the same type that this migration adds, when it adds one, drops one, and copies nothing into it. */
function twinOf(drop: Dropped, memory: ReturnType<typeof start>, context: FileContext): AddColumn | undefined {
  const [twin, another] = (memory.added.get(drop.key) ?? []).filter(
    ({ column }) => drop.type !== undefined && column.type?.canonical === drop.type,
  );
  if (!twin || another) return undefined;
  const same = memory.dropped.filter(({ key, type }) => key === drop.key && type === drop.type);
  const isFilled = memory.filled.has(`${drop.key}\0${nameKey(context.dialect, twin.column.name.name)}`);
  return same.length > 1 || isFilled ? undefined : twin;
}

function loses({ operation, goes }: Dropped): string {
  const also = goes.length > 0 ? ` (and ${listed(goes)})` : '';
  return `Dropping ${tableName(operation.table)}.${operation.column.name}${also} loses its values, and code that still runs fails on it.`;
}

function reportTwin(drop: Dropped, twin: AddColumn, context: FileContext): void {
  context.report({
    span: drop.operation.column.span,
    table: drop.operation.table,
    message: `${loses(drop)} If ${twin.column.name.name}, added in this migration with the same type, is its new name, copy the values first or use RENAME COLUMN.`,
    related: [{ span: twin.column.name.span, message: 'A column of the same type is added here' }],
  });
}

function report(first: Dropped, more: readonly Dropped[], context: FileContext): void {
  const { table, column } = first.operation;
  const columns = [first, ...more].map(({ operation }) => operation.column.name);
  const goes = [...new Set([first, ...more].flatMap((drop) => drop.goes))];
  const also = goes.length > 0 ? ` (and ${listed(goes)})` : '';
  context.report({
    span: column.span,
    table,
    message:
      more.length === 0
        ? `${loses(first)} Release code that does not name it first; if that is done, suppress this with the reason.`
        : `Dropping ${listed(columns)} of ${tableName(table)}${also} loses their values, and code that still runs fails on them. Release code that does not name them first; if that is done, suppress this with the reason.`,
    related: more.map(({ operation }) => ({ span: operation.column.span, message: 'Dropped by the same statement' })),
  });
}

const USERS = 'CREATE TABLE users (id int PRIMARY KEY, name varchar(80), email varchar(80) UNIQUE);';

export const cases: Cases = {
  good: [
    {
      title: 'a column made in the same migration',
      before: USERS,
      sql: 'ALTER TABLE users ADD COLUMN a int;\nALTER TABLE users DROP COLUMN a;',
    },
    { title: 'a table made in the same migration', sql: `${USERS}\nALTER TABLE users DROP COLUMN name;` },
    {
      title: 'a generated column',
      before: 'CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a + 1) STORED);',
      sql: 'ALTER TABLE t DROP COLUMN b;',
    },
    {
      title: 'a column made in the same migration, in SQL Server',
      dialect: 'sqlserver',
      before: 'CREATE TABLE users (id int PRIMARY KEY);',
      sql: 'ALTER TABLE users ADD a int;\nGO\nALTER TABLE users DROP COLUMN a;',
    },
    { title: 'a down script', purpose: 'down', before: USERS, sql: 'ALTER TABLE users DROP COLUMN name;' },
    {
      title: 'a column that is not there any more',
      before: USERS,
      sql: 'ALTER TABLE users DROP COLUMN IF EXISTS nickname;',
    },
  ],
  bad: [
    {
      title: 'an existing column',
      before: USERS,
      sql: 'ALTER TABLE users DROP COLUMN «name»;',
      says: [
        'Dropping users.name loses its values, and code that still runs fails on it. Release code that does not name it first; if that is done, suppress this with the reason.',
      ],
    },
    {
      title: 'with what hangs on it',
      dialect: 'mysql',
      before: `${USERS}\nCREATE INDEX users_name ON users (name);`,
      sql: 'ALTER TABLE users DROP COLUMN «name»;',
      says: [
        'Dropping users.name (and index users_name) loses its values, and code that still runs fails on it. Release code that does not name it first; if that is done, suppress this with the reason.',
      ],
    },
    {
      title: 'several columns in one statement, which is one decision',
      before: USERS,
      sql: 'ALTER TABLE users DROP COLUMN «name», DROP COLUMN email;',
      says: [
        'Dropping name and email of users (and unique constraint users_email_key) loses their values, and code that still runs fails on them. Release code that does not name them first; if that is done, suppress this with the reason.',
      ],
    },
    {
      title: 'a column whose values are kept in another one first',
      before: USERS,
      sql: 'ALTER TABLE users ADD COLUMN full_name varchar(80);\nUPDATE users SET full_name = name WHERE id < 1000;\nALTER TABLE users DROP COLUMN «name»;',
      says: [
        'Dropping users.name loses its values, and code that still runs fails on it. Release code that does not name it first; if that is done, suppress this with the reason.',
      ],
    },
    {
      title: 'what looks like a rename',
      before: USERS,
      sql: 'ALTER TABLE users DROP COLUMN «name», ADD COLUMN full_name varchar(80);',
      says: [
        'Dropping users.name loses its values, and code that still runs fails on it. If full_name, added in this migration with the same type, is its new name, copy the values first or use RENAME COLUMN.',
      ],
    },
    {
      title: 'in SQL Server',
      dialect: 'sqlserver',
      before: USERS,
      sql: 'ALTER TABLE dbo.users DROP COLUMN «name»;',
      says: [
        'Dropping dbo.users.name loses its values, and code that still runs fails on it. Release code that does not name it first; if that is done, suppress this with the reason.',
      ],
    },
  ],
};
