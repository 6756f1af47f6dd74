import type { Migration } from '../../model';
import type { Cases } from '../cases';
import { fileNameOf, headOf } from '../places';
import type { Neighbours } from '../rule';
import { defineRule } from '../rule';

/** What a tool does on meeting a version twice. Tools that know migrations by their whole names are not among them. */
const REFUSES: Readonly<Record<string, string>> = {
  flyway: 'Flyway refuses to run: "Found more than one migration with version"',
  'golang-migrate': 'golang-migrate refuses to start on a duplicate version',
  goose: 'goose refuses to start on a duplicate version',
  dbmate: 'dbmate keeps versions in a primary key, so that the second one fails or never runs',
  rails: 'Rails raises DuplicateMigrationVersionError',
  supabase: 'the Supabase CLI keeps versions in a primary key, so that the second one fails',
  'fluent-migrator': 'FluentMigrator raises DuplicateMigrationException',
};

export const rule = defineRule({
  id: 'migration-version-collision',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'Two migrations have the same version.',
  why: 'Two branches took the next number at the same time. Git merges both files without a conflict; the tool then refuses to run, or takes the second for one that has run already and leaves it out.',
  instead: 'Give the one that is not released yet the next free version.',
  sources: [
    'https://documentation.red-gate.com/flyway/flyway-concepts/migrations/versioned-migrations',
    'https://api.rubyonrails.org/classes/ActiveRecord/DuplicateMigrationVersionError.html',
  ],
  check: {
    migration(context) {
      const { neighbours, migration, purpose } = context;
      const because = REFUSES[migration.tool];
      if (purpose !== 'up' || !neighbours || because === undefined || isExempt(migration)) return;
      const other = twinOf(migration, neighbours);
      if (!other) return;
      context.report({
        span: headOf(migration),
        message: `Version ${migration.version} is taken twice, by ${fileNameOf(other)} and this file: ${because}. Give this one the next free version.`,
        related: [{ span: headOf(other), message: `The other migration of version ${migration.version}` }],
      });
    },
  },
});

function isExempt({ repeatable, baseline, version }: Migration): boolean {
  return repeatable === true || baseline === true || version === '';
}

/** The neighbour of the same version, where this one is the newer of the two. Versions are in order, so equal ones stand together. */
function twinOf(migration: Migration, { migrations, index, isAdded }: Neighbours): Migration | undefined {
  const isTwin = (other: Migration | undefined) =>
    other !== undefined && other.tool === migration.tool && other.version === migration.version && !isExempt(other);
  const [before, after] = [migrations[index - 1], migrations[index + 1]];
  if (isTwin(before) && (isAdded(migration) || (before && !isAdded(before)))) return before;
  return isTwin(after) && after && isAdded(migration) && !isAdded(after) ? after : undefined;
}

const SQL = 'CREATE TABLE t (id bigint PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'the next version', tool: 'flyway', before: SQL, sql: 'ALTER TABLE t ADD COLUMN a int;' },
    {
      title: 'a tool that knows migrations by their names',
      tool: 'knex',
      named: { before: { version: '20240101' }, own: { version: '20240101' } },
      before: SQL,
      sql: 'ALTER TABLE t ADD COLUMN a int;',
    },
  ],
  bad: [
    {
      title: 'the same version twice',
      tool: 'flyway',
      named: { before: { version: '7' }, own: { version: '7' } },
      before: SQL,
      sql: '«ALTER TABLE t ADD COLUMN a int»;',
      says: [
        'Version 7 is taken twice, by 1.sql and this file: Flyway refuses to run: "Found more than one migration with version". Give this one the next free version.',
      ],
    },
  ],
};
