import type { Cases } from '../cases';
import { fileNameOf, headOf } from '../places';
import { defineRule } from '../rule';

/** What a tool does with a version below one that has run. Where migrations name those that they come from, there is no such thing. */
const DOES: Readonly<Record<string, string>> = {
  flyway: 'Flyway refuses to go on unless outOfOrder is set',
  'golang-migrate': 'golang-migrate never runs it on a database that is past it',
  goose: 'goose stops with "found missing migrations"',
  atlas: 'Atlas stops: the file was added out of order',
  supabase: 'the Supabase CLI stops unless it is told --include-all',
  rails: 'databases that are there run it last, new ones run it here',
  laravel: 'databases that are there run it last, new ones run it here',
  'typeorm-migrations': 'TypeORM never runs what is older than the last migration that has run',
  dbmate: 'databases that are there run it last, new ones run it here',
};

export const rule = defineRule({
  id: 'migration-out-of-order',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A new migration stands before one that is released already.',
  why: 'The branch took its version before another one was merged. Databases that have run the later one meet it behind that, if at all; new databases run it before: the two may end with different schemas. Known where the review is told the branch to compare with (`--base`).',
  instead: 'Give it a version behind the last one that is released.',
  sources: [
    'https://documentation.red-gate.com/flyway/reference/configuration/flyway-namespace/flyway-out-of-order-setting',
    'https://pressly.github.io/goose/blog/2021/out-of-order-goose/',
  ],
  check: {
    migration(context) {
      const { neighbours, migration, purpose } = context;
      const does = DOES[migration.tool];
      if (purpose !== 'up' || !neighbours || does === undefined || migration.repeatable || migration.baseline) return;
      const { migrations, index, lastReleased, isAdded } = neighbours;
      const last = migrations[lastReleased];
      if (!isAdded(migration) || !last || lastReleased <= index || last.repeatable) return;
      context.report({
        span: headOf(migration),
        message: `This migration is new and stands before ${fileNameOf(last)}, which is released: ${does}. Give it a version behind ${last.version}.`,
        related: [{ span: headOf(last), message: 'The last migration that is released' }],
      });
    },
  },
});

const SQL = 'CREATE TABLE t (id bigint PRIMARY KEY);';

export const cases: Cases = {
  good: [{ title: 'the last of all', tool: 'flyway', before: SQL, sql: 'ALTER TABLE t ADD COLUMN a int;' }],
  bad: [
    {
      title: 'a new one before one that is released',
      tool: 'flyway',
      inserted: true,
      named: { before: { version: '8' }, own: { version: '7' } },
      before: SQL,
      sql: '«CREATE TABLE u (id bigint PRIMARY KEY)»;',
      says: [
        'This migration is new and stands before 1.sql, which is released: Flyway refuses to go on unless outOfOrder is set. Give it a version behind 8.',
      ],
    },
  ],
};
