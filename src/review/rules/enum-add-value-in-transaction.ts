import type { AddEnumValue } from '../../model';
import { objectKey } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';
import { optOut } from '../runner';

interface Added {
  readonly operation: AddEnumValue;
  readonly transaction: number;
}

const start = () => ({ made: new Set<string>(), added: [] as Added[] });

export const rule = defineRule({
  id: 'enum-add-value-in-transaction',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A new enum value is used in the transaction that adds it: PostgreSQL refuses ("unsafe use of new value").',
  why: 'ALTER TYPE … ADD VALUE makes the value usable only after COMMIT; before PostgreSQL 12 the statement itself fails inside a transaction. A type that the same transaction makes is exempt.',
  instead: 'ADD VALUE in a migration of its own; use the value in the next one.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertype.html#SQL-ALTERTYPE-NOTES'],
  check: {
    createEnum({ type }, context) {
      context.memory(start).made.add(objectKey('postgresql', type.schema, type.name));
    },
    addEnumValue(operation, context) {
      const { made, added } = context.memory(start);
      if (context.transaction === undefined) return;
      if (made.has(objectKey('postgresql', operation.type.schema, operation.type.name))) return;
      if (context.atLeast(12)) {
        added.push({ operation, transaction: context.transaction });
        return;
      }
      context.report({
        span: operation.span,
        message: `Before PostgreSQL 12, ALTER TYPE ${tableName(operation.type)} ADD VALUE fails inside a transaction. Put it ${optOut(context.tool)}.`,
      });
    },
    statement(statement, context) {
      const { added } = context.memory(start);
      if (added.length === 0 || statement.operations.some(({ kind }) => kind === 'addEnumValue')) return;
      const used = firstUse(added, context);
      if (!used) return;
      const { type, value, span } = used.operation;
      context.report({
        span: used.at,
        message: `'${value}' was added to ${tableName(type)} in this transaction and cannot be used before it commits: PostgreSQL stops with "unsafe use of new value". Move this statement into the next migration.`,
        related: [{ span, message: 'The value is added here' }],
      });
    },
  },
});

function firstUse(added: readonly Added[], context: StepContext) {
  const { span } = context.statement;
  const text = context.text(span);
  for (const { operation, transaction } of added) {
    if (transaction !== context.transaction) continue;
    const quoted = `'${operation.value.replaceAll("'", "''")}'`;
    const found = text.indexOf(quoted);
    if (found < 0) continue;
    const offset = span.start.offset + found;
    const at = context.at(span.uri, offset, offset + quoted.length);
    if (at) return { operation, at };
  }
  return undefined;
}

const MOOD = "CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE people (name text, mood mood);";
const ADD = "ALTER TYPE mood ADD VALUE 'happy';";

export const cases: Cases = {
  good: [
    { title: 'added and not used', before: MOOD, transaction: 'file', sql: ADD, clean: true },
    {
      title: 'each statement by itself',
      before: MOOD,
      sql: `${ADD}\nALTER TABLE people ALTER COLUMN mood SET DEFAULT 'happy';`,
    },
    {
      title: 'used in the next migration',
      before: `${MOOD}\n${ADD}`,
      transaction: 'file',
      sql: "ALTER TABLE people ALTER COLUMN mood SET DEFAULT 'happy';",
    },
    {
      title: 'a type made in the same transaction',
      transaction: 'file',
      sql: `${MOOD}\n${ADD}\nINSERT INTO people VALUES ('a', 'happy');`,
    },
    {
      title: 'one value placed after another new one',
      before: MOOD,
      transaction: 'file',
      sql: `${ADD}\nALTER TYPE mood ADD VALUE 'glad' AFTER 'happy';`,
    },
  ],
  bad: [
    {
      title: 'used as a default',
      before: MOOD,
      transaction: 'file',
      sql: `${ADD}\nALTER TABLE people ALTER COLUMN mood SET DEFAULT «'happy'»;`,
      says: [
        '\'happy\' was added to mood in this transaction and cannot be used before it commits: PostgreSQL stops with "unsafe use of new value". Move this statement into the next migration.',
      ],
    },
    {
      title: 'written to rows between BEGIN and COMMIT',
      before: MOOD,
      sql: `BEGIN;\n${ADD}\nUPDATE people SET mood = «'happy'» WHERE name = 'a';\nCOMMIT;`,
      says: [
        '\'happy\' was added to mood in this transaction and cannot be used before it commits: PostgreSQL stops with "unsafe use of new value". Move this statement into the next migration.',
      ],
    },
    {
      title: 'in a transaction before PostgreSQL 12',
      version: '11',
      before: MOOD,
      transaction: 'file',
      sql: "«ALTER TYPE mood ADD VALUE 'happy'»;",
      says: [
        'Before PostgreSQL 12, ALTER TYPE mood ADD VALUE fails inside a transaction. Put it in a migration of its own that the runner does not wrap in a transaction.',
      ],
    },
  ],
};
