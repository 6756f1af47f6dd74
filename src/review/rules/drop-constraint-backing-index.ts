import type { Table } from '../../model';
import { nameKey } from '../../model';
import { quoteName } from '../../sql';
import type { Cases } from '../cases';
import { fix, isPlain, replace } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'drop-constraint-backing-index',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql', 'sqlserver', 'oracle'],
  recommended: true,
  supersedes: ['drop-index-non-concurrent'],
  what: 'DROP INDEX of the index behind a primary key or UNIQUE constraint is refused.',
  why: 'The constraint owns its index: "cannot drop index … because constraint … requires it". The migration stops there, on an empty table too. MySQL and MariaDB have no such difference, and DROP INDEX takes the key away.',
  instead: 'ALTER TABLE … DROP CONSTRAINT, if the rule itself is to go.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-dropindex.html',
    'https://learn.microsoft.com/en-us/sql/t-sql/statements/drop-index-transact-sql',
  ],
  check: {
    dropIndex({ index, span, cascade }, context) {
      const key = nameKey(context.dialect, index.name);
      const owner = [...context.schema.tables.values()].find(
        (table) =>
          (table.schema ?? '') === (index.schema ?? table.schema ?? '') &&
          keysOf(table).some(({ name }) => nameKey(context.dialect, name) === key),
      );
      if (!owner) return;
      const kind =
        owner.primaryKey && nameKey(context.dialect, owner.primaryKey.name) === key
          ? 'primary key'
          : 'UNIQUE constraint';
      const table = [owner.schema, owner.name].flatMap((part) =>
        part === undefined ? [] : [quoteName(part, context.dialect)],
      );
      const drop = `ALTER TABLE ${table.join('.')} DROP CONSTRAINT ${quoteName(index.name, context.dialect)}`;
      const isAlone = context.statement.operations.length === 1;
      context.report({
        span: index.span,
        table: owner,
        message: `${index.name} is the index of a ${kind} of ${owner.name}: the server refuses to drop it. ${drop}, if the rule itself is to go.`,
        fixes: [
          isAlone && isPlain(context) && !cascade
            ? fix('thoughtful', `Drop the ${kind} instead`, [replace(span, drop)])
            : undefined,
        ],
      });
    },
  },
});

function keysOf({ primaryKey, uniques }: Table): readonly { readonly name: string }[] {
  return primaryKey ? [primaryKey, ...uniques] : uniques;
}

const T = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, CONSTRAINT users_email_key UNIQUE (email));';

export const cases: Cases = {
  good: [
    {
      title: 'an index of its own',
      before: `${T}\nCREATE UNIQUE INDEX users_lower ON users (lower(email));`,
      sql: 'DROP INDEX CONCURRENTLY users_lower;',
    },
    { title: 'by its constraint', before: T, sql: 'ALTER TABLE users DROP CONSTRAINT users_email_key;' },
  ],
  bad: [
    {
      title: 'of a UNIQUE constraint',
      before: T,
      sql: 'DROP INDEX «users_email_key»;',
      says: [
        'users_email_key is the index of a UNIQUE constraint of users: the server refuses to drop it. ALTER TABLE users DROP CONSTRAINT users_email_key, if the rule itself is to go.',
      ],
      fixed: 'ALTER TABLE users DROP CONSTRAINT users_email_key;',
      fixLeaves: ['missing-lock-timeout', 'drop-constraint'],
    },
    {
      title: 'of the primary key',
      before: T,
      sql: 'DROP INDEX IF EXISTS «users_pkey» CASCADE;',
      says: [
        'users_pkey is the index of a primary key of users: the server refuses to drop it. ALTER TABLE users DROP CONSTRAINT users_pkey, if the rule itself is to go.',
      ],
    },
  ],
};
