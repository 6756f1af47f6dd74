import type { Operation, QualifiedName } from '../../model';
import type { Cases } from '../cases';
import { fix, isPlain, removeWords } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

const start = () => ({ made: new Set<string>() });

export const rule = defineRule({
  id: 'drop-cascade',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'DROP … CASCADE removes everything that depends on the object, which the migration does not name.',
  why: 'A type takes the columns that use it, with their values; a key the foreign keys that reference it; a function the triggers and defaults. What that is depends on the day it runs. (Tables and columns have their own rules.) An object made in the same migration is exempt.',
  instead: 'Leave CASCADE out: PostgreSQL then lists the dependents and refuses. Drop or change each by name.',
  sources: ['https://www.postgresql.org/docs/current/ddl-depend.html'],
  check: {
    createEnum({ type }, context) {
      context.memory(start).made.add(type.name);
    },
    createView({ view }, context) {
      context.memory(start).made.add(view.name);
    },
    dropObject(operation, context) {
      if (!operation.cascade || context.memory(start).made.has(operation.name.name)) return;
      report(operation, operation.objectType, operation.name, context);
    },
    dropConstraint(operation, context) {
      if (!operation.cascade || !operation.name || context.isNew(operation.table)) return;
      report(operation, 'constraint', operation.name, context);
    },
  },
});

const TAKES: Readonly<Record<string, string>> = {
  type: 'every column of that type, with its values',
  domain: 'every column of that domain, with its values',
  constraint: 'the foreign keys of other tables that rely on it',
  function: 'every trigger, default, index and view that calls it',
  extension: 'every column, index and function that uses it',
};

function report(operation: Operation, what: string, name: QualifiedName, context: StepContext): void {
  context.report({
    span: name.span,
    message: `Dropping ${what} ${name.name} with CASCADE also drops ${TAKES[what] ?? 'whatever depends on it'}. Leave CASCADE out: PostgreSQL then names the dependents; drop each by name.`,
    fixes: [
      isPlain(context)
        ? fix('thoughtful', 'Leave CASCADE out', [removeWords(context, operation.span, ['CASCADE'])])
        : undefined,
    ],
  });
}

const MOOD = "CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE people (id int PRIMARY KEY, mood mood);";

export const cases: Cases = {
  good: [
    { title: 'without CASCADE', before: MOOD, sql: 'DROP TYPE mood;' },
    { title: 'a type made in the same migration', sql: `${MOOD}\nDROP TYPE mood CASCADE;` },
    { title: 'a down script', purpose: 'down', before: MOOD, sql: 'DROP TYPE mood CASCADE;' },
  ],
  bad: [
    {
      title: 'a type',
      before: MOOD,
      sql: 'DROP TYPE IF EXISTS «mood» CASCADE;',
      says: [
        'Dropping type mood with CASCADE also drops every column of that type, with its values. Leave CASCADE out: PostgreSQL then names the dependents; drop each by name.',
      ],
      fixed: 'DROP TYPE IF EXISTS mood;',
    },
    {
      title: 'a key',
      before: MOOD,
      sql: 'ALTER TABLE people DROP CONSTRAINT «people_pkey» CASCADE;',
      says: [
        'Dropping constraint people_pkey with CASCADE also drops the foreign keys of other tables that rely on it. Leave CASCADE out: PostgreSQL then names the dependents; drop each by name.',
      ],
      fixed: 'ALTER TABLE people DROP CONSTRAINT people_pkey;',
    },
  ],
};
