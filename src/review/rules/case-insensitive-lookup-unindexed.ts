import type { Cases } from '../cases';
import { isText, wordsOf } from '../column-words';
import { defineRule } from '../rule';
import { columnOf, isDesigned, uniqueKeys } from '../tables';

export const rule = defineRule({
  id: 'case-insensitive-lookup-unindexed',
  category: 'performance',
  severity: 'info',
  dialects: ['postgresql', 'oracle'],
  recommended: false,
  what: 'An e-mail address or user name is unique as it is written: Ann@x.org and ann@x.org are two accounts.',
  why: 'WHERE lower(email) = … does not use the index besides. Opinion: many applications write all addresses in lower case.',
  instead: 'A unique index ON (lower(email)), or citext.',
  sources: [
    'https://www.postgresql.org/docs/current/indexes-expressional.html',
    'https://www.postgresql.org/docs/current/citext.html',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      for (const [name, second] of uniqueKeys(table)) {
        const column = name === undefined || second ? undefined : columnOf(table, name, context);
        if (!column || column.type?.family === 'citext' || column.collation || !isText(column) || !isLogin(column.name))
          continue;
        const isLower =
          table.checks.some(
            ({ expression }) => /lower/i.test(expression.text) && expression.columns.includes(column.name),
          ) ||
          table.indexes.some(({ columns }) =>
            columns.some(({ expression }) => expression?.columns.includes(column.name)),
          );
        if (isLower) continue;
        context.report({
          span: column.at,
          table,
          message: `${table.name}.${column.name} is unique as it is written: two spellings are two accounts, and lower(${column.name}) finds no index. Make it a unique index ON (lower(${column.name})), or citext.`,
        });
      }
    },
  },
});

function isLogin(name: string): boolean {
  return /^(?:email|emailaddress|username|login)$/.test(wordsOf(name).join(''));
}

export const cases: Cases = {
  good: [
    {
      title: 'an index over lower',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, email text);\nCREATE UNIQUE INDEX ON users (lower(email));',
    },
    { title: 'citext', sql: 'CREATE TABLE users (id int PRIMARY KEY, email citext UNIQUE);' },
  ],
  bad: [
    {
      title: 'as it is written',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, «email» text UNIQUE);',
      says: [
        'users.email is unique as it is written: two spellings are two accounts, and lower(email) finds no index. Make it a unique index ON (lower(email)), or citext.',
      ],
    },
  ],
};
