import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'char-too-long',
  category: 'schema-design',
  severity: 'info',
  dialects: ['mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A long CHAR keeps its whole length for every value.',
  why: 'Shorter values are filled up with blanks on disk and in the cache, and MySQL takes the blanks off again when reading, also those that were meant. Hashes and UUIDs of a fixed length fit a CHAR; the setting leaves room for them.',
  instead: 'VARCHAR.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/char.html'],
  options: { max: { default: 64, description: 'Characters that a CHAR may have: a SHA-256 in hexadecimal has 64.' } },
  check: {
    table(table, context) {
      for (const { type, name } of ownColumns(table)) {
        if (type?.family !== 'char' || (type.length ?? 1) <= context.option('max')) continue;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} keeps ${type.length} characters for every value, however short. Use VARCHAR(${type.length}).`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'a code and a hash',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, country char(2), digest char(64), a varchar(200));',
    },
  ],
  bad: [
    {
      title: 'a name',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, name «char(100)»);',
      says: ['t.name keeps 100 characters for every value, however short. Use VARCHAR(100).'],
    },
  ],
};
