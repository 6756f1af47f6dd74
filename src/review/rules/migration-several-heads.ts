import type { Migration } from '../../model';
import type { Cases } from '../cases';
import { fileNameOf, headOf } from '../places';
import type { Neighbours } from '../rule';
import { defineRule } from '../rule';

/** Tools whose migrations name those that they come from, and what joins two ends. */
const JOINS: Readonly<Record<string, string>> = {
  alembic: '"alembic upgrade head" refuses to choose until "alembic merge heads" joins them',
  'django-migrations': 'Django refuses to migrate until "manage.py makemigrations --merge" joins them',
};

/** Only the first revision of a branch says its name. */
const LABELS = /^branch_labels\b[^=\n]*=\s*(?!None\b)\S/m;

export const rule = defineRule({
  id: 'migration-several-heads',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'The history ends in several migrations that come from the same one.',
  why: 'Two branches added a migration behind the same one. Git merges both files without a conflict, and the next deployment stops: the tool does not know in which order they run.',
  instead: 'Join them with the tool, or let the one that is not released yet come from the other.',
  sources: [
    'https://alembic.sqlalchemy.org/en/latest/branches.html',
    'https://docs.djangoproject.com/en/stable/topics/migrations/#version-control',
  ],
  check: {
    migration(context) {
      const { neighbours, migration, purpose } = context;
      const because = JOINS[migration.tool];
      if (purpose !== 'up' || !neighbours || because === undefined) return;
      const others = headsBefore(migration, neighbours);
      const [other] = others;
      // Branches that have names are meant.
      if (!other || neighbours.migrations.some(({ uri }) => LABELS.test(context.source(uri) ?? ''))) return;
      context.report({
        span: headOf(migration),
        message: `${fileNameOf(migration)} and ${others.map(fileNameOf).join(', ')} both end the history: ${because}.`,
        related: others.map((one) => ({ span: headOf(one), message: 'Another end of the history' })),
      });
    },
  },
});

/** As what comes from it names it: Django by its app and whole name, Alembic by its revision. */
function keysOf({ version, name, tool }: Migration): readonly string[] {
  return tool === 'django-migrations' ? [`${version}_${name}`, version] : [version];
}

/** The branch of the graph that two heads must share to be two ends of one history: an app, or all. */
function appOf({ tool, version }: Migration): string {
  return tool === 'django-migrations' ? version.slice(0, version.lastIndexOf('.')) : '';
}

const parentsOf = new WeakMap<readonly Migration[], ReadonlySet<string>>();

function parentsIn(migrations: readonly Migration[]): ReadonlySet<string> {
  const known = parentsOf.get(migrations);
  if (known) return known;
  const fresh = new Set(migrations.flatMap(({ parents }) => parents ?? []));
  parentsOf.set(migrations, fresh);
  return fresh;
}

/** Other ends of the same history, where this is the last of them. */
function headsBefore(migration: Migration, { migrations, index }: Neighbours): readonly Migration[] {
  const parents = parentsIn(migrations);
  const isEnd = (one: Migration) => !one.baseline && !keysOf(one).some((key) => parents.has(key));
  if (!isEnd(migration) || !migration.parents || migration.parents.length === 0) return [];
  const rivals = (some: readonly Migration[]) =>
    some.filter((one) => one.tool === migration.tool && appOf(one) === appOf(migration) && isRival(one, isEnd));
  return rivals(migrations.slice(index + 1)).length > 0 ? [] : rivals(migrations.slice(0, index));
}

/** A migration that comes from nothing begins another history, which may end by itself. */
function isRival(one: Migration, isEnd: (one: Migration) => boolean): boolean {
  return isEnd(one) && (one.parents ?? []).length > 0;
}

const SQL = 'CREATE TABLE t (id bigint PRIMARY KEY);';

export const cases: Cases = {
  good: [
    {
      title: 'one behind the other',
      tool: 'alembic',
      named: { before: { version: 'a', parents: ['z'] }, own: { version: 'b', parents: ['a'] } },
      before: SQL,
      sql: 'ALTER TABLE t ADD COLUMN a int;',
    },
    {
      title: 'the ends of two apps',
      tool: 'django-migrations',
      named: {
        before: { version: 'shop.0002', parents: ['shop.0001_a'] },
        own: { version: 'blog.0002', parents: ['blog.0001_a'] },
      },
      before: SQL,
      sql: 'ALTER TABLE t ADD COLUMN a int;',
    },
  ],
  bad: [
    {
      title: 'two that come from the same one',
      tool: 'alembic',
      named: { before: { version: 'a', parents: ['z'] }, own: { version: 'b', parents: ['z'] } },
      before: SQL,
      sql: '«ALTER TABLE t ADD COLUMN a int»;',
      says: [
        '2.sql and 1.sql both end the history: "alembic upgrade head" refuses to choose until "alembic merge heads" joins them.',
      ],
    },
  ],
};
