import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { fix, insertAt } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'sqlite-nullable-primary-key',
  category: 'schema-design',
  severity: 'info',
  dialects: ['sqlite'],
  recommended: true,
  what: 'A primary key of SQLite that is not INTEGER accepts NULL, as often as one likes.',
  why: 'By a bug of its first years that can no longer be mended, PRIMARY KEY does not imply NOT NULL, except for INTEGER PRIMARY KEY, WITHOUT ROWID and STRICT tables. Rows with a NULL key are not unique and cannot be referenced.',
  instead: 'NOT NULL beside PRIMARY KEY.',
  sources: ['https://www.sqlite.org/lang_createtable.html#the_primary_key'],
  check: {
    table(table, context) {
      if ('without_rowid' in table.options || 'strict' in table.options) return;
      for (const { column } of table.primaryKey?.columns ?? []) {
        const known = table.columns.find(
          ({ name }) => column && nameKey('sqlite', name) === nameKey('sqlite', column.name),
        );
        const type = known?.type;
        // What an ORM declares carries its own NOT NULL; integers are the rowid or another rule's matter.
        if (!known || !type || known.notNull || /int/i.test(type.text) || context.text(type.span) !== type.text)
          continue;
        context.report({
          span: known.at,
          table,
          message: `${table.name}.${known.name} is in the primary key and may still be NULL: SQLite does not imply NOT NULL here. Write it.`,
          fixes: [fix('safe', 'Add NOT NULL', [insertAt(context, type.span.uri, type.span.end.offset, ' NOT NULL')])],
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'NOT NULL', sql: 'CREATE TABLE t (code text NOT NULL PRIMARY KEY);' },
    { title: 'the rowid', sql: 'CREATE TABLE t (id INTEGER PRIMARY KEY);' },
    { title: 'a table without rowid', sql: 'CREATE TABLE t (code text PRIMARY KEY) WITHOUT ROWID;' },
  ],
  bad: [
    {
      title: 'a text',
      sql: 'CREATE TABLE t («code» text PRIMARY KEY);',
      says: ['t.code is in the primary key and may still be NULL: SQLite does not imply NOT NULL here. Write it.'],
      fixed: 'CREATE TABLE t (code text NOT NULL PRIMARY KEY);',
    },
  ],
};
