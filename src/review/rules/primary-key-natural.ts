import type { Table } from '../../model';
import type { Cases } from '../cases';
import { isText, wordsOf } from '../column-words';
import { tableKey } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';
import { columnOf, isDesigned } from '../tables';

export const rule = defineRule({
  id: 'primary-key-natural',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'The primary key is what a person may change: an e-mail address, a user name, a telephone number.',
  why: 'Whoever changes theirs changes the key, and every row that refers to it, in one transaction; a copy of the key stays in logs and other systems and means nobody any more. Codes of a standard, names in tables of values, and what only waits for an answer (invitations) are let pass.',
  instead: 'A key of its own (identity, uuid), and a unique key over the value.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/primary-key-optimization.html',
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS',
  ],
  check: {
    table(table, context) {
      if (!isLasting(table, context)) return;
      const [first, second] = table.primaryKey?.columns ?? [];
      const name = first?.column?.name;
      if (!isDesigned(table) || !table.primaryKey || name === undefined || second) return;
      const column = columnOf(table, name, context);
      // A row of another table that happens to be told by an address (a subscription, a token) has its key there.
      if (
        !column ||
        !isText(column) ||
        !isPersonal(name) ||
        table.foreignKeys.some(({ columns }) => columns.some((other) => other.name === name))
      )
        return;
      context.report({
        span: table.primaryKey.at,
        table,
        message: `The primary key of ${table.name} is ${name}, which people change: each change rewrites every row that refers to it. Give the table a key of its own, and ${name} a unique key.`,
      });
    },
  },
});

/** A table of people, or one that others refer to: what waits for an answer (an invitation, a code) goes by its address and is gone. */
function isLasting(table: Table, context: BaseContext): boolean {
  if (
    /^(?:users?|accounts?|members?|customers?|people|persons?|employees?|contacts?|clients?)$/.test(
      wordsOf(table.name).at(-1) ?? '',
    )
  )
    return true;
  const key = tableKey(context, table);
  return [...context.schema.tables.values()].some(({ foreignKeys }) =>
    foreignKeys.some(({ refTable }) => tableKey(context, refTable) === key),
  );
}

function isPersonal(name: string): boolean {
  return /^(?:user|member|customer|contact|primary)?(?:email|emailaddress|username|login|loginname|phone|phonenumber|mobile|nickname)$/.test(
    wordsOf(name).join(''),
  );
}

export const cases: Cases = {
  good: [
    { title: 'a key of its own', sql: 'CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE);' },
    { title: 'an invitation', sql: 'CREATE TABLE invitations (email text PRIMARY KEY);' },
    { title: 'a code of a standard', sql: 'CREATE TABLE countries (code char(2) PRIMARY KEY, name text);' },
  ],
  bad: [
    {
      title: 'an e-mail address',
      sql: 'CREATE TABLE users (email text, name text, CONSTRAINT «users_pk» PRIMARY KEY (email));',
      says: [
        'The primary key of users is email, which people change: each change rewrites every row that refers to it. Give the table a key of its own, and email a unique key.',
      ],
    },
  ],
};
