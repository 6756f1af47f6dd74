import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'boolean-nullable',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver'],
  recommended: false,
  what: 'A boolean that may be NULL has three states, and WHERE NOT flag finds two of them only in part.',
  why: 'Rows whose flag is NULL are neither in WHERE flag nor in WHERE NOT flag, and code that counts both sides loses them. Opinion: NULL is right where "not known yet" is a state of its own.',
  instead: 'NOT NULL DEFAULT false; where there are three states, an enumeration that names them.',
  sources: [
    'https://www.postgresql.org/docs/current/functions-logical.html',
    'https://www.postgresql.org/docs/current/datatype-boolean.html',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      for (const { name, type, notNull, at, default: value } of ownColumns(table)) {
        if (type?.family !== 'boolean' || notNull || type.dimensions) continue;
        context.report({
          span: at,
          table,
          message: value
            ? `${table.name}.${name} has a default and may be NULL all the same: such rows are in neither WHERE ${name} nor WHERE NOT ${name}. Make it NOT NULL.`
            : `${table.name}.${name} has three states: rows where it is NULL are in neither WHERE ${name} nor WHERE NOT ${name}. Make it NOT NULL with a default, or name three states.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'two states', sql: 'CREATE TABLE t (id int PRIMARY KEY, active boolean NOT NULL DEFAULT true);' },
    { title: 'a flag of a temporary table', sql: 'CREATE TEMP TABLE t (id int, active boolean);' },
  ],
  bad: [
    {
      title: 'without a default',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «active» boolean);',
      says: [
        't.active has three states: rows where it is NULL are in neither WHERE active nor WHERE NOT active. Make it NOT NULL with a default, or name three states.',
      ],
    },
    {
      title: 'with a default',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «active» boolean DEFAULT false);',
      says: [
        't.active has a default and may be NULL all the same: such rows are in neither WHERE active nor WHERE NOT active. Make it NOT NULL.',
      ],
    },
  ],
};
