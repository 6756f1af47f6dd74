import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'drop-indexed-column',
  category: 'destructive',
  severity: 'warning',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'A dropped column is taken out of its composite indexes, which go on without it.',
  why: 'A unique key over (shop, number) becomes one over (shop): the statement fails on the first duplicate, or forbids rows that were right. Other indexes silently become shorter, often the twin of another one. (PostgreSQL drops the whole index instead.)',
  instead: 'DROP INDEX, and ADD the one that is wanted, in the same ALTER TABLE.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/alter-table.html#alter-table-add-drop-column'],
  check: {
    dropColumn({ table, column }, context) {
      if (context.isNew(table)) return;
      const known = context.table(table);
      const gone = new Set(
        context.statement.operations.flatMap((operation) =>
          operation.kind === 'dropIndex'
            ? [operation.index.name]
            : operation.kind === 'dropConstraint' && operation.name
              ? [operation.name.name]
              : [],
        ),
      );
      const key = nameKey(context.dialect, column.name);
      const shorter = [
        ...(known?.uniques ?? []).map((unique) => ({ ...unique, unique: true })),
        ...(known?.indexes ?? []),
      ].filter(
        ({ name, columns }) =>
          columns.length > 1 &&
          !gone.has(name) &&
          columns.some((part) => part.column !== undefined && nameKey(context.dialect, part.column.name) === key),
      );
      if (shorter.length === 0) return;
      const uniques = shorter.filter(({ unique }) => unique);
      const names = listed(shorter.map(({ name }) => name));
      context.report({
        span: column.span,
        table,
        message:
          uniques.length > 0
            ? `${listed(uniques.map(({ name }) => name))} of ${tableName(table)} stays without ${column.name}: rows that differed in it alone are duplicates then, and the statement fails. Drop the key in the same ALTER TABLE, and add the one that is wanted.`
            : `${names} of ${tableName(table)} stays without ${column.name}, and may be the twin of another index then. Drop it in the same ALTER TABLE, and add the one that is wanted.`,
      });
    },
  },
});

const T = 'CREATE TABLE t (id int PRIMARY KEY, shop int, number int, UNIQUE KEY u (shop, number), KEY k (number));';

export const cases: Cases = {
  good: [
    {
      title: 'an index of that column alone',
      before: 'CREATE TABLE t (id int PRIMARY KEY, a int, KEY k (a));',
      sql: 'ALTER TABLE t DROP COLUMN a;',
    },
    { title: 'the index dropped with it', before: T, sql: 'ALTER TABLE t DROP INDEX u, DROP COLUMN number;' },
  ],
  bad: [
    {
      title: 'of a unique key',
      before: T,
      sql: 'ALTER TABLE t DROP COLUMN «number»;',
      says: [
        'u of t stays without number: rows that differed in it alone are duplicates then, and the statement fails. Drop the key in the same ALTER TABLE, and add the one that is wanted.',
      ],
    },
    {
      title: 'of an index',
      dialect: 'mariadb',
      before: 'CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY k (a, b));',
      sql: 'ALTER TABLE t DROP COLUMN «b»;',
      says: [
        'k of t stays without b, and may be the twin of another index then. Drop it in the same ALTER TABLE, and add the one that is wanted.',
      ],
    },
  ],
};
