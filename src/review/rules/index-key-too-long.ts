import type { Column, IndexColumn, Span, Table } from '../../model';
import type { Cases } from '../cases';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';
import { columnOf } from '../tables';

export const rule = defineRule({
  id: 'index-key-too-long',
  category: 'performance',
  severity: 'error',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'A key of more than 3,072 bytes is refused: InnoDB counts four bytes for each character of utf8mb4.',
  why: 'Error 1071, Specified key was too long, and the migration stops there; VARCHAR(769) alone is too long for a key. With ROW_FORMAT COMPACT or REDUNDANT a column of the key has 767 bytes, which is VARCHAR(191). Where the character set is not known, nothing is said of less than that many bytes at one a character.',
  instead: 'Index a prefix, name(191), a shorter column, or a generated hash of the value.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-limits.html',
    'https://mariadb.com/kb/en/innodb-limitations/',
  ],
  check: {
    table(table, context) {
      if (/^(?:myisam|aria|memory|rocksdb|ndb|ndbcluster)$/i.test(table.options.engine ?? '')) return;
      for (const { what, at, columns } of keysOf(table)) {
        const parts = columns.map((part) => bytesOf(part, table, context));
        const total = parts.reduce((sum, bytes) => sum + bytes, 0);
        const old = /^(?:compact|redundant)$/i.test(table.options.row_format ?? '') ? Math.max(...parts) : 0;
        if (total <= 3072 && old <= 767) continue;
        const [has, limit] = total > 3072 ? [total, '3,072'] : [old, '767'];
        context.report({
          span: at,
          table,
          message: `${what} of ${table.name} takes up to ${has.toLocaleString('en')} bytes, and InnoDB allows ${limit}: the server refuses it (error 1071). Index a prefix of the longest column, or make it shorter.`,
        });
      }
    },
  },
});

function keysOf({
  primaryKey,
  uniques,
  indexes,
}: Table): readonly { readonly what: string; readonly at: Span; readonly columns: readonly IndexColumn[] }[] {
  return [
    ...(primaryKey ? [{ what: 'The primary key', at: primaryKey.at, columns: primaryKey.columns }] : []),
    ...uniques.map(({ name, at, columns }) => ({ what: `Unique key ${name}`, at, columns })),
    ...indexes
      .filter(({ method, implicit }) => !implicit && !/^(?:fulltext|spatial|hash|vector)$/i.test(method ?? ''))
      .map(({ name, at, columns }) => ({ what: `Index ${name}`, at, columns })),
  ];
}

/** The most that a part of a key takes; texts without a length are told by index-on-blob-text. */
function bytesOf({ column, prefix }: IndexColumn, table: Table, context: BaseContext): number {
  const found = column && columnOf(table, column.name, context);
  const { family, length } = found?.type ?? {};
  if (!found || !family) return 0;
  if (/^(?:varchar|char|text)$/.test(family))
    return (prefix ?? (family === 'text' ? 0 : (length ?? 1))) * bytesPerCharacter(found, table, context);
  if (/^(?:varbinary|binary|blob)$/.test(family)) return prefix ?? (family === 'blob' ? 0 : (length ?? 1));
  return family === 'bigint' || family === 'datetime' || family === 'double' ? 8 : 4;
}

/** utf8mb4 is the default of MySQL 8.0; MariaDB's was latin1 until 11.6, so that only what is written counts there. */
function bytesPerCharacter({ charset, collation, type }: Column, { options }: Table, { dialect }: BaseContext): number {
  const written =
    charset ??
    type?.charset ??
    collation ??
    type?.collation ??
    options.charset ??
    options['default charset'] ??
    options.collation;
  if (written === undefined) return dialect === 'mysql' ? 4 : 1;
  if (/^utf8mb4/i.test(written)) return 4;
  return /^utf8/i.test(written) ? 3 : 1;
}

export const cases: Cases = {
  good: [
    { title: 'a prefix', sql: 'CREATE TABLE t (id int PRIMARY KEY, a varchar(2000), KEY k (a(191)));' },
    {
      title: 'one byte a character',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a varchar(2000) CHARACTER SET latin1, KEY k (a));',
    },
    {
      title: 'MariaDB, whose default is not known',
      dialect: 'mariadb',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a varchar(1000), KEY k (a));',
    },
  ],
  bad: [
    {
      title: 'a long column',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a varchar(1000), KEY «k» (a));',
      says: [
        'Index k of t takes up to 4,000 bytes, and InnoDB allows 3,072: the server refuses it (error 1071). Index a prefix of the longest column, or make it shorter.',
      ],
    },
    {
      title: 'several columns together',
      dialect: 'mariadb',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a varchar(500), b varchar(500), UNIQUE KEY «k» (a, b)) DEFAULT CHARSET=utf8mb4;',
      says: [
        'Unique key k of t takes up to 4,000 bytes, and InnoDB allows 3,072: the server refuses it (error 1071). Index a prefix of the longest column, or make it shorter.',
      ],
    },
  ],
};
