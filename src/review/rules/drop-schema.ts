import type { DropObject } from '../../model';
import type { Cases } from '../cases';
import { fix, isPlain, removeWords } from '../edits';
import { listed } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

const start = () => ({ made: new Set<string>() });

export const rule = defineRule({
  id: 'drop-schema',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  what: 'DROP SCHEMA or DROP DATABASE removes everything in it.',
  why: 'With CASCADE (and always in MySQL) every table, view and function of it is gone, whatever has been added since the migration was written. A schema made in the same migration is exempt.',
  instead: 'Drop the objects by name; then the empty schema, without CASCADE.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-dropschema.html',
    'https://dev.mysql.com/doc/refman/8.4/en/drop-database.html',
  ],
  check: {
    createSchema({ schema }, context) {
      context.memory(start).made.add(schema.name);
    },
    dropObject(operation, context) {
      if (operation.objectType !== 'schema' && operation.objectType !== 'database') return;
      if (context.memory(start).made.has(operation.name.name)) return;
      const tables = tablesIn(operation, context);
      const whole = operation.cascade || operation.objectType === 'database' || context.dialect !== 'postgresql';
      // Without CASCADE PostgreSQL refuses to drop a schema that still holds anything.
      if (!whole) return;
      context.report({
        span: operation.name.span,
        message: `Dropping ${operation.objectType} ${operation.name.name} removes everything in it${
          tables.length > 0
            ? `: ${listed(tables.slice(0, 5))}${tables.length > 5 ? ` and ${tables.length - 5} more tables` : ''}`
            : ''
        }. Drop its objects by name first, so that the migration says what is lost.`,
        fixes: [
          operation.cascade && isPlain(context)
            ? fix('thoughtful', 'Leave CASCADE out', [removeWords(context, operation.span, ['CASCADE'])])
            : undefined,
        ],
      });
    },
  },
});

function tablesIn({ name, objectType }: DropObject, context: StepContext): readonly string[] {
  if (objectType === 'database') return [];
  return [...context.schema.tables.values()].filter(({ schema }) => schema === name.name).map((table) => table.name);
}

export const cases: Cases = {
  good: [
    { title: 'without CASCADE, which only an empty schema lets pass', sql: 'DROP SCHEMA app;' },
    { title: 'a schema made in the same migration', sql: 'CREATE SCHEMA app;\nDROP SCHEMA app CASCADE;' },
    { title: 'a down script', purpose: 'down', sql: 'DROP SCHEMA app CASCADE;' },
  ],
  bad: [
    {
      title: 'CASCADE',
      before: 'CREATE SCHEMA app;\nCREATE TABLE app.users (id int PRIMARY KEY);',
      sql: 'DROP SCHEMA IF EXISTS «app» CASCADE;',
      says: [
        'Dropping schema app removes everything in it: users. Drop its objects by name first, so that the migration says what is lost.',
      ],
      fixed: 'DROP SCHEMA IF EXISTS app;',
      thenRefused: 'cannot drop schema app because other objects depend on it',
    },
    {
      title: 'a database',
      dialect: 'mysql',
      sql: 'DROP DATABASE «shop»;',
      says: [
        'Dropping database shop removes everything in it. Drop its objects by name first, so that the migration says what is lost.',
      ],
    },
  ],
};
