import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'sqlite-strict',
  category: 'schema-design',
  severity: 'info',
  dialects: ['sqlite'],
  recommended: false,
  what: 'A table that is not STRICT stores any value in any column.',
  why: 'A text in an integer column is kept as text, and sorts, compares and sums in ways nobody meant. STRICT (3.37 and later) refuses it, and refuses type names that SQLite does not know.',
  instead: 'CREATE TABLE … ( … ) STRICT, with the types INTEGER, REAL, TEXT, BLOB or ANY.',
  sources: ['https://www.sqlite.org/stricttables.html'],
  check: {
    createTable({ table, options, tableKind, temporary, columns }, context) {
      if (temporary || tableKind === 'virtual table' || columns.length === 0 || !context.atLeast(3, 37)) return;
      if (options.some(({ name }) => name === 'strict') || context.text(table.span) === '') return;
      context.report({
        span: table.span,
        table,
        message: `${table.name} takes any value in any column. STRICT behind the parenthesis makes SQLite hold its columns to their types.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'strict', sql: 'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT) STRICT;' }],
  bad: [
    {
      title: 'not',
      version: '3.45',
      sql: 'CREATE TABLE «t» (id INTEGER PRIMARY KEY, a TEXT);',
      says: [
        't takes any value in any column. STRICT behind the parenthesis makes SQLite hold its columns to their types.',
      ],
    },
  ],
};
