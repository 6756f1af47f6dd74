import type { ChangeData, Column, QualifiedName } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { tableKey, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

interface Filled {
  readonly table: QualifiedName;
  readonly column: string;
}

const start = () => ({ filled: new Map<string, Filled>(), isReset: false });

export const rule = defineRule({
  id: 'sequence-not-reset',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'Rows are inserted with their own numbers into a column that counts by itself, and its sequence is not moved on.',
  why: 'An explicit id does not use the sequence. The next INSERT that leaves the id to the database gets a number that is taken, and fails with "duplicate key", over and over until the sequence has passed all of them. MySQL, SQLite and SQL Server move their counters themselves.',
  instead:
    "SELECT setval(pg_get_serial_sequence('t', 'id'), (SELECT max(id) FROM t)); after the rows; or leave the id out.",
  sources: [
    'https://www.postgresql.org/docs/current/functions-sequence.html',
    'https://www.postgresql.org/docs/current/ddl-identity-columns.html',
  ],
  check: {
    changeData(operation, context) {
      const [table] = operation.tables;
      if (operation.change !== 'insert' || !table) return;
      const column = countedColumn(table, context);
      if (!column || !names(operation, column, context)) return;
      const text = context.text(context.statement.span).slice(0, 2000);
      if (
        /\bnextval\b|\bsetval\b|\bDEFAULT\b\s*[,)]|\bOVERRIDING\s+USER\b/i.test(text) ||
        !/\bVALUES\s*\(\s*[^)]*\d/i.test(text)
      )
        return;
      const { filled } = context.memory(start);
      const key = tableKey(context, table);
      if (!filled.has(key)) filled.set(key, { table, column: column.name });
    },
    statement({ operations, span }, context) {
      const isReset = operations.some(
        (operation) =>
          (operation.kind === 'call' && operation.name === 'setval') ||
          operation.kind === 'alterSequence' ||
          operation.kind === 'opaque' ||
          (operation.kind === 'alterColumn' && /\bRESTART\b/i.test(context.text(span))),
      );
      if (isReset || /\bsetval\s*\(|\bRESTART\b/i.test(context.text(span))) context.memory(start).isReset = true;
    },
    dropTable({ table }, context) {
      context.memory(start).filled.delete(tableKey(context, table));
    },
    migration(context) {
      const { filled, isReset } = context.memory(start);
      if (isReset) return;
      for (const { table, column } of filled.values()) {
        const name = tableName(table);
        context.report({
          span: table.span,
          table,
          message: `Rows of ${name} bring their own ${column}, which its sequence does not know of: the next INSERT without one gets a number that is taken, and fails. SELECT setval(pg_get_serial_sequence('${name}', '${column}'), (SELECT max(${column}) FROM ${name})) after them.`,
        });
      }
    },
  },
});

function countedColumn(table: QualifiedName, context: StepContext): Column | undefined {
  return context
    .table(table)
    ?.columns.find(
      ({ identity, type, default: value }) =>
        identity !== undefined || type?.serial === true || /\bnextval\b/i.test(value?.text ?? ''),
    );
}

function names({ columns }: ChangeData, column: Column, { dialect }: StepContext): boolean {
  return columns.some(({ name }) => nameKey(dialect, name) === nameKey(dialect, column.name));
}

const T = 'CREATE TABLE roles (id serial PRIMARY KEY, name text);';

export const cases: Cases = {
  good: [
    { title: 'ids left to the database', before: T, sql: "INSERT INTO roles (name) VALUES ('admin');" },
    {
      title: 'the sequence moved on',
      before: T,
      sql: "INSERT INTO roles (id, name) VALUES (1, 'admin');\nSELECT setval('roles_id_seq', 1);",
    },
    {
      title: 'restarted',
      before: T,
      sql: "INSERT INTO roles (id, name) VALUES (1, 'admin');\nALTER SEQUENCE roles_id_seq RESTART WITH 2;",
    },
    {
      title: 'a key that nobody counts',
      before: 'CREATE TABLE roles (id int PRIMARY KEY, name text);',
      sql: "INSERT INTO roles (id, name) VALUES (1, 'admin');",
    },
    {
      title: 'a number of the sequence itself',
      before: T,
      sql: "INSERT INTO roles (id, name) VALUES (nextval('roles_id_seq'), 'admin1');",
    },
  ],
  bad: [
    {
      title: 'serial',
      before: T,
      sql: "INSERT INTO «roles» (id, name) VALUES (1, 'admin'), (2, 'guest');",
      says: [
        "Rows of roles bring their own id, which its sequence does not know of: the next INSERT without one gets a number that is taken, and fails. SELECT setval(pg_get_serial_sequence('roles', 'id'), (SELECT max(id) FROM roles)) after them.",
      ],
    },
    {
      title: 'identity, in the migration that makes the table',
      sql: "CREATE TABLE roles (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, name text);\nINSERT INTO «roles» (id, name) VALUES (1, 'admin');",
      says: [
        "Rows of roles bring their own id, which its sequence does not know of: the next INSERT without one gets a number that is taken, and fails. SELECT setval(pg_get_serial_sequence('roles', 'id'), (SELECT max(id) FROM roles)) after them.",
      ],
    },
  ],
};
