import type { QualifiedName } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';
import { adoptIndex } from '../using-index';

export const rule = defineRule({
  id: 'add-unique-constraint-blocking',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'ADD UNIQUE builds its index while nobody else may read or write the table.',
  why: 'The whole table is read and the index built under ACCESS EXCLUSIVE: unlike CREATE INDEX, it stops reads too. UNIQUE knows no NOT VALID. USING INDEX and a table made in the same migration are exempt.',
  instead: 'CREATE UNIQUE INDEX CONCURRENTLY, outside a transaction; then ADD CONSTRAINT … UNIQUE USING INDEX.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX',
  ],
  check: {
    addConstraint(operation, context) {
      const { constraint, table } = operation;
      if (constraint.kind !== 'unique' || constraint.usingIndex || context.isNew(table)) return;
      context.report({
        span: constraint.name?.span ?? constraint.span,
        table,
        message: message(
          constraint.name ? `unique constraint ${constraint.name.name}` : 'this unique constraint',
          table,
        ),
        fixes: [adoptIndex(operation, constraint, context)],
      });
    },
    addColumn({ column, table }, context) {
      const unique = column.constraints.find((constraint) => constraint.kind === 'unique');
      if (!unique || context.isNew(table)) return;
      context.report({ span: unique.span, table, message: message(`${column.name.name} with UNIQUE`, table) });
    },
  },
});

function message(what: string, table: QualifiedName): string {
  return `Adding ${what} builds its index under ACCESS EXCLUSIVE on ${tableName(table)}: reads and writes wait until it is done. CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … UNIQUE USING INDEX.`;
}

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';
const SAYS =
  'Adding unique constraint users_email builds its index under ACCESS EXCLUSIVE on users: reads and writes wait until it is done. CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … UNIQUE USING INDEX.';

export const cases: Cases = {
  good: [
    {
      title: 'an index built before and adopted',
      before: USERS,
      sql: "SET lock_timeout = '5s';\nCREATE UNIQUE INDEX CONCURRENTLY users_email ON users (email);\nALTER TABLE users ADD CONSTRAINT users_email UNIQUE USING INDEX users_email;",
      clean: true,
    },
    {
      title: 'a table made in the same migration',
      sql: `${USERS}\nALTER TABLE users ADD CONSTRAINT users_email UNIQUE (email);`,
    },
    {
      title: 'a small table',
      before: USERS,
      sizes: { users: { rows: 40 } },
      sql: 'ALTER TABLE users ADD CONSTRAINT users_email UNIQUE (email);',
    },
  ],
  bad: [
    {
      title: 'an existing table',
      before: USERS,
      sql: 'ALTER TABLE users ADD CONSTRAINT «users_email» UNIQUE (email);',
      says: [SAYS],
      fixed:
        'CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (email);\nALTER TABLE users ADD CONSTRAINT users_email UNIQUE USING INDEX users_email;',
    },
    {
      title: 'in a transaction, where no index can be built CONCURRENTLY',
      before: USERS,
      transaction: 'file',
      sql: 'ALTER TABLE users ADD CONSTRAINT «users_email» UNIQUE (email);',
      says: [SAYS],
    },
    {
      title: 'with a new column',
      before: USERS,
      sql: 'ALTER TABLE users ADD COLUMN handle text «UNIQUE»;',
      says: [
        'Adding handle with UNIQUE builds its index under ACCESS EXCLUSIVE on users: reads and writes wait until it is done. CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … UNIQUE USING INDEX.',
      ],
    },
  ],
};
