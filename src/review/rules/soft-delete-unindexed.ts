import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'soft-delete-unindexed',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'sqlite', 'sqlserver'],
  recommended: false,
  what: 'The indexes of a table whose rows are only marked as deleted hold the deleted rows too.',
  why: 'Every query asks for the living, and reads past the dead ones that come first. Opinion: it counts once a good part of the rows is deleted.',
  instead: 'CREATE INDEX … WHERE deleted_at IS NULL.',
  sources: ['https://www.postgresql.org/docs/current/indexes-partial.html', 'https://www.sqlite.org/partialindex.html'],
  check: {
    table(table, context) {
      const mark = table.columns.find(({ name }) => /^(?:deleted|archived)_?(?:at|on)$/i.test(name));
      if (!mark || !isDesigned(table)) return;
      const speaks = (names: readonly string[]) => names.some((name) => name.toLowerCase() === mark.name.toLowerCase());
      for (const { at, name, unique, implicit, where, columns } of table.indexes) {
        if (
          unique ||
          implicit ||
          speaks([...(where?.columns ?? []), ...columns.flatMap(({ column }) => (column ? [column.name] : []))])
        )
          continue;
        context.report({
          span: at,
          table,
          message: `${name} holds the deleted rows of ${table.name} too, which no query asks for. Make it WHERE ${mark.name} IS NULL.`,
        });
      }
    },
  },
});

const T = 'CREATE TABLE t (id int PRIMARY KEY, a int, deleted_at timestamptz);';

export const cases: Cases = {
  good: [
    { title: 'a partial index', sql: `${T}\nCREATE INDEX i ON t (a) WHERE deleted_at IS NULL;` },
    { title: 'the mark in the index', sql: `${T}\nCREATE INDEX i ON t (a, deleted_at);` },
  ],
  bad: [
    {
      title: 'all rows',
      sql: `${T}\nCREATE INDEX «i» ON t (a);`,
      says: ['i holds the deleted rows of t too, which no query asks for. Make it WHERE deleted_at IS NULL.'],
    },
  ],
};
