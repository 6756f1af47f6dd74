import type { Table } from '../../model';
import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'soft-delete-unique',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'sqlite', 'mysql', 'mariadb', 'sqlserver'],
  recommended: true,
  what: 'A table whose rows are only marked as deleted has a unique key that counts the deleted ones.',
  why: 'A user who deletes an account cannot come back with the same e-mail: the row that nobody sees any more still holds it. Keys over ids and tokens, which nobody chooses, are exempt.',
  instead:
    'A partial unique index: CREATE UNIQUE INDEX … WHERE deleted_at IS NULL (PostgreSQL, SQLite, SQL Server); in MySQL a generated column that is NULL for deleted rows, as part of the key.',
  sources: [
    'https://www.postgresql.org/docs/current/indexes-partial.html',
    'https://dev.mysql.com/doc/refman/8.4/en/create-index.html#create-index-functional-key-parts',
  ],
  check: {
    table(table, context) {
      const mark = table.columns.find(({ name }) =>
        /^(?:is_?deleted|deleted(?:_?(?:at|on|date))?|archived_?at)$/i.test(name),
      );
      if (!mark || table.partitionOf) return;
      for (const { at, columns, name } of chosenKeys(table, mark.name)) {
        const how =
          context.dialect === 'mysql' || context.dialect === 'mariadb'
            ? 'Add a generated column to the key that is NULL for deleted rows'
            : `Make it a unique index WHERE ${mark.name} ${/^is/i.test(mark.name) ? '= false' : 'IS NULL'}`;
        context.report({
          span: at,
          table,
          message: `${name} counts rows of ${table.name} that are marked as deleted (${mark.name}): ${columns.join(', ')} of a deleted row cannot be used again. ${how}.`,
        });
      }
    },
  },
});

/** Unique keys over what people choose: a name, an e-mail, a slug; neither the mark itself nor a condition is in them. */
function chosenKeys(table: Table, mark: string) {
  const keys = [...table.uniques, ...table.indexes.filter(({ unique, where }) => unique && !where)];
  return keys.flatMap(({ at, name, columns }) => {
    const names = columns.flatMap(({ column }) => (column ? [column.name] : []));
    const isWhole = names.length === columns.length && !names.includes(mark);
    return isWhole && names.some(isChosen) ? [{ at, name, columns: names }] : [];
  });
}

const CHOSEN = /^(?:email|mail|username|login|nickname|handle|slug|name|title|domain|subdomain|phone|code|sku)$/;

function isChosen(name: string): boolean {
  const words = wordsOf(name);
  return CHOSEN.test(words.at(-1) ?? '') || CHOSEN.test(words.join(''));
}

const T = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, token text, deleted_at timestamptz';

export const cases: Cases = {
  good: [
    { title: 'a partial index', sql: `${T});\nCREATE UNIQUE INDEX u ON users (email) WHERE deleted_at IS NULL;` },
    { title: 'the mark in the key', sql: `${T}, UNIQUE (email, deleted_at));` },
    { title: 'a token, which nobody chooses', sql: `${T}, UNIQUE (token));` },
    { title: 'no mark', sql: 'CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE);' },
  ],
  bad: [
    {
      title: 'an e-mail',
      sql: `${T}, CONSTRAINT «users_email» UNIQUE (email));`,
      says: [
        'users_email counts rows of users that are marked as deleted (deleted_at): email of a deleted row cannot be used again. Make it a unique index WHERE deleted_at IS NULL.',
      ],
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE users (id bigint PRIMARY KEY, email varchar(80), is_deleted tinyint(1), UNIQUE KEY «k» (email));',
      says: [
        'k counts rows of users that are marked as deleted (is_deleted): email of a deleted row cannot be used again. Add a generated column to the key that is NULL for deleted rows.',
      ],
    },
  ],
};
