import { objectKey } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

const start = () => ({ made: new Set<string>() });

export const rule = defineRule({
  id: 'rename-enum-value',
  category: 'backward-compat',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'ALTER TYPE … RENAME VALUE fails code that still reads or writes the old value.',
  why: 'Until the rollout ends, old code writes the old word ("invalid input value for enum") and does not know the new one when it reads it. A type made in the same migration is exempt.',
  instead:
    'ADD VALUE with the new word; release code that reads both and writes the new one; move the rows in batches.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertype.html'],
  check: {
    createEnum({ type }, context) {
      context.memory(start).made.add(objectKey('postgresql', type.schema, type.name));
    },
    renameEnumValue({ span, to, type, value }, context) {
      if (context.memory(start).made.has(objectKey('postgresql', type.schema, type.name))) return;
      context.report({
        span,
        message: `Code that still runs writes '${value}' to ${tableName(type)} and fails from the moment it is '${to}'. Add '${to}' as a new value, release code that reads both, and move the rows in batches.`,
      });
    },
  },
});

const MOOD = "CREATE TYPE mood AS ENUM ('sad', 'ok');";

export const cases: Cases = {
  good: [
    { title: 'a new value', before: MOOD, sql: "ALTER TYPE mood ADD VALUE 'fine';", clean: true },
    { title: 'a type made in the same migration', sql: `${MOOD}\nALTER TYPE mood RENAME VALUE 'ok' TO 'fine';` },
  ],
  bad: [
    {
      title: 'a value of an existing type',
      before: MOOD,
      sql: "«ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'»;",
      says: [
        "Code that still runs writes 'ok' to mood and fails from the moment it is 'fine'. Add 'fine' as a new value, release code that reads both, and move the rows in batches.",
      ],
    },
  ],
};
