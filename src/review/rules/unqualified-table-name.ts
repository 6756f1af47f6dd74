import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'unqualified-table-name',
  category: 'naming',
  severity: 'info',
  dialects: ['postgresql', 'sqlserver'],
  recommended: false,
  what: 'A table without its schema goes where the search_path of whoever runs the migration says.',
  why: 'Another role, or a pooler that kept a setting, makes it in another schema. Opinion; silent once the file sets search_path.',
  instead: 'app.orders.',
  sources: ['https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH'],
  check: {
    createTable({ table, temporary }, context) {
      if (temporary || table.schema !== undefined || context.parameter('search_path') !== undefined) return;
      context.report({
        span: table.span,
        table,
        message: `${table.name} goes to the schema that search_path names first, whoever runs this. Write the schema.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'a schema', sql: 'CREATE TABLE app.t (id int PRIMARY KEY);' },
    { title: 'a search_path of the file', sql: 'SET search_path = app;\nCREATE TABLE t (id int PRIMARY KEY);' },
  ],
  bad: [
    {
      title: 'none',
      sql: 'CREATE TABLE «t» (id int PRIMARY KEY);',
      says: ['t goes to the schema that search_path names first, whoever runs this. Write the schema.'],
    },
  ],
};
