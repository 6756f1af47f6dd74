import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { fix, replace } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'char-n',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: true,
  what: 'char(n) is filled up with blanks, which come and go with casts and comparisons.',
  why: 'Every value takes n characters on disk, trailing blanks count in LIKE and regular expressions but not in =, and no value is checked to have n characters. char(1) flags and two- or three-letter codes of a standard are let pass.',
  instead: 'text (or varchar(n)), with CHECK (length(column) = n) where the length is fixed.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-character.html',
    'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_char.28n.29',
  ],
  check: {
    table(table, context) {
      for (const column of ownColumns(table)) {
        const { type, name } = column;
        if (type?.family !== 'char' || (type.length ?? 1) <= 3) continue;
        const isPlain = context.tool !== 'prisma' && /^(?:char|character|bpchar)\s*\(/i.test(context.text(type.span));
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} is char(${type.length}): shorter values are filled up with blanks, which count in some comparisons and not in others. ${type.length === 36 ? 'For a UUID use uuid, which takes 16 bytes' : 'Use text with a CHECK on its length'}.`,
          fixes: [
            isPlain && type.length !== 36 ? fix('thoughtful', 'Use text', [replace(type.span, 'text')]) : undefined,
          ],
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'a country code', sql: 'CREATE TABLE t (id int PRIMARY KEY, country char(2), currency char(3));' },
    { title: 'varchar', sql: 'CREATE TABLE t (id int PRIMARY KEY, code varchar(10));' },
  ],
  bad: [
    {
      title: 'ten characters',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, code «char(10)»);',
      says: [
        't.code is char(10): shorter values are filled up with blanks, which count in some comparisons and not in others. Use text with a CHECK on its length.',
      ],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY, code text);',
    },
    {
      title: 'a UUID',
      sql: 'CREATE TABLE t (id «char(36)» PRIMARY KEY);',
      says: [
        't.id is char(36): shorter values are filled up with blanks, which count in some comparisons and not in others. For a UUID use uuid, which takes 16 bytes.',
      ],
    },
  ],
};
