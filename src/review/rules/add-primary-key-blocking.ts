import type { ColumnSpec, Index, PrimaryKeySpec, QualifiedName, Table } from '../../model';
import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import { defineRule } from '../rule';
import { adoptIndex } from '../using-index';

export const rule = defineRule({
  id: 'add-primary-key-blocking',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'ADD PRIMARY KEY builds its index, and checks its columns for NULL, while nobody else may read or write the table.',
  why: 'Both run under ACCESS EXCLUSIVE. USING INDEX spares the build, but over a nullable column it still reads the whole table to set NOT NULL. A table made in the same migration is exempt.',
  instead:
    'Make the columns NOT NULL first (through a validated CHECK); CREATE UNIQUE INDEX CONCURRENTLY; then ADD CONSTRAINT … PRIMARY KEY USING INDEX.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX',
  ],
  check: {
    addConstraint(operation, context) {
      const { constraint, table } = operation;
      if (constraint.kind !== 'primaryKey' || context.isNew(table)) return;
      const known = context.table(table);
      const nullable = nullableColumns(constraint, known);
      if (constraint.usingIndex && nullable.length === 0) return;
      context.report({
        span: constraint.name?.span ?? constraint.span,
        table,
        message: message(constraint, table, nullable),
        fixes: [nullable.length === 0 && known ? adoptIndex(operation, constraint, context) : undefined],
      });
    },
    addColumn({ column, table }, context) {
      const key = column.constraints.find((constraint) => constraint.kind === 'primaryKey');
      if (!key || context.isNew(table) || isRewrite(column)) return;
      context.report({ span: key.span, table, message: message(key, table, []) });
    },
  },
});

/** A serial or identity column is add-column-auto-increment's, which speaks of the rewrite as well. */
function isRewrite(column: ColumnSpec): boolean {
  return column.identity !== undefined || column.type?.serial === true;
}

function nullableColumns(constraint: PrimaryKeySpec, table: Table | undefined): readonly string[] {
  const index: Index | undefined = table?.indexes.find(({ name }) => name === constraint.usingIndex?.name);
  const keys = constraint.usingIndex ? (index?.columns ?? []) : constraint.columns;
  const names = keys.flatMap(({ column }) => (column ? [column.name] : []));
  return names.filter((name) => table?.columns.some((column) => column.name === name && !column.notNull));
}

function message(constraint: PrimaryKeySpec, table: QualifiedName, nullable: readonly string[]): string {
  const name = constraint.name ? `primary key ${constraint.name.name}` : 'this primary key';
  const wait = 'reads and writes wait until it is done.';
  const lock = `under ACCESS EXCLUSIVE on ${tableName(table)}: ${wait}`;
  const columns = listed(nullable);
  const first = nullable.length === 0 ? '' : `Make ${columns} NOT NULL first, through a validated CHECK. `;
  if (constraint.usingIndex)
    return `Adding ${name} sets ${columns} NOT NULL, which reads every row ${lock} ${first.trim()}`;
  return `Adding ${name} builds its index${nullable.length > 0 ? ` and checks ${columns} for NULL` : ''} ${lock} ${first}CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … PRIMARY KEY USING INDEX.`;
}

const LOG = 'CREATE TABLE log (id bigint NOT NULL, at timestamptz);';

export const cases: Cases = {
  good: [
    {
      title: 'an index built before and adopted, over a NOT NULL column',
      before: LOG,
      sql: "SET lock_timeout = '5s';\nCREATE UNIQUE INDEX CONCURRENTLY log_pkey ON log (id);\nALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY USING INDEX log_pkey;",
      clean: true,
    },
    { title: 'a table made in the same migration', sql: `${LOG}\nALTER TABLE log ADD PRIMARY KEY (id);` },
    {
      title: 'a small table',
      before: LOG,
      sizes: { log: { rows: 5 } },
      sql: 'ALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY (id);',
    },
  ],
  bad: [
    {
      title: 'an existing table',
      before: LOG,
      sql: 'ALTER TABLE log ADD CONSTRAINT «log_pkey» PRIMARY KEY (id);',
      says: [
        'Adding primary key log_pkey builds its index under ACCESS EXCLUSIVE on log: reads and writes wait until it is done. CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … PRIMARY KEY USING INDEX.',
      ],
      fixed:
        'CREATE UNIQUE INDEX CONCURRENTLY log_pkey ON log (id);\nALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY USING INDEX log_pkey;',
    },
    {
      title: 'over a nullable column',
      before: LOG,
      sql: 'ALTER TABLE log ADD CONSTRAINT «log_pkey» PRIMARY KEY (id, at);',
      says: [
        'Adding primary key log_pkey builds its index and checks at for NULL under ACCESS EXCLUSIVE on log: reads and writes wait until it is done. Make at NOT NULL first, through a validated CHECK. CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … PRIMARY KEY USING INDEX.',
      ],
    },
    {
      title: 'USING INDEX over a nullable column, which still reads every row',
      before: 'CREATE TABLE log (id bigint);\nCREATE UNIQUE INDEX log_id ON log (id);',
      sql: 'ALTER TABLE log ADD CONSTRAINT «log_pkey» PRIMARY KEY USING INDEX log_id;',
      says: [
        'Adding primary key log_pkey sets id NOT NULL, which reads every row under ACCESS EXCLUSIVE on log: reads and writes wait until it is done. Make id NOT NULL first, through a validated CHECK.',
      ],
    },
  ],
};
