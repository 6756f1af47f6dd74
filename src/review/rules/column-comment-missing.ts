import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'column-comment-missing',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'oracle'],
  recommended: false,
  what: 'Columns have no comment that says what they hold.',
  why: 'Units, zones and the meaning of NULL are known to who made them alone. Opinion; keys and references are let pass, and a table is told once.',
  instead: 'COMMENT ON COLUMN (PostgreSQL, Oracle), COMMENT (MySQL).',
  sources: [
    'https://www.postgresql.org/docs/current/sql-comment.html',
    'https://dev.mysql.com/doc/refman/8.4/en/create-table.html',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      const told = new Set([
        ...(table.primaryKey?.columns.map(({ column }) => column?.name) ?? []),
        ...table.foreignKeys.flatMap(({ columns }) => columns.map(({ name }) => name)),
      ]);
      const bare = table.columns.filter(({ name, comment }) => !comment && !told.has(name));
      const [first] = bare;
      if (!first) return;
      const names = bare.map(({ name }) => name);
      context.report({
        span: first.at,
        table,
        message: `No comment says what ${table.name}.${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''} hold${names.length === 1 ? 's' : ''}.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'a comment', sql: "CREATE TABLE t (id int PRIMARY KEY, a int);\nCOMMENT ON COLUMN t.a IS 'metres';" },
  ],
  bad: [
    { title: 'none', sql: 'CREATE TABLE t (id int PRIMARY KEY, «a» int);', says: ['No comment says what t.a holds.'] },
  ],
};
