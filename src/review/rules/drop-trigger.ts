import type { DropObject, QualifiedName } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

const start = () => ({ dropped: new Map<string, DropObject>(), made: new Set<string>() });

/** A trigger is named within its table in PostgreSQL, within its database elsewhere. */
function keyOf(name: string, table: string | undefined, { dialect }: StepContext): string {
  return dialect === 'postgresql'
    ? `${nameKey(dialect, table ?? '')}.${nameKey(dialect, name)}`
    : nameKey(dialect, name);
}

export const rule = defineRule({
  id: 'drop-trigger',
  category: 'destructive',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A trigger is dropped and not made again: what it did for every row stops without an error.',
  why: 'Audit rows, derived columns and checks that only the trigger kept end with the migration, for old and new code alike, and nothing fails that would show it. A trigger made again in the same migration, one that the migration made, and one of a table that it drops are exempt.',
  instead: 'Make sure that the application or a constraint does the work first, and suppress this with that reason.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-droptrigger.html',
    'https://dev.mysql.com/doc/refman/8.4/en/drop-trigger.html',
  ],
  check: {
    dropObject(operation, context) {
      const { objectType, name, table } = operation;
      if (objectType !== 'trigger' || (table && context.isNew(table))) return;
      const { dropped, made } = context.memory(start);
      const key = keyOf(name.name, table?.name, context);
      if (!made.has(key) && isThere(operation, context)) dropped.set(key, operation);
    },
    createTrigger({ trigger, table }, context) {
      const { dropped, made } = context.memory(start);
      const key = keyOf(trigger.name, table.name, context);
      dropped.delete(key);
      made.add(key);
    },
    dropTable({ table }, context) {
      forget(table, context);
    },
    // What kept two columns equal goes with one of them, or when one takes the other's place.
    dropColumn({ table }, context) {
      forget(table, context);
    },
    renameColumn({ table }, context) {
      forget(table, context);
    },
    migration(context) {
      for (const { name, table } of context.memory(start).dropped.values()) {
        context.report({
          span: name.span,
          message: `Trigger ${name.name}${table ? ` of ${tableName(table)}` : ''} goes and nothing here takes its place: what it did for every row stops, and nothing fails that would show it. Let the application or a constraint do it first.`,
        });
      }
    },
  },
});

function forget(table: QualifiedName, context: StepContext): void {
  const { dropped } = context.memory(start);
  for (const [key, { table: own }] of dropped) if (own && own.name === table.name) dropped.delete(key);
}

/** IF EXISTS of a trigger that the history does not know is the first half of making it. */
function isThere({ ifExists, name, table }: DropObject, { schema, dialect }: StepContext): boolean {
  if (!ifExists || schema.tables.size === 0) return true;
  const key = nameKey(dialect, name.name);
  return [...schema.tables.values()].some(
    (known) =>
      (table === undefined || known.name === table.name) &&
      known.triggers.some((trigger) => nameKey(dialect, trigger.name) === key),
  );
}

const T =
  'CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE FUNCTION log_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;\n';
const TRIGGER = 'CREATE TRIGGER log_order AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION log_order();';

export const cases: Cases = {
  good: [
    {
      title: 'dropped and made again',
      before: T + TRIGGER,
      sql: `DROP TRIGGER IF EXISTS log_order ON orders;\n${TRIGGER}`,
    },
    {
      title: 'IF EXISTS of one that the history does not know',
      before: T,
      sql: 'DROP TRIGGER IF EXISTS log_order ON orders;',
    },
    {
      title: 'a sync trigger of the same migration',
      before: T,
      sql: `${TRIGGER}\nUPDATE orders SET id = id WHERE id = 1;\nDROP TRIGGER log_order ON orders;`,
    },
    {
      title: 'with its table',
      before: T + TRIGGER,
      sql: 'DROP TRIGGER log_order ON orders;\nDROP TABLE orders;',
    },
    {
      title: 'with a column that it kept equal to another',
      before: `${T}ALTER TABLE orders ADD COLUMN note text;\n${TRIGGER}`,
      sql: 'DROP TRIGGER log_order ON orders;\nALTER TABLE orders DROP COLUMN note;',
    },
  ],
  bad: [
    {
      title: 'for good',
      before: T + TRIGGER,
      sql: 'DROP TRIGGER «log_order» ON orders;',
      says: [
        'Trigger log_order of orders goes and nothing here takes its place: what it did for every row stops, and nothing fails that would show it. Let the application or a constraint do it first.',
      ],
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      sql: 'DROP TRIGGER «shop_audit»;',
      says: [
        'Trigger shop_audit goes and nothing here takes its place: what it did for every row stops, and nothing fails that would show it. Let the application or a constraint do it first.',
      ],
    },
  ],
};
