import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { fix, replace } from '../edits';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'default-null-string',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: "DEFAULT 'NULL' stores the four letters NULL, not the absence of a value.",
  why: 'IS NULL does not find such rows, COALESCE does not replace them, and pages show the word. It comes from a generator that quotes every default.',
  instead: 'DEFAULT NULL, or no default at all, which is the same.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-default.html',
    'https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html',
  ],
  check: {
    table(table, context) {
      for (const { name, default: value } of ownColumns(table)) {
        if (!value || !/^N?'\s*null\s*'(?:\s*::[\w\s]+(?:\(\d+\))?)?$/i.test(value.text.trim())) continue;
        const isText = context.text(value.span).trim() === value.text.trim();
        context.report({
          span: value.span,
          table,
          message: `${table.name}.${name} starts as the word ${value.text}, which IS NULL does not find. Leave the default out, or write DEFAULT NULL.`,
          fixes: [isText ? fix('thoughtful', 'DEFAULT NULL', [replace(value.span, 'NULL')]) : undefined],
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'NULL', sql: 'CREATE TABLE t (id int PRIMARY KEY, a text DEFAULT NULL, b text);' },
    {
      title: 'another word',
      sql: "CREATE TABLE t (id int PRIMARY KEY, a text DEFAULT 'none', b text DEFAULT 'nullable');",
    },
  ],
  bad: [
    {
      title: 'the word',
      sql: "CREATE TABLE t (id int PRIMARY KEY, a text DEFAULT «'NULL'»);",
      says: [
        "t.a starts as the word 'NULL', which IS NULL does not find. Leave the default out, or write DEFAULT NULL.",
      ],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY, a text DEFAULT NULL);',
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      sql: "CREATE TABLE t (id int PRIMARY KEY, a varchar(9) DEFAULT «'null'»);",
      says: [
        "t.a starts as the word 'null', which IS NULL does not find. Leave the default out, or write DEFAULT NULL.",
      ],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY, a varchar(9) DEFAULT NULL);',
    },
  ],
};
