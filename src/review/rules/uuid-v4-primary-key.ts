import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { columnOf, isDesigned } from '../tables';

export const rule = defineRule({
  id: 'uuid-v4-primary-key',
  category: 'performance',
  severity: 'info',
  dialects: ['postgresql', 'sqlserver', 'mariadb'],
  recommended: false,
  what: 'A random UUID as primary key puts each new row somewhere else in the index.',
  why: 'Every INSERT touches another page, which has to be read and, in PostgreSQL, written to the log whole after each checkpoint; a clustered key splits its pages. Opinion: below some ten million rows nobody notices.',
  instead: 'uuidv7() (PostgreSQL 18, or from the application), NEWSEQUENTIALID() in SQL Server, or bigint.',
  sources: [
    'https://www.rfc-editor.org/rfc/rfc9562#section-5.7',
    'https://www.postgresql.org/docs/current/functions-uuid.html',
  ],
  check: {
    table(table, context) {
      const [first, second] = table.primaryKey?.columns ?? [];
      if (!isDesigned(table) || !first?.column || second) return;
      const column = columnOf(table, first.column.name, context);
      if (!column?.default?.calls.some((call) => /^(?:gen_random_uuid|uuid_generate_v4|uuidv4|newid|uuid)$/.test(call)))
        return;
      context.report({
        span: column.at,
        table,
        message: `${table.name}.${column.name} is random: each new row goes to another page of the index. Use uuidv7, which grows.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'uuidv7', sql: 'CREATE TABLE t (id uuid PRIMARY KEY DEFAULT uuidv7());' }],
  bad: [
    {
      title: 'a random one',
      sql: 'CREATE TABLE t («id» uuid PRIMARY KEY DEFAULT gen_random_uuid());',
      says: ['t.id is random: each new row goes to another page of the index. Use uuidv7, which grows.'],
    },
  ],
};
