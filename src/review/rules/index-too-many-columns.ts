import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'index-too-many-columns',
  category: 'performance',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver'],
  recommended: true,
  what: 'An index of many key columns serves few queries and costs every write.',
  why: 'Behind the first two or three columns a key part seldom narrows a search any more, while each makes the index larger and slower to keep. Unique indexes state a rule, and INCLUDE columns are no key: neither counts.',
  instead:
    'Keep the columns that queries compare with =, then one for a range or the order; put what is only read into INCLUDE.',
  sources: [
    'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
    'https://dev.mysql.com/doc/refman/8.4/en/multiple-column-indexes.html',
  ],
  options: { max: { default: 5, description: 'Key columns that an index may have.' } },
  check: {
    createIndex({ index, table }, context) {
      const max = context.option('max');
      if (index.unique || index.columns.length <= max || isSet(index.method)) return;
      const name = index.name ? `Index ${index.name.name}` : 'This index';
      context.report({
        span: index.name?.span ?? index.columns[max]?.span ?? index.span,
        message: `${name} of ${tableName(table)} has ${index.columns.length} key columns: behind the first few none narrows a search, and all cost every write. Keep those that queries compare; put the rest into INCLUDE or leave them out.`,
      });
    },
  },
});

/** Methods that hold words or values of many columns as a set: bloom and GIN are meant for many. */
function isSet(method: string | undefined): boolean {
  return method !== undefined && !/^(?:btree|hash|clustered|nonclustered)$/i.test(method);
}

const T = 'CREATE TABLE t (a int PRIMARY KEY, b int, c int, d int, e int, f int, g int);';

export const cases: Cases = {
  good: [
    { title: 'five', before: T, sql: 'CREATE INDEX CONCURRENTLY i ON t (a, b, c, d, e);' },
    { title: 'a unique one', before: T, sql: 'CREATE UNIQUE INDEX CONCURRENTLY i ON t (a, b, c, d, e, f);' },
    {
      title: 'bloom, which is made for many',
      before: T,
      sql: 'CREATE INDEX CONCURRENTLY i ON t USING bloom (a, b, c, d, e, f);',
    },
  ],
  bad: [
    {
      title: 'six',
      before: T,
      sql: 'CREATE INDEX CONCURRENTLY «i» ON t (a, b, c, d, e, f);',
      says: [
        'Index i of t has 6 key columns: behind the first few none narrows a search, and all cost every write. Keep those that queries compare; put the rest into INCLUDE or leave them out.',
      ],
    },
  ],
};
