import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'timestamps-missing',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A table does not keep when its rows were made.',
  why: 'The first question of every search for a fault is since when, and nothing can answer it afterwards. Opinion: tables of values and pairs need none; tables of less than three columns are let pass.',
  instead: 'created_at timestamptz NOT NULL DEFAULT now(), and updated_at where rows change.',
  sources: ['https://guides.rubyonrails.org/active_record_migrations.html'],
  check: {
    table(table, context) {
      if (!isDesigned(table) || table.columns.length < 3) return;
      if (table.columns.some(({ name, type }) => isMoment(type?.family) || isWhen(name))) return;
      context.report({
        span: table.at,
        table,
        message: `${table.name} does not keep when its rows were made. Add created_at with a default.`,
      });
    },
  },
});

function isMoment(family: string | undefined): boolean {
  return family === 'timestamp' || family === 'datetime' || family === 'date';
}

function isWhen(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.at(-1) === 'at' ||
    words.some((word) => /^(?:created|updated|modified|inserted|date|time|timestamp)$/.test(word))
  );
}

export const cases: Cases = {
  good: [
    {
      title: 'a moment',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int, created_at timestamptz NOT NULL DEFAULT now());',
    },
    { title: 'a pair', sql: 'CREATE TABLE t (a int, b int, PRIMARY KEY (a, b));' },
  ],
  bad: [
    {
      title: 'none',
      sql: 'CREATE TABLE «t» (id int PRIMARY KEY, a int, b int);',
      says: ['t does not keep when its rows were made. Add created_at with a default.'],
    },
  ],
};
