import type { Operation } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'sqlite-alter-limits',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['sqlite'],
  recommended: true,
  what: 'SQLite has no ALTER TABLE for another type, default or constraint.',
  why: 'It renames tables and columns, adds and drops columns, and that is all (3.53 adds SET and DROP NOT NULL and constraints in part): the statement is a syntax error, and the migration stops there. Tools that rebuild the table behind the same words (Django, Alembic in batch mode, Rails) are not meant.',
  instead:
    'Rebuild the table: create the new one, INSERT … SELECT, drop the old one, rename, in a transaction with foreign keys off.',
  sources: ['https://www.sqlite.org/lang_altertable.html', 'https://www.sqlite.org/omitted.html'],
  check: {
    statement({ operations, span }, context) {
      const [first] = operations;
      // Only where the file itself is SQL: an ORM's words for it are done by a rebuild.
      if (!first || !/^\s*alter\s+table\b/i.test(context.text(span))) return;
      const what = refused(first, context);
      if (!what || !('table' in first) || !first.table) return;
      context.report({
        span: first.span,
        table: first.table,
        message: `SQLite cannot ${what} of ${tableName(first.table)}: the statement is a syntax error. Rebuild the table: create the new one, copy, drop, rename.`,
      });
    },
  },
});

function refused(operation: Operation, context: StepContext): string | undefined {
  switch (operation.kind) {
    case 'addConstraint':
      return context.atLeast(3, 53) && operation.constraint.kind === 'check' ? undefined : 'add a constraint';
    case 'dropConstraint':
      return context.atLeast(3, 53) ? undefined : 'drop a constraint';
    case 'alterColumn':
      if (/NotNull$/.test(operation.change.kind))
        return context.atLeast(3, 53) ? undefined : `change the nullability of ${operation.column.name}`;
      return `alter column ${operation.column.name}`;
    default:
      return undefined;
  }
}

const T = 'CREATE TABLE t (id integer PRIMARY KEY, a text);';

export const cases: Cases = {
  good: [
    { title: 'what it has', before: T, sql: 'ALTER TABLE t ADD COLUMN b text;\nALTER TABLE t RENAME COLUMN a TO c;' },
    {
      title: 'a rebuild',
      before: T,
      sql: 'CREATE TABLE t2 (id integer PRIMARY KEY, a integer);\nINSERT INTO t2 (id, a) SELECT id, a FROM t;\nDROP TABLE t;\nALTER TABLE t2 RENAME TO t;',
    },
  ],
  bad: [
    {
      title: 'another type',
      before: T,
      sql: 'ALTER TABLE t «ALTER COLUMN a TYPE integer»;',
      says: [
        'SQLite cannot alter column a of t: the statement is a syntax error. Rebuild the table: create the new one, copy, drop, rename.',
      ],
    },
    {
      title: 'a foreign key',
      before: T,
      sql: 'ALTER TABLE t «ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u (id)»;',
      says: [
        'SQLite cannot add a constraint of t: the statement is a syntax error. Rebuild the table: create the new one, copy, drop, rename.',
      ],
    },
  ],
};
