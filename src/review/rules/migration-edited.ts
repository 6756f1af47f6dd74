import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'migration-edited',
  category: 'backward-compat',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A migration that has been released was changed.',
  why: 'Databases that have run it do not run it again: they keep what it did before, and differ from those that are made anew. Flyway, Liquibase, Atlas and Prisma compare checksums and refuse to go on. Known where the review is told the branch to compare with (`--base`); a repeatable migration is made to be changed.',
  instead: 'Take the change back, and put it into a new migration.',
  sources: [
    'https://documentation.red-gate.com/flyway/flyway-concepts/migrations/versioned-migrations',
    'https://docs.liquibase.com/concepts/changelogs/changeset-checksums.html',
  ],
  check: {
    migration(context) {
      const { migration, script } = context;
      const [first] = script.statements;
      if (!context.isEdited || migration.repeatable || !first) return;
      context.report({
        span: first.span,
        message: `${migration.name} has been released and was changed: databases that have run it keep what it did before. Take the change back, and put it into a new migration.`,
      });
    },
  },
});

const SQL = 'CREATE TABLE t (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [{ title: 'a new migration', sql: SQL }],
  bad: [
    {
      title: 'one that was released',
      edited: true,
      sql: '«CREATE TABLE t (id int PRIMARY KEY)»;',
      says: [
        'case 2 has been released and was changed: databases that have run it keep what it did before. Take the change back, and put it into a new migration.',
      ],
    },
  ],
};
