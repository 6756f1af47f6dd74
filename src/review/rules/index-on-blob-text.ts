import type { IndexColumn, Table } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { fix, insertAt } from '../edits';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'index-on-blob-text',
  category: 'performance',
  severity: 'error',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'MySQL refuses an index or key on a TEXT, BLOB or JSON column without a prefix length.',
  why: 'The statement fails with error 1170 (BLOB/TEXT column used in key specification without a key length), or 3152 for JSON, and the migration stops there. MariaDB takes a UNIQUE key on the whole value (since 10.4) and keeps it as a hash. FULLTEXT and SPATIAL indexes need no length.',
  instead:
    'Index a prefix, name(191); or a VARCHAR column; for JSON a generated column; for uniqueness of a long text a generated hash column.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/column-indexes.html#column-indexes-prefix',
    'https://mariadb.com/kb/en/getting-started-with-indexes/',
  ],
  check: {
    table(table, context) {
      if (table.primaryKey) checkKey(table, table.primaryKey.columns, 'the primary key', context);
      for (const key of table.uniques) {
        if (context.dialect === 'mysql') checkKey(table, key.columns, `unique key ${key.name}`, context);
      }
      for (const index of table.indexes) {
        const isOther = /^(?:fulltext|spatial)$/i.test(index.method ?? '');
        if (isOther || index.implicit || (index.unique && context.dialect === 'mariadb')) continue;
        checkKey(table, index.columns, index.unique ? `unique index ${index.name}` : `index ${index.name}`, context);
      }
    },
  },
});

const LONG: ReadonlySet<string> = new Set(['text', 'blob', 'json']);

function checkKey(table: Table, parts: readonly IndexColumn[], what: string, context: BaseContext): void {
  for (const part of parts) {
    const name = part.column?.name;
    if (name === undefined || part.prefix !== undefined) continue;
    const column = table.columns.find((one) => nameKey(context.dialect, one.name) === nameKey(context.dialect, name));
    const type = column?.type;
    if (!type || !LONG.has(type.family)) continue;
    const isJson = type.family === 'json' && context.dialect === 'mysql';
    context.report({
      span: part.span,
      table,
      message: isJson
        ? `MySQL refuses ${what} on ${table.name}.${name}: JSON columns cannot be indexed (error 3152). Index a generated column.`
        : `The server refuses ${what} on ${table.name}.${name}, which is ${type.text}: a key needs a length there (error 1170). Index its beginning, ${name}(191), or make it VARCHAR.`,
      fixes: [isJson || /unique|primary/.test(what) ? undefined : withLength(part, context)],
    });
  }
}

/** 191 characters of utf8mb4 fit into 767 bytes, the limit of the oldest row formats. */
function withLength({ column }: IndexColumn, context: BaseContext) {
  if (!column) return undefined;
  const { uri, end } = column.span;
  return fix('thoughtful', 'Index its first 191 characters', [insertAt(context, uri, end.offset, '(191)')]);
}

export const cases: Cases = {
  good: [
    {
      title: 'a prefix',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, body text, KEY (body(100))) ENGINE=InnoDB;',
    },
    {
      title: 'a full-text index',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, body text, FULLTEXT KEY (body)) ENGINE=InnoDB;',
    },
    {
      title: 'a unique text in MariaDB',
      dialect: 'mariadb',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, body text, UNIQUE KEY (body)) ENGINE=InnoDB;',
    },
  ],
  bad: [
    {
      title: 'a text column',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, body text) ENGINE=InnoDB;\nCREATE INDEX t_body ON t («body»);',
      says: [
        'The server refuses index t_body on t.body, which is text: a key needs a length there (error 1170). Index its beginning, body(191), or make it VARCHAR.',
      ],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY, body text) ENGINE=InnoDB;\nCREATE INDEX t_body ON t (body(191));',
    },
    {
      title: 'a JSON column',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, tags json, KEY tags_key («tags»)) ENGINE=InnoDB;',
      says: [
        'MySQL refuses index tags_key on t.tags: JSON columns cannot be indexed (error 3152). Index a generated column.',
      ],
    },
    {
      title: 'a unique text',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, token text, UNIQUE KEY uq («token»)) ENGINE=InnoDB;',
      says: [
        'The server refuses unique key uq on t.token, which is text: a key needs a length there (error 1170). Index its beginning, token(191), or make it VARCHAR.',
      ],
    },
  ],
};
