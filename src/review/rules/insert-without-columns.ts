import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'insert-without-columns',
  category: 'backward-compat',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'INSERT without a column list goes by the order of the columns, which differs between databases.',
  why: 'A column added or dropped in one environment first, or a table rebuilt in another order, puts values into the wrong columns or fails. A table made in the same migration has the order that stands above it, and a copy from a table made alike (INSERT … SELECT *) is a rebuild’s.',
  instead: 'Name the columns.',
  sources: ['https://www.postgresql.org/docs/current/sql-insert.html'],
  check: {
    changeData({ change, tables, columns, sources, span }, context) {
      const [table] = tables;
      if (change !== 'insert' || !table || columns.length > 0 || sources.length > 0 || context.isNew(table)) return;
      // What a program inserts is named by its ORM: only SQL can leave the list out.
      if (!/^\s*(?:with|insert)\b/i.test(context.text(span))) return;
      context.report({
        span: table.span,
        message: `This INSERT goes by the order of ${tableName(table)}'s columns, which may differ between databases: values land in the wrong ones, or it fails. Name the columns.`,
      });
    },
  },
});

const T = 'CREATE TABLE plans (id int PRIMARY KEY, name text);';

export const cases: Cases = {
  good: [
    { title: 'columns named', before: T, sql: "INSERT INTO plans (id, name) VALUES (1, 'free');" },
    { title: 'a table made in the same migration', sql: `${T}\nINSERT INTO plans VALUES (1, 'free');` },
  ],
  bad: [
    {
      title: 'by order',
      before: T,
      sql: "INSERT INTO «plans» VALUES (1, 'free');",
      says: [
        "This INSERT goes by the order of plans's columns, which may differ between databases: values land in the wrong ones, or it fails. Name the columns.",
      ],
    },
  ],
};
