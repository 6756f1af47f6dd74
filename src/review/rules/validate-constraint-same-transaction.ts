import type { LockMode, Span } from '../../model';
import { objectKey } from '../../model';
import type { Cases } from '../cases';
import { blockedBy } from '../locks';
import { tableName } from '../names';
import { defineRule } from '../rule';

interface Held {
  readonly transaction: number;
  readonly mode: LockMode;
  readonly span: Span;
}

const start = () => ({ held: new Map<string, Held>() });

export const rule = defineRule({
  id: 'validate-constraint-same-transaction',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'VALIDATE CONSTRAINT in the transaction that added the constraint scans under the lock that adding it took.',
  why: 'VALIDATE alone blocks nobody; but the lock of ADD CONSTRAINT (ACCESS EXCLUSIVE for a check, SHARE ROW EXCLUSIVE on both tables for a foreign key) is held to the end of the transaction, so NOT VALID has won nothing.',
  instead: 'VALIDATE CONSTRAINT in the next migration, or after COMMIT.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  check: {
    operation(operation, context) {
      if (context.transaction === undefined || !('table' in operation) || !operation.table) return;
      if (operation.kind === 'validateConstraint') return;
      const { held } = context.memory(start);
      const key = objectKey(context.dialect, operation.table.schema, operation.table.name);
      if (held.get(key)?.transaction === context.transaction) return;
      const lock = context.locks().find(({ table }) => objectKey('postgresql', table.schema, table.name) === key);
      if (!lock || blockedBy(lock.mode) === 'nothing') return;
      held.set(key, { transaction: context.transaction, mode: lock.mode, span: operation.span });
    },
    validateConstraint({ table, name }, context) {
      const held = context.memory(start).held.get(objectKey(context.dialect, table.schema, table.name));
      if (!held || held.transaction !== context.transaction || context.isNew(table)) return;
      context.report({
        span: name.span,
        table,
        message: `VALIDATE CONSTRAINT ${name.name} reads all of ${tableName(table)} while this transaction still holds ${held.mode} on it: ${blockedBy(held.mode)} wait until it is done. Validate in the next migration.`,
        related: [{ span: held.span, message: `Takes ${held.mode} on ${tableName(table)} until the transaction ends` }],
      });
    },
  },
});

const ORDERS = 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);';
const ADD = 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total >= 0) NOT VALID;';

export const cases: Cases = {
  good: [
    { title: 'each statement by itself', before: ORDERS, sql: `${ADD}\nALTER TABLE orders VALIDATE CONSTRAINT c;` },
    {
      title: 'in the next migration',
      before: `${ORDERS}\n${ADD}`,
      transaction: 'file',
      sql: 'ALTER TABLE orders VALIDATE CONSTRAINT c;',
      clean: true,
    },
    {
      title: 'a table made in the same migration',
      transaction: 'file',
      sql: `${ORDERS}\n${ADD}\nALTER TABLE orders VALIDATE CONSTRAINT c;`,
    },
    {
      title: 'after COMMIT',
      before: ORDERS,
      sql: `BEGIN;\n${ADD}\nCOMMIT;\nALTER TABLE orders VALIDATE CONSTRAINT c;`,
    },
  ],
  bad: [
    {
      title: 'right after ADD CONSTRAINT in a wrapped file',
      before: ORDERS,
      transaction: 'file',
      sql: `${ADD}\nALTER TABLE orders VALIDATE CONSTRAINT «c»;`,
      says: [
        'VALIDATE CONSTRAINT c reads all of orders while this transaction still holds ACCESS EXCLUSIVE on it: reads and writes wait until it is done. Validate in the next migration.',
      ],
    },
    {
      title: 'after a foreign key between BEGIN and COMMIT',
      before: `${ORDERS}\nCREATE TABLE items (order_id bigint);`,
      sql: 'BEGIN;\nALTER TABLE items ADD CONSTRAINT f FOREIGN KEY (order_id) REFERENCES orders (id) NOT VALID;\nALTER TABLE items VALIDATE CONSTRAINT «f»;\nCOMMIT;',
      says: [
        'VALIDATE CONSTRAINT f reads all of items while this transaction still holds SHARE ROW EXCLUSIVE on it: writes wait until it is done. Validate in the next migration.',
      ],
    },
  ],
};
