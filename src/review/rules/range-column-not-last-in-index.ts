import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { columnOf, isDesigned } from '../tables';

export const rule = defineRule({
  id: 'range-column-not-last-in-index',
  category: 'performance',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver'],
  recommended: false,
  what: 'An index has a time before another column: after a range of times it does not find the other.',
  why: 'WHERE made > … AND customer = … reads all entries of the range and looks at the customer of each. Opinion: an index that only sorts, or is asked for one day, is right so.',
  instead: 'The columns that are compared with = first, the time last.',
  sources: [
    'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
    'https://dev.mysql.com/doc/refman/8.4/en/range-optimization.html#range-access-multi-part',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      for (const { at, name, columns, unique, method } of table.indexes) {
        if (unique || (method && !/^btree$/i.test(method))) continue;
        const early = columns
          .slice(0, -1)
          .find(
            ({ column }) =>
              column && /^(?:timestamp|datetime)$/.test(columnOf(table, column.name, context)?.type?.family ?? ''),
          );
        if (!early?.column) continue;
        context.report({
          span: at,
          table,
          message: `${name} has ${early.column.name} before other columns: after a range of times it does not find them. Put ${early.column.name} last.`,
        });
      }
    },
  },
});

const T = 'CREATE TABLE t (id int PRIMARY KEY, made timestamptz, a int);';

export const cases: Cases = {
  good: [{ title: 'the time last', sql: `${T}\nCREATE INDEX i ON t (a, made);` }],
  bad: [
    {
      title: 'the time first',
      sql: `${T}\nCREATE INDEX «i» ON t (made, a);`,
      says: ['i has made before other columns: after a range of times it does not find them. Put made last.'],
    },
  ],
};
