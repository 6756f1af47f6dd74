import type { ForeignKeySpec, QualifiedName } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { addNotValid, validateWhere } from '../not-valid';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'add-foreign-key-validating',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'ADD FOREIGN KEY without NOT VALID checks every row while writes to both tables wait.',
  why: 'It holds SHARE ROW EXCLUSIVE on the referencing and on the referenced table for the whole check. A new table has no rows to check; ADD COLUMN … REFERENCES without a default has none either; a partitioned table takes no NOT VALID before PostgreSQL 18.',
  instead: 'ADD CONSTRAINT … NOT VALID; then VALIDATE CONSTRAINT in a transaction of its own, which blocks nobody.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  check: {
    addConstraint(operation, context) {
      const { constraint, table } = operation;
      if (constraint.kind !== 'foreignKey' || constraint.notValid || constraint.notEnforced) return;
      if (context.isNew(table) || refusesNotValid(table, context)) return;
      context.report({
        span: constraint.name?.span ?? constraint.span,
        table,
        message: `${message(constraint, table)} Add it NOT VALID, then VALIDATE CONSTRAINT ${validateWhere(context)}.`,
        fixes: [addNotValid(operation, context)],
      });
    },
    addColumn({ column, table }, context) {
      const key = column.constraints.find((constraint) => constraint.kind === 'foreignKey');
      // Without a default every row is NULL and nothing is read (measured on PostgreSQL 15 and 18).
      if (!key || !column.default || column.default.kind === 'null' || context.isNew(table)) return;
      context.report({
        span: key.span,
        table,
        message: `${message(key, table)} Add the column first; then the foreign key NOT VALID, and VALIDATE it.`,
      });
    },
  },
});

function refusesNotValid(table: QualifiedName, context: StepContext): boolean {
  return context.table(table)?.partitionBy !== undefined && !context.atLeast(18);
}

function message(key: ForeignKeySpec, table: QualifiedName): string {
  const name = key.name ? `foreign key ${key.name.name}` : 'this foreign key';
  const both =
    key.refTable.name === table.name
      ? `writes to ${tableName(table)} wait`
      : `writes to ${tableName(table)} and to ${tableName(key.refTable)} wait`;
  return `Adding ${name} checks every row of ${tableName(table)} under SHARE ROW EXCLUSIVE: ${both} until it is done.`;
}

const TABLES =
  'CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint);';
const KEY = 'ADD CONSTRAINT posts_author FOREIGN KEY (author_id) REFERENCES users (id)';
const SAYS =
  'Adding foreign key posts_author checks every row of posts under SHARE ROW EXCLUSIVE: writes to posts and to users wait until it is done.';

export const cases: Cases = {
  good: [
    {
      title: 'NOT VALID, validated afterwards',
      before: `${TABLES}\nCREATE INDEX posts_author_id ON posts (author_id);`,
      sql: `SET lock_timeout = '5s';\nALTER TABLE posts ${KEY} NOT VALID;\nALTER TABLE posts VALIDATE CONSTRAINT posts_author;`,
      clean: true,
    },
    {
      title: 'a table made in the same migration',
      before: 'CREATE TABLE users (id bigint PRIMARY KEY);',
      sql: `CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint);\nALTER TABLE posts ${KEY};`,
    },
    {
      title: 'ADD COLUMN … REFERENCES without a default, which reads nothing',
      before: TABLES,
      sql: 'ALTER TABLE posts ADD COLUMN editor_id bigint REFERENCES users (id);',
    },
    {
      title: 'a partitioned table before PostgreSQL 18, which takes no NOT VALID',
      before:
        'CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE posts (author_id bigint) PARTITION BY HASH (author_id);',
      sql: `ALTER TABLE posts ${KEY};`,
    },
  ],
  bad: [
    {
      title: 'each statement by itself',
      before: TABLES,
      sql: `ALTER TABLE posts ADD CONSTRAINT «posts_author» FOREIGN KEY (author_id) REFERENCES users (id);`,
      says: [`${SAYS} Add it NOT VALID, then VALIDATE CONSTRAINT in a statement of its own.`],
      fixed: `ALTER TABLE posts ${KEY} NOT VALID;\nALTER TABLE posts VALIDATE CONSTRAINT posts_author;`,
    },
    {
      title: 'in a transaction, where VALIDATE must wait for the next migration',
      before: TABLES,
      transaction: 'file',
      sql: `ALTER TABLE posts ADD CONSTRAINT «posts_author» FOREIGN KEY (author_id) REFERENCES users (id);`,
      says: [`${SAYS} Add it NOT VALID, then VALIDATE CONSTRAINT in the next migration.`],
      fixed: `ALTER TABLE posts ${KEY} NOT VALID;`,
    },
    {
      title: 'ADD COLUMN … REFERENCES with a default, which every row must satisfy',
      before: TABLES,
      sql: 'ALTER TABLE posts ADD COLUMN editor_id bigint DEFAULT 1 «REFERENCES users (id)»;',
      says: [
        'Adding this foreign key checks every row of posts under SHARE ROW EXCLUSIVE: writes to posts and to users wait until it is done. Add the column first; then the foreign key NOT VALID, and VALIDATE it.',
      ],
    },
  ],
};
