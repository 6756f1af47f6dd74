import type { Table } from '../../model';
import type { Cases } from '../cases';
import { isText, wordsOf } from '../column-words';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'missing-unique-index',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'The name by which people log in has no unique key: two accounts may have it.',
  why: 'An application that looks first and inserts then lets two requests through at once; which of the two accounts a login finds is chance, and the way back (merging people) is manual work. Said of the e-mail address or user name of a table of users that keeps a password; any unique index that has the column counts.',
  instead:
    'A unique key, over lower(email) where case does not count; in PostgreSQL CREATE UNIQUE INDEX CONCURRENTLY after the doubles are gone.',
  sources: [
    'https://guides.rubyonrails.org/active_record_validations.html#uniqueness',
    'https://www.postgresql.org/docs/current/indexes-unique.html',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table) || !isAccounts(table)) return;
      const logins = table.columns.filter((column) => isText(column) && isLogin(column.name));
      const [first] = logins;
      if (!first || logins.some(({ name }) => isUnique(table, name, context))) return;
      context.report({
        span: first.at,
        table,
        message: `${table.name}.${first.name} has no unique key: of two requests at once both are let through, and two accounts have one ${/mail/i.test(first.name) ? 'address' : 'name'}. Add a unique index.`,
      });
    },
  },
});

function isLogin(name: string): boolean {
  return /^(?:email|emailaddress|username|login|loginname)$/.test(wordsOf(name).join(''));
}

function isAccounts({ name, columns }: Table): boolean {
  const isPeople = /^(?:users?|accounts?|members?|admins?|administrators?)$/.test(wordsOf(name).at(-1) ?? '');
  return (
    isPeople &&
    columns.some((column) =>
      /^(?:password|encrypted_?password|password_?(?:hash|digest)|hashed_?password|passwd)$/i.test(column.name),
    )
  );
}

function isUnique({ primaryKey, uniques, indexes }: Table, name: string, { dialect }: BaseContext): boolean {
  const same = (other: string) =>
    dialect === 'postgresql' ? other === name : other.toLowerCase() === name.toLowerCase();
  return [...(primaryKey ? [primaryKey] : []), ...uniques, ...indexes.filter(({ unique }) => unique)].some(
    ({ columns }) =>
      columns.some(({ column, expression }) => (column && same(column.name)) || expression?.columns.some(same)),
  );
}

export const cases: Cases = {
  good: [
    { title: 'a unique key', sql: 'CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, password_hash text);' },
    {
      title: 'a unique index over an expression',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, email text, password_hash text);\nCREATE UNIQUE INDEX ON users (lower(email));',
    },
    { title: 'people who do not log in', sql: 'CREATE TABLE customers (id int PRIMARY KEY, email text);' },
    {
      title: 'a unique user name beside the address',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, username text UNIQUE, email text, password_hash text);',
    },
  ],
  bad: [
    {
      title: 'an address that two may have',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, «email» text, password_hash text);\nCREATE INDEX ON users (email);',
      says: [
        'users.email has no unique key: of two requests at once both are let through, and two accounts have one address. Add a unique index.',
      ],
    },
  ],
};
