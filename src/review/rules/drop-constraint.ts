import type { DropConstraint } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { tableKey, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

interface Dropped {
  readonly operation: DropConstraint;
  readonly kind: 'check' | 'unique' | 'exclusion';
  readonly columns: readonly string[];
}

const start = () => ({ dropped: [] as Dropped[], added: new Set<string>(), gone: new Set<string>() });

export const rule = defineRule({
  id: 'drop-constraint',
  category: 'destructive',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver'],
  recommended: true,
  what: 'A CHECK, UNIQUE or EXCLUDE constraint is dropped and none takes its place: rows that break it may be written from then on.',
  why: 'Rows written without the rule stop it from being added again, and a UNIQUE takes its index along, which queries may use and ON CONFLICT needs. Exempt: a constraint of the same kind added to the table in the migration, the CHECK (… IS NOT NULL) that only served SET NOT NULL, a column or table that goes too, a table made in it.',
  instead: 'Keep it, or replace it in the same migration (NOT VALID, then VALIDATE in PostgreSQL).',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html',
    'https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT',
  ],
  check: {
    dropConstraint(operation, context) {
      if (context.isNew(operation.table)) return;
      const dropped = kindOf(operation, context);
      if (dropped) context.memory(start).dropped.push({ operation, ...dropped });
    },
    addConstraint({ table, constraint }, context) {
      context.memory(start).added.add(`${tableKey(context, table)} ${constraint.kind}`);
    },
    createIndex({ table, index }, context) {
      if (index.unique) context.memory(start).added.add(`${tableKey(context, table)} unique`);
    },
    dropColumn({ table, column }, context) {
      context.memory(start).gone.add(`${tableKey(context, table)}.${nameKey(context.dialect, column.name)}`);
    },
    dropTable({ table }, context) {
      context.memory(start).gone.add(tableKey(context, table));
    },
    migration(context) {
      const { dropped, added, gone } = context.memory(start);
      for (const { operation, kind, columns } of dropped) {
        const table = tableKey(context, operation.table);
        if (added.has(`${table} ${kind}`) || gone.has(table)) continue;
        if (columns.some((column) => gone.has(`${table}.${nameKey(context.dialect, column)}`))) continue;
        context.report({
          span: operation.name?.span ?? operation.span,
          table: operation.table,
          message: message(operation, kind),
        });
      }
    },
  },
});

/** What the constraint was; undefined for keys, which have rules of their own, and for what nobody knows. */
function kindOf(
  { table, name, constraintKind }: DropConstraint,
  context: StepContext,
): Omit<Dropped, 'operation'> | undefined {
  const known = context.table(table);
  const isNamed = (one: { readonly name: string }) =>
    name !== undefined && nameKey(context.dialect, one.name) === nameKey(context.dialect, name.name);
  const check = known?.checks.find(isNamed);
  // The helper of SET NOT NULL has done its work when the column itself says so.
  if (check) {
    const { expression } = check;
    const served =
      /\bis\s+not\s+null\b/i.test(expression.text) &&
      expression.columns.every((column) => isNotNull(column, context, table));
    return served ? undefined : { kind: 'check', columns: expression.columns };
  }
  const unique = known?.uniques.find(isNamed);
  if (unique) return { kind: 'unique', columns: unique.columns.flatMap(({ column }) => (column ? [column.name] : [])) };
  if (known?.exclusions.some(isNamed)) return { kind: 'exclusion', columns: [] };
  if (constraintKind === 'check' || constraintKind === 'unique') return { kind: constraintKind, columns: [] };
  return undefined;
}

function isNotNull(column: string, context: StepContext, table: DropConstraint['table']): boolean {
  return context.column(table, column)?.notNull === true;
}

const LOSES = {
  check: 'rows that break it may be written',
  unique: 'duplicates may be written, and its index goes with it (queries and ON CONFLICT may need that)',
  exclusion: 'overlapping rows may be written, and its index goes with it',
} as const;

function message({ name, table }: DropConstraint, kind: Dropped['kind']): string {
  return `Without ${name?.name ?? `its ${kind} constraint`} on ${tableName(table)} ${LOSES[kind]}, and it cannot be added again over them. Keep it, or replace it in the same migration.`;
}

const T =
  'CREATE TABLE t (id int PRIMARY KEY, code int, total int, CONSTRAINT u UNIQUE (code), CONSTRAINT c CHECK (total > 0));';

export const cases: Cases = {
  good: [
    {
      title: 'replaced in the same migration',
      before: T,
      sql: 'ALTER TABLE t DROP CONSTRAINT c, ADD CONSTRAINT c CHECK (total >= 0) NOT VALID;',
    },
    {
      title: 'the CHECK that served SET NOT NULL',
      before: `${T}\nALTER TABLE t ADD CONSTRAINT n CHECK (total IS NOT NULL);`,
      sql: 'ALTER TABLE t ALTER COLUMN total SET NOT NULL;\nALTER TABLE t DROP CONSTRAINT n;',
    },
    { title: 'with its column', before: T, sql: 'ALTER TABLE t DROP CONSTRAINT u, DROP COLUMN code;' },
    { title: 'a table made in the same migration', sql: `${T}\nALTER TABLE t DROP CONSTRAINT c;` },
  ],
  bad: [
    {
      title: 'a CHECK',
      before: T,
      sql: 'ALTER TABLE t DROP CONSTRAINT «c»;',
      says: [
        'Without c on t rows that break it may be written, and it cannot be added again over them. Keep it, or replace it in the same migration.',
      ],
    },
    {
      title: 'a UNIQUE',
      before: T,
      sql: 'ALTER TABLE t DROP CONSTRAINT «u»;',
      says: [
        'Without u on t duplicates may be written, and its index goes with it (queries and ON CONFLICT may need that), and it cannot be added again over them. Keep it, or replace it in the same migration.',
      ],
    },
    {
      title: 'a CHECK in MySQL',
      dialect: 'mysql',
      sql: 'ALTER TABLE t DROP CHECK «c»;',
      says: [
        'Without c on t rows that break it may be written, and it cannot be added again over them. Keep it, or replace it in the same migration.',
      ],
    },
  ],
};
