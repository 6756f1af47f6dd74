import type { Table } from '../../model';
import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import { listed } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';
import { columnOf, isDesigned, uniqueKeys } from '../tables';

export const rule = defineRule({
  id: 'nullable-unique',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite'],
  recommended: true,
  what: 'A unique key of several columns lets rows through twice whose one column is NULL: no NULL equals another.',
  why: 'UNIQUE (parent_id, name) keeps two children apart and lets two roots have one name; UNIQUE (email, deleted_at) checks the deleted rows alone. The last is a warning: such a key guards nothing that anybody sees. A key of one column that may be absent is let pass, and so are one that a partial unique index completes, NULLS NOT DISTINCT, and two keys for two kinds of rows (device, name) and (module, name).',
  instead:
    'NOT NULL; or NULLS NOT DISTINCT (PostgreSQL 15); or a second, partial unique index for the rows where it is NULL; in MySQL a generated column that has a value for them.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS',
    'https://dev.mysql.com/doc/refman/8.4/en/create-index.html#create-index-unique',
    'https://www.sqlite.org/lang_createtable.html#unique_constraints',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      const keys = [...table.uniques, ...table.indexes.filter(({ unique, where }) => unique && !where)];
      for (const { at, name, columns, nullsNotDistinct } of keys) {
        const names = columns.flatMap(({ column }) => (column ? [column.name] : []));
        const open = names.filter((column) => columnOf(table, column, context)?.notNull === false);
        if (nullsNotDistinct || names.length !== columns.length || open.length !== 1 || names.length < 2) continue;
        const rest = names.filter((column) => !open.includes(column));
        const [only] = open;
        if (!only || isGenerated(table, only, context) || isComplete(table, only, context)) continue;
        const isDeletion = /^(?:deleted|archived|removed)/i.test(only);
        if (isEitherOr(table, names, rest) || !(isDeletion || rest.some((name) => isValue(table, name)))) continue;
        context.report({
          span: at,
          table,
          ...(isDeletion ? { severity: 'warning' as const } : {}),
          message: `${name} lets rows of ${table.name} with the same ${listed(rest)} through as often as ${only} is NULL. ${advice(only, rest, context)}`,
        });
      }
    },
  },
});

/** What a row is told by, not whose it is: (tenant, external id) is one id within each tenant, and may be absent. */
function isValue(table: Table, name: string): boolean {
  const isReference = table.foreignKeys.some(({ columns }) => columns.some((column) => column.name === name));
  return !isReference && wordsOf(name).at(-1) !== 'id';
}

/** Another key of the same columns but for one: a row has the one or the other. */
function isEitherOr(table: Table, names: readonly string[], rest: readonly string[]): boolean {
  return uniqueKeys(table).some(
    (key) => key.length === names.length && key.join() !== names.join() && rest.every((name) => key.includes(name)),
  );
}

function isGenerated(table: Table, name: string, context: BaseContext): boolean {
  return columnOf(table, name, context)?.generated !== undefined;
}

/** A unique index for just the rows where it is NULL, or for all of them over an expression of it. */
function isComplete(table: Table, name: string, context: BaseContext): boolean {
  const same = (other: string) => other.toLowerCase() === name.toLowerCase();
  return (
    table.indexes.some(
      ({ unique, where, columns }) =>
        unique && (where?.columns.some(same) || columns.some(({ expression }) => expression?.columns.some(same))),
    ) ||
    table.checks.some(
      ({ expression }) =>
        /not\s+null/i.test(expression.text) && expression.columns.length === 1 && expression.columns.some(same),
    ) ||
    (context.dialect === 'postgresql' && table.exclusions.length > 0)
  );
}

function advice(name: string, rest: readonly string[], context: BaseContext): string {
  if (context.dialect === 'mysql' || context.dialect === 'mariadb')
    return `Make it NOT NULL, or put a generated column in its place that has a value for NULL.`;
  const partial = `a unique index on (${rest.join(', ')}) WHERE ${name} IS NULL`;
  return context.dialect === 'postgresql'
    ? `Make it NOT NULL, or the key NULLS NOT DISTINCT (PostgreSQL 15), or add ${partial}.`
    : `Make it NOT NULL, or add ${partial}.`;
}

export const cases: Cases = {
  good: [
    { title: 'one column that may be absent', sql: 'CREATE TABLE t (id int PRIMARY KEY, email text UNIQUE);' },
    {
      title: 'columns that cannot be NULL',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL, UNIQUE (a, b));',
    },
    {
      title: 'NULLS NOT DISTINCT',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int, UNIQUE NULLS NOT DISTINCT (a, b));',
    },
    {
      title: 'an id of another system within a tenant',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, tenant_id int NOT NULL, external_id text, UNIQUE (tenant_id, external_id));',
    },
    {
      title: 'two kinds of rows',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL, device_id int, module_id int, UNIQUE (device_id, name), UNIQUE (module_id, name));',
    },
    {
      title: 'a partial index for the rest',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL, parent_id int, UNIQUE (parent_id, name));\nCREATE UNIQUE INDEX roots ON t (name) WHERE parent_id IS NULL;',
    },
  ],
  bad: [
    {
      title: 'children and roots',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL, parent_id int, CONSTRAINT «k» UNIQUE (parent_id, name));',
      says: [
        'k lets rows of t with the same name through as often as parent_id is NULL. Make it NOT NULL, or the key NULLS NOT DISTINCT (PostgreSQL 15), or add a unique index on (name) WHERE parent_id IS NULL.',
      ],
    },
    {
      title: 'deleted rows alone, in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, email varchar(80) NOT NULL, deleted_at datetime, UNIQUE KEY «k» (email, deleted_at));',
      says: [
        'k lets rows of t with the same email through as often as deleted_at is NULL. Make it NOT NULL, or put a generated column in its place that has a value for NULL.',
      ],
    },
  ],
};
