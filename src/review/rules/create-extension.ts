import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'create-extension',
  category: 'security',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  what: 'CREATE EXTENSION asks for files on the server, and for a superuser unless the extension is trusted.',
  why: 'The role that migrates in production may have neither. Opinion: trusted extensions (PostgreSQL 13: pgcrypto, citext, pg_trgm, uuid-ossp…) are let pass.',
  instead: 'Make it where the database is provisioned.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createextension.html',
    'https://www.postgresql.org/docs/current/contrib.html',
  ],
  check: {
    createExtension({ extension }, context) {
      if (context.atLeast(13) && TRUSTED.has(extension.name)) return;
      context.report({
        span: extension.span,
        message: `${extension.name} asks for a superuser and for its files on every server. Make it where the database is provisioned.`,
      });
    },
  },
});

/** Trusted contrib modules ("Additional Supplied Modules", F). */
const TRUSTED = new Set(
  'bool_plperl btree_gin btree_gist citext cube dict_int fuzzystrmatch hstore intarray isn lo ltree pgcrypto pg_trgm plpgsql seg tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp'.split(
    ' ',
  ),
);

export const cases: Cases = {
  good: [{ title: 'a trusted one', sql: 'CREATE EXTENSION IF NOT EXISTS pgcrypto;' }],
  bad: [
    {
      title: 'one that needs a superuser',
      sql: 'CREATE EXTENSION «postgis»;',
      says: [
        'postgis asks for a superuser and for its files on every server. Make it where the database is provisioned.',
      ],
    },
  ],
};
