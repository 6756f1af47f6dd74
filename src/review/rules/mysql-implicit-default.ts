import type { ColumnSpec } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-implicit-default',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'ADD COLUMN … NOT NULL without DEFAULT fills the rows that are there with 0 or the empty string.',
  why: "MySQL gives no error: old rows get the implicit default of the type (0, '', the first label of an ENUM), which reads as a real value ever after; old code that does not name the column fails in strict mode. Dates have no such value in strict mode, and fail. A table made in the same migration has no rows.",
  instead: 'Say the DEFAULT that is meant; or add the column as NULL, fill it, and make it NOT NULL later.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html'],
  check: {
    addColumn({ table, column }, context) {
      if (context.isNew(table) || !needsValue(column)) return;
      const { name } = column;
      context.report({
        span: name.span,
        table,
        message: `Rows of ${tableName(table)} that are there get ${implicitOf(column)} in ${name.name}, which reads as a real value, and inserts of old code fail in strict mode. Say the DEFAULT that is meant, or add it as NULL and fill it first.`,
      });
    },
  },
});

function needsValue({ nullable, default: value, identity, generated, constraints }: ColumnSpec): boolean {
  const inKey = constraints.some(({ kind }) => kind === 'primaryKey');
  return nullable === false && !value && !identity && !generated && !inKey;
}

function implicitOf({ type }: ColumnSpec): string {
  const family = type?.family ?? 'unknown';
  if (family === 'enum') return `${type?.values?.[0] === undefined ? 'the first label' : `'${type.values[0]}'`}`;
  if (/date|time|year/.test(family)) return 'a zero date (or the statement fails)';
  return /int|decimal|real|double|bit|boolean/.test(family) ? '0' : 'an empty value';
}

const T = 'CREATE TABLE users (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'a default', before: T, sql: 'ALTER TABLE users ADD COLUMN n int NOT NULL DEFAULT 0;' },
    { title: 'NULL', before: T, sql: 'ALTER TABLE users ADD COLUMN n int NULL;' },
    { title: 'a table made in the same migration', sql: `${T}\nALTER TABLE users ADD COLUMN n int NOT NULL;` },
  ],
  bad: [
    {
      title: 'a number',
      before: T,
      sql: 'ALTER TABLE users ADD COLUMN «n» int NOT NULL;',
      says: [
        'Rows of users that are there get 0 in n, which reads as a real value, and inserts of old code fail in strict mode. Say the DEFAULT that is meant, or add it as NULL and fill it first.',
      ],
    },
    {
      title: 'an ENUM',
      before: T,
      sql: "ALTER TABLE users ADD COLUMN «plan» ENUM('free', 'paid') NOT NULL;",
      says: [
        "Rows of users that are there get 'free' in plan, which reads as a real value, and inserts of old code fail in strict mode. Say the DEFAULT that is meant, or add it as NULL and fill it first.",
      ],
    },
  ],
};
