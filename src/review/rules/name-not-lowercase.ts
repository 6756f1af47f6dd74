import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'name-not-lowercase',
  category: 'naming',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: false,
  what: 'A name with capitals wants quotes in every query of PostgreSQL; in MySQL a table’s name depends on the file system.',
  why: 'SELECT userId finds no column "userId" in PostgreSQL; a dump of MySQL from Windows or macOS has other names on Linux (lower_case_table_names). Opinion: an ORM that quotes everything hides it. A table is told once.',
  instead: 'snake_case, which the ORM maps.',
  sources: [
    'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_upper_case_table_or_column_names',
    'https://dev.mysql.com/doc/refman/8.4/en/identifier-case-sensitivity.html',
  ],
  check: {
    table(table, context) {
      if (table.partitionOf) return;
      const hasCapital = (name: string) => name !== name.toLowerCase();
      const columns = context.dialect === 'postgresql' ? table.columns.filter(({ name }) => hasCapital(name)) : [];
      if (hasCapital(table.name)) {
        context.report({
          span: table.at,
          table,
          message:
            context.dialect === 'postgresql'
              ? `${table.name} has capitals: every query must quote it. Use lower case with underscores.`
              : `${table.name} has capitals: it is another table, or not, by the file system of the server. Use lower case.`,
        });
      } else if (columns[0]) {
        const names = columns
          .slice(0, 3)
          .map(({ name }) => name)
          .join(', ');
        context.report({
          span: columns[0].at,
          table,
          message: `${names}${columns.length > 3 ? ` and ${columns.length - 3} more` : ''} of ${table.name} have capitals: every query must quote them. Use lower case with underscores.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'lower case', sql: 'CREATE TABLE orders (id int PRIMARY KEY, user_id int);' },
    { title: 'capitals without quotes, which PostgreSQL folds', sql: 'CREATE TABLE Orders (Id int PRIMARY KEY);' },
    {
      title: 'columns of MySQL, whose case does not count',
      dialect: 'mysql',
      sql: 'CREATE TABLE orders (Id int PRIMARY KEY);',
    },
  ],
  bad: [
    {
      title: 'a table',
      sql: 'CREATE TABLE «"Orders"» (id int PRIMARY KEY);',
      says: ['Orders has capitals: every query must quote it. Use lower case with underscores.'],
    },
    {
      title: 'columns',
      sql: 'CREATE TABLE orders (id int PRIMARY KEY, «"userId"» int);',
      says: ['userId of orders have capitals: every query must quote them. Use lower case with underscores.'],
    },
    {
      title: 'a table of MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE «Orders» (id int PRIMARY KEY);',
      says: ['Orders has capitals: it is another table, or not, by the file system of the server. Use lower case.'],
    },
  ],
};
