import type { Cases } from '../cases';
import { ownColumns, wordsOf } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'blob-files-in-table',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'Files are kept in the table: images, documents, attachments as binary values.',
  why: 'They fill backups, replicas and the cache, and each download holds a connection. Opinion: small files that must change together with their row are well kept there.',
  instead: 'Object storage, and its key and checksum in the row; or a side table.',
  sources: [
    'https://pragprog.com/titles/bksap1/sql-antipatterns-volume-1/',
    'https://wiki.postgresql.org/wiki/BinaryFilesInDB',
  ],
  check: {
    table(table, context) {
      for (const { name, type, at } of ownColumns(table)) {
        if (!/^(?:blob|varbinary)$/.test(type?.family ?? '') || (type?.length ?? 65_536) < 4096 || !isFile(name))
          continue;
        context.report({
          span: at,
          table,
          message: `${table.name}.${name} keeps files in the database: they fill backups and the cache. Keep them in object storage, and their key here.`,
        });
      }
    },
  },
});

function isFile(name: string): boolean {
  return wordsOf(name).some((word) =>
    /^(?:file|image|img|photo|picture|avatar|logo|attachment|document|pdf|video|audio|thumbnail|icon|content)s?$/.test(
      word,
    ),
  );
}

export const cases: Cases = {
  good: [
    {
      title: 'a key, and a short binary value',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, photo_key text, digest bytea);',
    },
  ],
  bad: [
    {
      title: 'a photograph',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «photo» bytea);',
      says: [
        't.photo keeps files in the database: they fill backups and the cache. Keep them in object storage, and their key here.',
      ],
    },
  ],
};
