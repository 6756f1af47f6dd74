import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'wide-table',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A table has more columns than one thing has properties.',
  why: 'Each UPDATE writes a whole new row in PostgreSQL, SELECT * of an ORM reads what nobody asked for, and the limits (1,600 columns in PostgreSQL, 1,017 and 65,535 bytes a row in MySQL) come nearer.',
  instead: 'Split it by use: what every page reads, what one page writes, what is rarely there at all.',
  sources: [
    'https://www.postgresql.org/docs/current/limits.html',
    'https://dev.mysql.com/doc/refman/8.4/en/column-count-limit.html',
  ],
  options: { max: { default: 80, description: 'Columns that a table may have.' } },
  check: {
    table(table, context) {
      const count = table.columns.length;
      if (!isDesigned(table) || count <= context.option('max')) return;
      context.report({
        span: table.at,
        table,
        message: `${table.name} has ${count} columns: rows are read and written whole for the few that are asked for. Split it by what is used together.`,
      });
    },
  },
});

const columns = (count: number) =>
  Array.from({ length: count }, (_, n) => `c_${String.fromCharCode(97 + (n % 26))}${'x'.repeat(n / 26)} int`).join(
    ', ',
  );

export const cases: Cases = {
  good: [{ title: 'eighty', sql: `CREATE TABLE t (id int PRIMARY KEY, ${columns(79)});` }],
  bad: [
    {
      title: 'eighty-one',
      sql: `CREATE TABLE «t» (id int PRIMARY KEY, ${columns(80)});`,
      says: [
        't has 81 columns: rows are read and written whole for the few that are asked for. Split it by what is used together.',
      ],
    },
  ],
};
