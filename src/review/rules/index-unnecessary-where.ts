import type { Expression, Table } from '../../model';
import type { Cases } from '../cases';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';
import { columnOf } from '../tables';

export const rule = defineRule({
  id: 'index-unnecessary-where',
  category: 'performance',
  severity: 'info',
  dialects: ['postgresql', 'sqlite', 'sqlserver'],
  recommended: true,
  what: 'An index WHERE column IS NOT NULL leaves nothing out: the column cannot be NULL.',
  why: 'It is as large as a whole index, and queries that do not say IS NOT NULL themselves may not use it; ON CONFLICT needs the same condition.',
  instead: 'Leave the WHERE out.',
  sources: ['https://www.postgresql.org/docs/current/indexes-partial.html'],
  check: {
    table(table, context) {
      for (const { at, name, where } of table.indexes) {
        const column = where && onlyNotNull(where, table, context);
        if (!column) continue;
        context.report({
          span: at,
          table,
          message: `${name} leaves nothing out: ${table.name}.${column} cannot be NULL, and queries that do not say IS NOT NULL may pass the index by. Leave the WHERE out.`,
        });
      }
    },
  },
});

/** The column that is the whole of the condition and NOT NULL anyway. */
function onlyNotNull({ text, columns }: Expression, table: Table, context: BaseContext): string | undefined {
  const [name, second] = columns;
  if (!name || second || !/^[\s(]*["`[]?\w+["`\]]?\s+is\s+not\s+null[\s)]*$/i.test(text)) return undefined;
  return columnOf(table, name, context)?.notNull ? name : undefined;
}

const T = 'CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int);';

export const cases: Cases = {
  good: [
    { title: 'a column that may be NULL', sql: `${T}\nCREATE INDEX i ON t (b) WHERE b IS NOT NULL;` },
    { title: 'a further condition', sql: `${T}\nCREATE INDEX i ON t (a) WHERE a IS NOT NULL AND b > 0;` },
  ],
  bad: [
    {
      title: 'a column that cannot',
      sql: `${T}\nCREATE INDEX «i» ON t (a) WHERE a IS NOT NULL;`,
      says: [
        'i leaves nothing out: t.a cannot be NULL, and queries that do not say IS NOT NULL may pass the index by. Leave the WHERE out.',
      ],
    },
  ],
};
