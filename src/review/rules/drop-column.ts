import type { AddColumn, DropColumn, Table } from '../../model';
import { nameKey, objectKey } from '../../model';
import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

interface Dropped {
  readonly operation: DropColumn;
  readonly key: string;
  readonly type: string | undefined;
  readonly goes: readonly string[];
}

const start = () => ({ dropped: [] as Dropped[], added: new Map<string, AddColumn[]>() });

export const rule = defineRule({
  id: 'drop-column',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite'],
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
    dropColumn(operation, context) {
      const { table, column } = operation;
      if (context.isNewColumn(table, column.name) || context.isNew(table)) return;
      const known = context.column(table, column.name);
      if (known?.generated || (operation.ifExists && context.table(table)?.complete && !known)) return;
      const key = objectKey(context.dialect, table.schema, table.name);
      const goes = goesWith(context.table(table), column.name, context);
      context.memory(start).dropped.push({ operation, key, type: known?.type?.canonical, goes });
    },
    migration(context) {
      const { dropped, added } = context.memory(start);
      for (const drop of dropped) {
        const twin = added
          .get(drop.key)
          ?.find(({ column }) => drop.type !== undefined && column.type?.canonical === drop.type);
        const { table, column } = drop.operation;
        context.report({
          span: column.span,
          table,
          message: message(drop, twin),
          ...(twin
            ? { related: [{ span: twin.column.name.span, message: 'A column of the same type is added here' }] }
            : {}),
        });
      }
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

function message({ operation, goes }: Dropped, twin: AddColumn | undefined): string {
  const name = `${tableName(operation.table)}.${operation.column.name}`;
  const also = goes.length > 0 ? ` (and ${listed(goes)})` : '';
  const start = `Dropping ${name}${also} loses its values, and code that still runs fails on it.`;
  if (twin) {
    return `${start} If ${twin.column.name.name}, added in this migration with the same type, is its new name, copy the values first or use RENAME COLUMN.`;
  }
  return `${start} Release code that does not name it first; if that is done, suppress this with the reason.`;
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
    { title: 'a down script', purpose: 'down', before: USERS, sql: 'ALTER TABLE users DROP COLUMN name;' },
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
      dialect: 'sqlite',
      before: `${USERS}\nCREATE INDEX users_name ON users (name);`,
      sql: 'ALTER TABLE users DROP COLUMN «name»;',
      says: [
        'Dropping users.name (and index users_name) loses its values, and code that still runs fails on it. Release code that does not name it first; if that is done, suppress this with the reason.',
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
  ],
};
