import type { IndexColumn, QualifiedName, Span } from '../../model';
import type { Cases } from '../cases';
import { listed, plainColumns, tableKey, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

/** Tables whose rows the file deletes or changes by now. */
const start = () => new Set<string>();

export const rule = defineRule({
  id: 'unique-may-fail',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A unique index or constraint on a table that has rows fails where two of them are alike.',
  why: 'What no constraint kept apart is seldom apart: one duplicate stops the migration, after the whole table was read; a concurrent build leaves an invalid index behind. New tables and columns, and tables whose rows the migration changes first, are exempt.',
  instead:
    'SELECT … GROUP BY … HAVING count(*) > 1 on production first, and mend what it shows in a migration of its own.',
  sources: ['https://atlasgo.io/lint/analyzers#MF101', 'https://www.postgresql.org/docs/current/indexes-unique.html'],
  check: {
    changeData({ change, tables }, context) {
      if (change === 'select' || change === 'insert') return;
      for (const table of tables) context.memory(start).add(tableKey(context, table));
    },
    createIndex({ index, table }, context) {
      if (index.unique) report(table, index.columns, index.name?.span ?? index.span, context);
    },
    addConstraint({ constraint, table }, context) {
      if (constraint.kind !== 'unique' || constraint.usingIndex) return;
      report(table, constraint.columns, constraint.name?.span ?? constraint.span, context);
    },
  },
});

function report(table: QualifiedName, parts: readonly IndexColumn[], span: Span, context: StepContext): void {
  if (context.isNew(table) || context.memory(start).has(tableKey(context, table))) return;
  const columns = plainColumns(parts);
  if (!columns || columns.some(({ name }) => context.isNewColumn(table, name))) return;
  const names = columns.map(({ name }) => name);
  const known = context.table(table);
  const wasUnique =
    known &&
    [
      ...known.uniques,
      ...known.indexes.filter(({ unique, where }) => unique && !where),
      ...(known.primaryKey ? [known.primaryKey] : []),
    ].some((key) => key.columns.every(({ column }) => column !== undefined && names.includes(column.name)));
  if (wasUnique) return;
  context.report({
    span,
    table,
    message: `Two rows of ${tableName(table)} with the same ${listed(names)} stop this after the whole table was read. Look first: SELECT ${names.join(', ')} FROM ${tableName(table)} GROUP BY ${names.join(', ')} HAVING count(*) > 1.`,
  });
}

const T = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export const cases: Cases = {
  good: [
    { title: 'a new table', sql: `${T}\nCREATE UNIQUE INDEX u ON users (email);` },
    {
      title: 'a new column',
      before: T,
      sql: 'ALTER TABLE users ADD COLUMN handle text;\nCREATE UNIQUE INDEX CONCURRENTLY u ON users (handle);',
    },
    {
      title: 'duplicates deleted before',
      before: T,
      sql: 'DELETE FROM users a USING users b WHERE a.email = b.email AND a.id > b.id;\nCREATE UNIQUE INDEX u ON users (email);',
    },
    { title: 'what is unique already', before: T, sql: 'CREATE UNIQUE INDEX CONCURRENTLY u ON users (email, id);' },
  ],
  bad: [
    {
      title: 'an index',
      before: T,
      sql: 'CREATE UNIQUE INDEX CONCURRENTLY «u» ON users (email);',
      says: [
        'Two rows of users with the same email stop this after the whole table was read. Look first: SELECT email FROM users GROUP BY email HAVING count(*) > 1.',
      ],
    },
    {
      title: 'a constraint in MySQL',
      dialect: 'mysql',
      before: 'CREATE TABLE users (id bigint PRIMARY KEY, email varchar(99));',
      sql: 'ALTER TABLE users ADD CONSTRAINT «u» UNIQUE (email);',
      says: [
        'Two rows of users with the same email stop this after the whole table was read. Look first: SELECT email FROM users GROUP BY email HAVING count(*) > 1.',
      ],
    },
  ],
};
