import type { Cases } from '../cases';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'concurrent-index-corruption-pg14',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'PostgreSQL 14.0 to 14.3 may leave rows out of an index that is built CONCURRENTLY.',
  why: 'VACUUM could remove row versions that the build still needed, so that queries by the index miss rows and unique ones let duplicates in, without an error. Fixed in 14.4; other releases are exempt, and so is a version that nobody has told.',
  instead: 'Upgrade to 14.4 or later first, then build; indexes built before need REINDEX.',
  sources: ['https://www.postgresql.org/docs/release/14.4/'],
  check: {
    createIndex({ concurrently, index, table }, context) {
      if (!concurrently || !isAffected(context)) return;
      const span = index.name?.span ?? table.span;
      context.report({ span, message: message(index.name?.name ?? `this index of ${tableName(table)}`) });
    },
    reindex({ concurrently, name, span }, context) {
      if (concurrently && isAffected(context))
        context.report({ span: name?.span ?? span, message: message(name ? tableName(name) : 'these indexes') });
    },
  },
});

/** A bare "14" is somebody's major version and not 14.0. */
function isAffected({ version }: StepContext): boolean {
  const { major, minor, patch } = version;
  return major === 14 && minor !== undefined && minor < 4 && (minor > 0 || patch !== undefined);
}

function message(name: string): string {
  return `PostgreSQL 14.0 to 14.3 may leave rows out of ${name} when it is built CONCURRENTLY, without an error. Upgrade to 14.4 or later first.`;
}

const T = 'CREATE TABLE t (id int PRIMARY KEY, a int);';

export const cases: Cases = {
  good: [
    { title: '14.4', version: '14.4', before: T, sql: 'CREATE INDEX CONCURRENTLY i ON t (a);' },
    { title: 'a version that is not told', before: T, sql: 'CREATE INDEX CONCURRENTLY i ON t (a);' },
  ],
  bad: [
    {
      title: '14.2',
      version: '14.2',
      before: T,
      sql: 'CREATE INDEX CONCURRENTLY «i» ON t (a);',
      says: [
        'PostgreSQL 14.0 to 14.3 may leave rows out of i when it is built CONCURRENTLY, without an error. Upgrade to 14.4 or later first.',
      ],
    },
  ],
};
