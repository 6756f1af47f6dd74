import type { QualifiedName, Table } from '../../model';
import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-convert-charset',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  scales: 'rows',
  what: 'CONVERT TO CHARACTER SET writes every row and every index anew while writes wait.',
  why: 'The table is copied under LOCK=SHARED; with more bytes to a character TEXT becomes MEDIUMTEXT so that every value still fits, a long VARCHAR index may pass its limit of 3072 bytes, and a foreign key on text is refused until both tables agree. A table made in the same migration is exempt, and so is DEFAULT CHARACTER SET, which changes nothing stored.',
  instead:
    'gh-ost or pt-online-schema-change for a large table, parents and children of text keys together; look at the types afterwards.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/alter-table.html#alter-table-character-set',
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html#online-ddl-table-operations',
  ],
  check: {
    alterTable({ change, table, span }, context) {
      if (change.kind !== 'convertCharset' || context.isNew(table)) return;
      const known = context.table(table);
      context.report({
        span,
        table,
        message: `Converting ${tableName(table)} to ${change.charset} copies it while writes wait until it is done.${widened(known, change.charset)}${keysOf(table, known, context)} Use gh-ost or pt-online-schema-change if it is large.`,
      });
    },
  },
});

/** TEXT of a charset of one byte holds 65535 characters, which take more bytes in UTF-8: the type grows. */
function widened(table: Table | undefined, charset: string): string {
  if (!/^utf8/i.test(charset)) return '';
  const texts = (table?.columns ?? []).filter(
    ({ type }) => type?.canonical === 'text' || type?.canonical === 'tinytext',
  );
  if (texts.length === 0 || /^utf8/i.test(table?.options.charset ?? '')) return '';
  return ` ${listed(texts.map(({ name }) => name))} may come back as a larger TEXT type.`;
}

const TEXT: ReadonlySet<string> = new Set(['char', 'varchar', 'text', 'enum', 'set']);

/** Foreign keys on text, on this side or the other, must change together. */
function keysOf(table: QualifiedName, known: Table | undefined, context: StepContext): string {
  const isText = (column: string): boolean => TEXT.has(context.column(table, column)?.type?.family ?? '');
  const keys = (known?.foreignKeys ?? []).filter(({ columns }) => columns.some(({ name }) => isText(name)));
  if (keys.length === 0) return '';
  return ` It is refused while ${listed(keys.map(({ refTable }) => refTable.name))}, which it references by text, has another character set.`;
}

const T = 'CREATE TABLE t (id int PRIMARY KEY, name varchar(80), body text) ENGINE=InnoDB DEFAULT CHARSET=latin1;';

export const cases: Cases = {
  good: [
    {
      title: 'the default alone, for columns to come',
      before: T,
      sql: 'ALTER TABLE t DEFAULT CHARACTER SET utf8mb4;',
    },
    { title: 'a table made in the same migration', sql: `${T}\nALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;` },
    {
      title: 'a small table',
      before: T,
      sizes: { t: { rows: 900 } },
      sql: 'ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;',
    },
  ],
  bad: [
    {
      title: 'with a TEXT column',
      before: T,
      sql: 'ALTER TABLE t «CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci»;',
      says: [
        'Converting t to utf8mb4 copies it while writes wait until it is done. body may come back as a larger TEXT type. Use gh-ost or pt-online-schema-change if it is large.',
      ],
    },
    {
      title: 'with a foreign key on text',
      dialect: 'mariadb',
      before:
        'CREATE TABLE p (code varchar(20) PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY, p varchar(20), FOREIGN KEY (p) REFERENCES p (code));',
      sql: 'ALTER TABLE c «CONVERT TO CHARACTER SET utf8mb4»;',
      says: [
        'Converting c to utf8mb4 copies it while writes wait until it is done. It is refused while p, which it references by text, has another character set. Use gh-ost or pt-online-schema-change if it is large.',
      ],
    },
  ],
};
