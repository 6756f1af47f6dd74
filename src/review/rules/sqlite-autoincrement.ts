import type { Cases } from '../cases';
import { fix, isPlain, removeWords } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'sqlite-autoincrement',
  category: 'schema-design',
  severity: 'info',
  dialects: ['sqlite'],
  recommended: false,
  what: 'AUTOINCREMENT only forbids to use the number of a deleted row again, and costs a write for it.',
  why: 'INTEGER PRIMARY KEY numbers rows by itself. With AUTOINCREMENT each INSERT also reads and writes sqlite_sequence; the manual advises against it unless numbers must never return.',
  instead: 'INTEGER PRIMARY KEY.',
  sources: ['https://www.sqlite.org/autoinc.html'],
  check: {
    createTable({ columns, table }, context) {
      for (const { name, identity, span } of columns) {
        if (identity !== 'auto increment' || !/\bAUTOINCREMENT\b/i.test(context.text(span))) continue;
        context.report({
          span: name.span,
          table,
          message: `${table.name}.${name.name} numbers its rows without AUTOINCREMENT too, which only keeps numbers of deleted rows from coming back, and costs each INSERT another write. Leave it out, unless that matters.`,
          fixes: [
            isPlain(context)
              ? fix('thoughtful', 'Leave AUTOINCREMENT out', [removeWords(context, span, ['AUTOINCREMENT'])])
              : undefined,
          ],
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'without', sql: 'CREATE TABLE t (id INTEGER PRIMARY KEY);' }],
  bad: [
    {
      title: 'with',
      sql: 'CREATE TABLE t («id» INTEGER PRIMARY KEY AUTOINCREMENT, a text);',
      says: [
        't.id numbers its rows without AUTOINCREMENT too, which only keeps numbers of deleted rows from coming back, and costs each INSERT another write. Leave it out, unless that matters.',
      ],
      fixed: 'CREATE TABLE t (id INTEGER PRIMARY KEY, a text);',
    },
  ],
};
