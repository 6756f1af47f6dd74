import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { columnOf, isDesigned } from '../tables';

export const rule = defineRule({
  id: 'index-on-boolean',
  category: 'performance',
  severity: 'info',
  dialects: ['postgresql', 'sqlite', 'sqlserver'],
  recommended: true,
  what: 'An index on a lone boolean has two values to find rows by: half of the table each, or nearly none and nearly all.',
  why: 'For the common value no plan uses it, and it holds an entry for every row all the same. For the rare value a partial index holds only what is looked for. An index with a condition, or with further columns, is let pass.',
  instead: 'CREATE INDEX … ON t (what the query sorts by) WHERE flag.',
  sources: ['https://www.postgresql.org/docs/current/indexes-partial.html', 'https://www.sqlite.org/partialindex.html'],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      for (const { at, name, columns, where, unique, include, implicit, method } of table.indexes) {
        const [only, second] = columns;
        if (!only?.column || second || where || unique || include?.length || implicit) continue;
        if (method && !/^(?:btree|hash)$/i.test(method)) continue;
        const column = columnOf(table, only.column.name, context);
        if (column?.type?.family !== 'boolean' || column.type.dimensions) continue;
        context.report({
          span: at,
          table,
          message: `${name} finds rows of ${table.name} by ${column.name} alone, which has two values: for the common one no plan uses it. Index what the query sorts by WHERE ${column.name} (or NOT), whichever is rare.`,
        });
      }
    },
  },
});

const T = 'CREATE TABLE jobs_todo (id int PRIMARY KEY, done boolean NOT NULL, due date);';

export const cases: Cases = {
  good: [
    { title: 'a partial index', sql: `${T}\nCREATE INDEX i ON jobs_todo (due) WHERE NOT done;` },
    { title: 'a further column', sql: `${T}\nCREATE INDEX i ON jobs_todo (done, due);` },
  ],
  bad: [
    {
      title: 'a flag alone',
      sql: `${T}\nCREATE INDEX «i» ON jobs_todo (done);`,
      says: [
        'i finds rows of jobs_todo by done alone, which has two values: for the common one no plan uses it. Index what the query sorts by WHERE done (or NOT), whichever is rare.',
      ],
    },
  ],
};
