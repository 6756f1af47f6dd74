import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'all-columns-nullable',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'Every column of a table but its key may be NULL: a row may say nothing at all.',
  why: 'Every query must expect NULL everywhere, and an INSERT that forgets half of the columns goes through. Opinion: tables that take in what others send are made so.',
  instead: 'NOT NULL for what a row cannot do without.',
  sources: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL'],
  options: { min: { default: 4, description: 'Columns besides the key from which on it is said.' } },
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      const key = new Set(table.primaryKey?.columns.map(({ column }) => column?.name));
      const rest = table.columns.filter(({ name }) => !key.has(name));
      if (rest.length < context.option('min') || rest.some(({ notNull }) => notNull)) return;
      context.report({
        span: table.at,
        table,
        message: `All ${rest.length} columns of ${table.name} but its key may be NULL: a row may say nothing at all. Make NOT NULL what it cannot do without.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'one that is needed', sql: 'CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int, c int, d int);' },
  ],
  bad: [
    {
      title: 'none',
      sql: 'CREATE TABLE «t» (id int PRIMARY KEY, a int, b int, c int, d int);',
      says: [
        'All 4 columns of t but its key may be NULL: a row may say nothing at all. Make NOT NULL what it cannot do without.',
      ],
    },
  ],
};
