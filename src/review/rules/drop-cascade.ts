import type { Operation, QualifiedName } from '../../model';
import type { Cases } from '../cases';
import { fix, isPlain, removeWords } from '../edits';
import { listed, tableName } from '../names';
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
    statement(statement, context) {
      const dropped = statement.operations.flatMap((operation) => dropOf(operation, context));
      const [first] = dropped;
      if (first) report(first, dropped, context);
    },
  },
});

interface Drop {
  readonly what: string;
  readonly name: QualifiedName;
}

function dropOf(operation: Operation, context: StepContext): readonly Drop[] {
  if (operation.kind === 'dropObject' && operation.cascade) {
    const made = context.memory(start).made.has(operation.name.name);
    return made || operation.objectType === 'schema' ? [] : [{ what: operation.objectType, name: operation.name }];
  }
  if (operation.kind !== 'dropConstraint' || !operation.cascade || !operation.name) return [];
  return context.isNew(operation.table) ? [] : [{ what: 'constraint', name: operation.name }];
}

const TAKES: Readonly<Record<string, string>> = {
  type: 'every column of that type, with its values',
  domain: 'every column of that domain, with its values',
  constraint: 'the foreign keys of other tables that rely on it',
  function: 'every trigger, default, index and view that calls it',
  view: 'every view and rule that reads it',
  'materialized view': 'every view that reads it',
  extension: 'every column, index and function that uses it',
};

/** What takes no data with it stops code, but loses nothing. */
const NO_DATA: ReadonlySet<string> = new Set(['view', 'materialized view', 'function', 'procedure', 'trigger']);

function report({ what, name }: Drop, dropped: readonly Drop[], context: StepContext): void {
  const names = listed(dropped.map((drop) => tableName(drop.name)));
  const many = dropped.length > 1 ? 's' : '';
  context.report({
    span: name.span,
    ...(NO_DATA.has(what) ? { severity: 'warning' as const } : {}),
    message: `Dropping ${what}${many} ${names} with CASCADE also drops ${TAKES[what] ?? 'whatever depends on it'}. Leave CASCADE out: PostgreSQL then names the dependents; drop each by name.`,
    fixes: [
      isPlain(context)
        ? fix('thoughtful', 'Leave CASCADE out', [removeWords(context, context.statement.span, ['CASCADE'])])
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
      thenRefused: 'cannot drop type mood because other objects depend on it',
    },
    {
      title: 'several views in one statement',
      sql: 'DROP VIEW «a», b CASCADE;',
      says: [
        'Dropping views a and b with CASCADE also drops every view and rule that reads it. Leave CASCADE out: PostgreSQL then names the dependents; drop each by name.',
      ],
      fixed: 'DROP VIEW a, b;',
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
