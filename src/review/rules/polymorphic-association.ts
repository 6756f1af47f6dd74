import type { Table } from '../../model';
import type { Cases } from '../cases';
import { isText, wordsOf } from '../column-words';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'polymorphic-association',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A pair of type and id points into several tables, which no foreign key can check.',
  why: 'Orphans stay when the target is deleted, the joins are as many as the types, and an index serves them only with both columns. Opinion: Rails, Laravel and Django offer it, and applications live with it.',
  instead:
    'One nullable foreign key for each target with a CHECK that exactly one is set (num_nonnulls(…) = 1), or a common parent table.',
  sources: [
    'https://pragprog.com/titles/bksap1/sql-antipatterns-volume-1/',
    'https://docs.gitlab.com/development/database/polymorphic_associations/',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      for (const { type, id } of pairs(table)) {
        context.report({
          span: id.at,
          table,
          message: `${table.name}.${id.name} points into the table that ${type.name} names, which no foreign key can check: orphans stay when the target goes. Use a reference of its own for each target, with a CHECK that one is set.`,
        });
      }
    },
  },
});

function pairs(table: Table) {
  const stem = (name: string) => wordsOf(name).slice(0, -1).join('_');
  return table.columns.flatMap((type) => {
    if (wordsOf(type.name).at(-1) !== 'type' || !isText(type) || stem(type.name) === '') return [];
    const id = table.columns.find(({ name }) => wordsOf(name).at(-1) === 'id' && stem(name) === stem(type.name));
    const isChecked = id && table.foreignKeys.some(({ columns }) => columns.some(({ name }) => name === id.name));
    return id && !isChecked ? [{ type, id }] : [];
  });
}

export const cases: Cases = {
  good: [
    {
      title: 'a reference',
      sql: 'CREATE TABLE posts (id int PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY, post_id int REFERENCES posts, post_type text);',
    },
    { title: 'a type alone', sql: 'CREATE TABLE c (id int PRIMARY KEY, type text, mime_type text);' },
  ],
  bad: [
    {
      title: 'a pair',
      sql: 'CREATE TABLE c (id int PRIMARY KEY, commentable_type text NOT NULL, «commentable_id» bigint NOT NULL);',
      says: [
        'c.commentable_id points into the table that commentable_type names, which no foreign key can check: orphans stay when the target goes. Use a reference of its own for each target, with a CHECK that one is set.',
      ],
    },
  ],
};
