import type { Column } from '../../model';
import type { Cases } from '../cases';
import { isText, ownColumns, wordsOf } from '../column-words';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'uuid-as-text',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mariadb', 'sqlserver'],
  recommended: true,
  supersedes: ['char-n'],
  what: 'A UUID kept as text takes 37 bytes in place of 16, in the row and in every index and reference, and any text passes for one.',
  why: 'The same UUID in capitals is another value: a lookup misses it and a unique key lets it in twice. MySQL, SQLite and Oracle have no type for UUIDs; MariaDB has one since 10.7.',
  instead: 'uuid (PostgreSQL, MariaDB 10.7), uniqueidentifier (SQL Server).',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-uuid.html',
    'https://mariadb.com/kb/en/uuid-data-type/',
    'https://learn.microsoft.com/en-us/sql/t-sql/data-types/uniqueidentifier-transact-sql',
  ],
  check: {
    table(table, context) {
      if (context.dialect === 'mariadb' && !context.atLeast(10, 7)) return;
      for (const column of ownColumns(table)) {
        if (!isText(column) || !holdsUuid(column)) continue;
        context.report({
          span: column.type?.span ?? column.at,
          table,
          message: `${table.name}.${column.name} holds a UUID as text: 37 bytes in place of 16 in the row and in every index, and the same UUID in capitals is another value. Use ${typeName(context)}.`,
        });
      }
    },
  },
});

function typeName({ dialect }: BaseContext): string {
  return dialect === 'sqlserver' ? 'uniqueidentifier' : 'uuid';
}

/** By a default that makes one, or by its name and a length that fits. */
function holdsUuid({ name, type, default: value }: Column): boolean {
  if (type?.dimensions) return false;
  if (
    value?.calls.some((call) =>
      /^(?:gen_random_uuid|uuid_generate_v\d\w*|uuidv[47]|newid|newsequentialid|uuid)$/.test(call),
    )
  )
    return /^[^|(+]*\([^|+]*\)(?:::\w+)*$/.test(value.text);
  const words = wordsOf(name);
  return /^(?:uuid|guid)$/.test(words.at(-1) ?? '') && (type?.length === undefined || type.length === 36);
}

export const cases: Cases = {
  good: [
    { title: 'uuid', sql: 'CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid());' },
    {
      title: 'a text whose length is no UUID’s',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, device_uuid varchar(100));',
    },
    { title: 'a UUID with a prefix', sql: "CREATE TABLE t (id text PRIMARY KEY DEFAULT 'usr_' || gen_random_uuid());" },
    { title: 'MySQL, which has no type for it', dialect: 'mysql', sql: 'CREATE TABLE t (uuid char(36) PRIMARY KEY);' },
  ],
  bad: [
    {
      title: 'by its default',
      sql: 'CREATE TABLE t (id «varchar(36)» PRIMARY KEY DEFAULT gen_random_uuid());',
      says: [
        't.id holds a UUID as text: 37 bytes in place of 16 in the row and in every index, and the same UUID in capitals is another value. Use uuid.',
      ],
    },
    {
      title: 'by its name',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, order_uuid «text» NOT NULL);',
      says: [
        't.order_uuid holds a UUID as text: 37 bytes in place of 16 in the row and in every index, and the same UUID in capitals is another value. Use uuid.',
      ],
    },
  ],
};
