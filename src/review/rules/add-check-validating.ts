import type { QualifiedName } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { addNotValid, validateWhere } from '../not-valid';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'add-check-validating',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'ADD CHECK without NOT VALID reads the whole table while nobody else may read or write it.',
  why: 'The check of all rows runs under ACCESS EXCLUSIVE, so that even SELECT waits. ADD COLUMN with a CHECK reads every row too. A table made in the same migration is exempt.',
  instead: 'ADD CONSTRAINT … NOT VALID; then VALIDATE CONSTRAINT in a transaction of its own, which blocks nobody.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  check: {
    addConstraint(operation, context) {
      const { constraint, table } = operation;
      if (constraint.kind !== 'check' && constraint.kind !== 'notNull') return;
      if (constraint.notValid || constraint.notEnforced || context.isNew(table)) return;
      if (constraint.kind === 'notNull' && context.column(table, constraint.column.name)?.notNull) return;
      const name = constraint.name ? `check ${constraint.name.name}` : 'this check';
      context.report({
        span: constraint.name?.span ?? constraint.span,
        table,
        message: `${message(name, table)} Add it NOT VALID, then VALIDATE CONSTRAINT ${validateWhere(context)}.`,
        fixes: [addNotValid(operation, context)],
      });
    },
    addColumn({ column, table }, context) {
      const check = column.constraints.find((constraint) => constraint.kind === 'check');
      if (!check || check.notEnforced || context.isNew(table)) return;
      context.report({
        span: check.span,
        table,
        message: `${message(`${column.name.name} with a CHECK`, table)} Add the column alone; then the check NOT VALID, and VALIDATE it.`,
      });
    },
  },
});

function message(what: string, table: QualifiedName): string {
  return `Adding ${what} reads all of ${tableName(table)} under ACCESS EXCLUSIVE: reads and writes wait until it is done.`;
}

const ORDERS = 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);';
const SAYS =
  'Adding check orders_total reads all of orders under ACCESS EXCLUSIVE: reads and writes wait until it is done.';

export const cases: Cases = {
  good: [
    {
      title: 'NOT VALID, validated afterwards',
      before: ORDERS,
      sql: "SET lock_timeout = '5s';\nALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT orders_total;",
      clean: true,
    },
    {
      title: 'a table made in the same migration',
      sql: `${ORDERS}\nALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);`,
    },
    { title: 'a new column without a check', before: ORDERS, sql: 'ALTER TABLE orders ADD COLUMN tip numeric;' },
  ],
  bad: [
    {
      title: 'each statement by itself',
      before: ORDERS,
      sql: 'ALTER TABLE orders ADD CONSTRAINT «orders_total» CHECK (total >= 0);',
      says: [`${SAYS} Add it NOT VALID, then VALIDATE CONSTRAINT in a statement of its own.`],
      fixed:
        'ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT orders_total;',
    },
    {
      title: 'in a transaction',
      before: ORDERS,
      transaction: 'file',
      sql: 'ALTER TABLE orders ADD CONSTRAINT «orders_total» CHECK (total >= 0);',
      says: [`${SAYS} Add it NOT VALID, then VALIDATE CONSTRAINT in the next migration.`],
      fixed: 'ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;',
    },
    {
      title: 'with a new column',
      before: ORDERS,
      sql: 'ALTER TABLE orders ADD COLUMN tip numeric «CHECK (tip >= 0)»;',
      says: [
        'Adding tip with a CHECK reads all of orders under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add the column alone; then the check NOT VALID, and VALIDATE it.',
      ],
    },
  ],
};
