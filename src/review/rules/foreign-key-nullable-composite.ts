import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';
import { columnOf, isDesigned } from '../tables';

export const rule = defineRule({
  id: 'foreign-key-nullable-composite',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A reference of several columns is not checked as soon as one of them is NULL (MATCH SIMPLE).',
  why: 'A row with half a reference points at nothing, and no error says so. One column that may be NULL is the usual optional reference, and is let pass; so are a CHECK over the columns, and MATCH FULL.',
  instead: 'MATCH FULL (PostgreSQL), or a CHECK that all or none are NULL, or NOT NULL for all but one.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    'https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      for (const { columns, match, at, refTable, notEnforced } of table.foreignKeys) {
        const names = columns.map(({ name }) => name);
        const open = names.filter((name) => columnOf(table, name, context)?.notNull === false);
        const isChecked = table.checks.some(
          ({ expression }) => open.filter((name) => expression.columns.includes(name)).length > 1,
        );
        if (open.length < 2 || match === 'full' || notEnforced || isChecked) continue;
        context.report({
          span: at,
          table,
          message: `The reference of ${table.name} (${names.join(', ')}) to ${refTable.name} is not checked as soon as one of ${listed(open)} is NULL: half a reference points at nothing. ${context.dialect === 'postgresql' ? 'Add MATCH FULL, or a' : 'Add a'} CHECK that all or none are NULL.`,
        });
      }
    },
  },
});

const P = 'CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));';

export const cases: Cases = {
  good: [
    {
      title: 'an optional reference within a tenant',
      before: P,
      sql: 'CREATE TABLE c (id int PRIMARY KEY, a int NOT NULL, b int, FOREIGN KEY (a, b) REFERENCES p);',
    },
    {
      title: 'MATCH FULL',
      before: P,
      sql: 'CREATE TABLE c (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES p MATCH FULL);',
    },
    {
      title: 'a check',
      before: P,
      sql: 'CREATE TABLE c (id int PRIMARY KEY, a int, b int, CHECK ((a IS NULL) = (b IS NULL)), FOREIGN KEY (a, b) REFERENCES p);',
    },
  ],
  bad: [
    {
      title: 'both may be NULL',
      before: P,
      sql: 'CREATE TABLE c (id int PRIMARY KEY, a int, b int, CONSTRAINT «k» FOREIGN KEY (a, b) REFERENCES p);',
      says: [
        'The reference of c (a, b) to p is not checked as soon as one of a and b is NULL: half a reference points at nothing. Add MATCH FULL, or a CHECK that all or none are NULL.',
      ],
    },
  ],
};
