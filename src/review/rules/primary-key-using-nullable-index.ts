import type { QualifiedName } from '../../model';
import type { Cases } from '../cases';
import { provesNotNull } from '../implies-not-null';
import { listed, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'primary-key-using-nullable-index',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'A primary key that adopts a unique index makes columns NOT NULL that were not: the whole table is read under ACCESS EXCLUSIVE.',
  why: 'USING INDEX is the way to a primary key without a long lock, but only when its columns are NOT NULL already; else ALTER COLUMN SET NOT NULL is done for each of them in the same statement, with a full scan while nobody reads or writes, and it fails where a NULL is found. Columns with a validated CHECK (… IS NOT NULL) are exempt: PostgreSQL 12 and later skips the scan.',
  instead:
    'CHECK (… IS NOT NULL) NOT VALID, then VALIDATE CONSTRAINT, then SET NOT NULL, and the primary key USING INDEX after that.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX',
  ],
  check: {
    addConstraint({ table, constraint }, context) {
      if (constraint.kind !== 'primaryKey' || !constraint.usingIndex || context.isNew(table)) return;
      const nullable = nullableColumns(table, constraint.usingIndex.name, context);
      if (nullable.length === 0) return;
      context.report({
        span: constraint.usingIndex.span,
        table,
        message: `${listed(nullable)} of ${tableName(table)} may still be NULL: making the index ${constraint.usingIndex.name} its primary key reads the whole table under ACCESS EXCLUSIVE, and fails where it finds a NULL. CHECK (${nullable[0]} IS NOT NULL) NOT VALID, VALIDATE it and SET NOT NULL first.`,
      });
    },
  },
});

function nullableColumns(table: QualifiedName, index: string, context: StepContext): readonly string[] {
  const known = context.table(table);
  const found = known?.indexes.find(({ name }) => name === index);
  const here = new Set(
    context.statement.operations.flatMap((operation) =>
      operation.kind === 'alterColumn' && operation.change.kind === 'setNotNull' ? [operation.column.name] : [],
    ),
  );
  return (found?.columns ?? []).flatMap(({ column }) => {
    if (!column || here.has(column.name)) return [];
    const proven = known?.checks.some((check) => provesNotNull(check, column.name));
    return context.column(table, column.name)?.notNull === false && !proven ? [column.name] : [];
  });
}

const T = 'CREATE TABLE t (id bigint, code text NOT NULL);\nCREATE UNIQUE INDEX t_id ON t (id);';

export const cases: Cases = {
  good: [
    {
      title: 'a column that is NOT NULL',
      before: 'CREATE TABLE t (id bigint NOT NULL);\nCREATE UNIQUE INDEX t_id ON t (id);',
      sql: "SET lock_timeout = '5s';\nALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_id;",
      clean: true,
    },
    {
      title: 'a column that a validated CHECK proves',
      before: `${T}\nALTER TABLE t ADD CONSTRAINT c CHECK (id IS NOT NULL);`,
      sql: 'ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_id;',
    },
    {
      title: 'a table made in the same migration',
      sql: `${T}\nALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_id;`,
    },
  ],
  bad: [
    {
      title: 'a column that may be NULL',
      before: T,
      sql: 'ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX «t_id»;',
      says: [
        'id of t may still be NULL: making the index t_id its primary key reads the whole table under ACCESS EXCLUSIVE, and fails where it finds a NULL. CHECK (id IS NOT NULL) NOT VALID, VALIDATE it and SET NOT NULL first.',
      ],
    },
  ],
};
