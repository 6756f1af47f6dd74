import type { Table } from '../../model';
import { isMysqlFamily } from '../../model';
import type { Cases } from '../cases';
import { tableKey } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'composite-pk-too-wide',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A primary key of many columns is repeated whole in every reference to it, and by InnoDB in every other index.',
  why: 'Each child table carries all the columns and joins on all of them; InnoDB adds them to each secondary index. It is said only where there is such a reference or index.',
  instead: 'A key of one column, and a unique key over these.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/innodb-index-types.html'],
  options: { max: { default: 4, description: 'Columns that a primary key may have.' } },
  check: {
    table(table, context) {
      const count = table.primaryKey?.columns.length ?? 0;
      if (!table.primaryKey || count <= context.option('max') || !isDesigned(table)) return;
      const where = repeatedIn(table, context);
      if (!where) return;
      context.report({
        span: table.primaryKey.at,
        table,
        message: `The primary key of ${table.name} has ${count} columns, all of which are repeated in ${where}. Use a key of one column, and a unique key over these.`,
      });
    },
  },
});

function repeatedIn(table: Table, context: BaseContext): string | undefined {
  const key = tableKey(context, table);
  const child = [...context.schema.tables.values()].find((other) =>
    other.foreignKeys.some(({ refTable, columns }) => columns.length > 1 && tableKey(context, refTable) === key),
  );
  if (child) return `${child.name}, which refers to it`;
  const others = table.indexes.length + table.uniques.length;
  return isMysqlFamily(context.dialect) && others > 0
    ? others === 1
      ? 'its other index'
      : `each of its ${others} other indexes`
    : undefined;
}

const KEY = 'a int, b int, c int, d int, e int';

export const cases: Cases = {
  good: [
    { title: 'a table that nothing refers to', sql: `CREATE TABLE t (${KEY}, PRIMARY KEY (a, b, c, d, e));` },
    { title: 'four columns', dialect: 'mysql', sql: `CREATE TABLE t (${KEY}, PRIMARY KEY (a, b, c, d), KEY k (e));` },
  ],
  bad: [
    {
      title: 'five columns and an index in MySQL',
      dialect: 'mysql',
      sql: `CREATE TABLE t (${KEY}, f int, «PRIMARY KEY (a, b, c, d, e)», KEY k (f));`,
      says: [
        'The primary key of t has 5 columns, all of which are repeated in its other index. Use a key of one column, and a unique key over these.',
      ],
    },
    {
      title: 'a reference',
      sql: `CREATE TABLE t (${KEY}, CONSTRAINT «k» PRIMARY KEY (a, b, c, d, e));\nCREATE TABLE u (id int PRIMARY KEY, ${KEY}, FOREIGN KEY (a, b, c, d, e) REFERENCES t);`,
      says: [
        'The primary key of t has 5 columns, all of which are repeated in u, which refers to it. Use a key of one column, and a unique key over these.',
      ],
    },
  ],
};
