import type { DropObject } from '../../model';
import { nameKey, objectKey } from '../../model';
import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

/** Types that this migration made or renamed by now: nobody else uses their names yet. */
const start = () => ({ own: new Set<string>(), renamed: new Map<string, string>() });

export const rule = defineRule({
  id: 'drop-type',
  category: 'destructive',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'DROP TYPE or DROP DOMAIN: columns that use it stop the migration, and with CASCADE they are dropped with their values.',
  why: 'The casts and parameters of code that still runs name the type and fail from then on; drivers that cache type numbers fail too. A type made in the same migration, and the old half of a replacement (renamed away, its columns moved over), are exempt.',
  instead:
    'Move the columns to their new type, release code that no longer names the old one, then drop it without CASCADE.',
  sources: ['https://www.postgresql.org/docs/current/sql-droptype.html'],
  check: {
    createEnum: ({ type }, context) => void context.memory(start).own.add(tableName(type)),
    createDomain: ({ type }, context) => void context.memory(start).own.add(tableName(type)),
    createComposite: ({ type }, context) => void context.memory(start).own.add(tableName(type)),
    renameObject({ objectType, name, to }, context) {
      if (objectType === 'type' || objectType === 'domain') context.memory(start).own.add(to.name).add(tableName(name));
    },
    dropObject(operation, context) {
      const { objectType, name, cascade, ifExists } = operation;
      if (objectType !== 'type' && objectType !== 'domain') return;
      const key = objectKey(context.dialect, name.schema, name.name);
      const isKnown = context.schema.enums.has(key) || context.schema.domains.has(key);
      if (context.memory(start).own.has(tableName(name)) || (ifExists && !isKnown && context.schema.tables.size > 0))
        return;
      const users = usersOf(operation, context);
      const used = users.length > 0 ? listed(users.slice(0, 3)) : undefined;
      context.report({
        span: name.span,
        severity: cascade ? 'error' : 'warning',
        message: cascade
          ? `${tableName(name)} is dropped with CASCADE: ${used ?? 'every column of that type'} goes with it, its values too. Move the columns to another type first, and drop without CASCADE.`
          : used === undefined
            ? `Code that still casts to ${tableName(name)} fails once it is dropped. Release code that no longer names it first.`
            : `${tableName(name)} is still the type of ${used}: PostgreSQL refuses to drop it. Move the columns to another type first.`,
      });
    },
  },
});

function usersOf({ name }: DropObject, { schema, dialect }: StepContext): readonly string[] {
  const key = nameKey(dialect, name.name);
  return [...schema.tables.values()].flatMap((table) =>
    table.columns
      .filter(({ type }) => type?.userType !== undefined && nameKey(dialect, type.userType.name) === key)
      .map((column) => `${table.name}.${column.name}`),
  );
}

const MOOD = "CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE person (id bigint PRIMARY KEY, mood mood);";

export const cases: Cases = {
  good: [
    { title: 'made in the same migration', sql: "CREATE TYPE mood AS ENUM ('a');\nDROP TYPE mood;" },
    {
      title: 'the old half of a replacement',
      before: MOOD,
      sql: "ALTER TYPE mood RENAME TO mood_old;\nCREATE TYPE mood AS ENUM ('ok');\nALTER TABLE person ALTER COLUMN mood TYPE mood USING mood::text::mood;\nDROP TYPE mood_old;",
    },
    {
      title: 'IF EXISTS of one that the history does not know',
      before: MOOD,
      sql: 'DROP TYPE IF EXISTS colour;',
    },
  ],
  bad: [
    {
      title: 'while a column has it',
      before: MOOD,
      sql: 'DROP TYPE «mood»;',
      says: [
        'mood is still the type of person.mood: PostgreSQL refuses to drop it. Move the columns to another type first.',
      ],
    },
    {
      title: 'with CASCADE',
      before: MOOD,
      sql: 'DROP TYPE «mood» CASCADE;',
      says: [
        'mood is dropped with CASCADE: person.mood goes with it, its values too. Move the columns to another type first, and drop without CASCADE.',
      ],
    },
    {
      title: 'that no column has any more',
      before: `${MOOD}\nALTER TABLE person DROP COLUMN mood;`,
      sql: 'DROP TYPE «mood»;',
      says: ['Code that still casts to mood fails once it is dropped. Release code that no longer names it first.'],
    },
  ],
};
