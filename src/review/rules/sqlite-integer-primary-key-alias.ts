import type { ColumnSpec } from '../../model';
import type { Cases } from '../cases';
import { fix, isPlain, replace } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'sqlite-integer-primary-key-alias',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['sqlite'],
  recommended: true,
  what: 'INT or BIGINT PRIMARY KEY is no alias of the rowid: only INTEGER PRIMARY KEY is.',
  why: 'The column then does not number itself (an INSERT without it stores NULL, as often as one likes), and the key is a second B-tree beside the table. Whoever writes INT means what only INTEGER does. WITHOUT ROWID tables are exempt.',
  instead: 'INTEGER PRIMARY KEY.',
  sources: ['https://www.sqlite.org/lang_createtable.html#rowid'],
  check: {
    createTable({ columns, table, options, constraints }, context) {
      if (options.some(({ name }) => name === 'without_rowid')) return;
      const key = constraints.find(({ kind }) => kind === 'primaryKey');
      const only = key?.kind === 'primaryKey' && key.columns.length === 1 ? key.columns[0]?.column?.name : undefined;
      for (const column of columns) {
        const isKey = column.name.name === only || column.constraints.some(({ kind }) => kind === 'primaryKey');
        const { type } = column;
        if (!isKey || !type || !isNearlyInteger(column) || context.text(type.span) !== type.text) continue;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${column.name.name} is ${type.text} PRIMARY KEY, which SQLite does not fill by itself and lets be NULL: only INTEGER PRIMARY KEY is the rowid. Write INTEGER.`,
          fixes: [isPlain(context) ? fix('thoughtful', 'Write INTEGER', [replace(type.span, 'INTEGER')]) : undefined],
        });
      }
    },
  },
});

function isNearlyInteger({ type, nullable, default: value }: ColumnSpec): boolean {
  return (
    /^(?:int|bigint|smallint|tinyint|mediumint|int\d|unsigned\s+int\w*)\b/i.test(type?.text ?? '') &&
    nullable !== false &&
    value === undefined
  );
}

export const cases: Cases = {
  good: [
    { title: 'INTEGER', sql: 'CREATE TABLE t (id INTEGER PRIMARY KEY);' },
    { title: 'a table without rowid', sql: 'CREATE TABLE t (id INT PRIMARY KEY) WITHOUT ROWID;' },
    { title: 'a key that is always given', sql: 'CREATE TABLE t (http_status INT NOT NULL PRIMARY KEY);' },
  ],
  bad: [
    {
      title: 'INT',
      sql: 'CREATE TABLE t (id «INT» PRIMARY KEY, a text);',
      says: [
        't.id is INT PRIMARY KEY, which SQLite does not fill by itself and lets be NULL: only INTEGER PRIMARY KEY is the rowid. Write INTEGER.',
      ],
      fixed: 'CREATE TABLE t (id INTEGER PRIMARY KEY, a text);',
    },
    {
      title: 'BIGINT in a table constraint',
      sql: 'CREATE TABLE t (id «BIGINT», a text, PRIMARY KEY (id));',
      says: [
        't.id is BIGINT PRIMARY KEY, which SQLite does not fill by itself and lets be NULL: only INTEGER PRIMARY KEY is the rowid. Write INTEGER.',
      ],
      fixed: 'CREATE TABLE t (id INTEGER, a text, PRIMARY KEY (id));',
    },
  ],
};
