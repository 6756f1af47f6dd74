import type { AddColumn } from '../../model';
import type { Cases } from '../cases';
import { findWords, fix, isPlain, replace } from '../edits';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

const start = () => ({ said: -1 });

export const rule = defineRule({
  id: 'add-column-generated-stored',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  scales: 'rows',
  what: 'ADD COLUMN … GENERATED … STORED computes every row: the table is written anew under a lock.',
  why: 'PostgreSQL rewrites the table and all indexes under ACCESS EXCLUSIVE; MySQL and MariaDB copy it while writes wait. A VIRTUAL column costs nothing to add (PostgreSQL 18, MySQL, MariaDB).',
  instead:
    'VIRTUAL, where the version has it and no index needs the value stored; else a plain column that a trigger keeps, filled in batches.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html#online-ddl-generated-column-operations',
  ],
  check: {
    addColumn(operation, context) {
      const { column, table, span } = operation;
      if (!column.generated?.stored || context.isNew(table)) return;
      // All columns of one ALTER TABLE are computed in one rewrite: the first says it.
      const memory = context.memory(start);
      if (memory.said === context.index) return;
      memory.said = context.index;
      const word = findWords(context, span, ['STORED'])?.[0] ?? findWords(context, span, ['PERSISTENT'])?.[0];
      const at =
        word && hasVirtual(context) && isPlain(context) ? context.at(span.uri, word.start, word.end) : undefined;
      context.report({
        span: column.span,
        table,
        message: message(operation, context),
        fixes: [fix('thoughtful', 'Make it VIRTUAL', [at && replace(at, 'VIRTUAL')])],
      });
    },
  },
});

function hasVirtual(context: StepContext): boolean {
  return context.dialect !== 'postgresql' || context.atLeast(18);
}

function message({ column, table }: AddColumn, context: StepContext): string {
  const name = tableName(table);
  const happens =
    context.dialect === 'postgresql'
      ? `rewrites ${name} and its indexes under ACCESS EXCLUSIVE: reads and writes wait until it is done.`
      : `copies ${name} while writes wait until it is done.`;
  const instead = hasVirtual(context)
    ? 'Make it VIRTUAL, or add a plain column that a trigger keeps and fill it in batches.'
    : 'Add a plain column that a trigger keeps, and fill it in batches.';
  return `Computing the stored column ${column.name.name} ${happens} ${instead}`;
}

const PEOPLE = 'CREATE TABLE people (id int PRIMARY KEY, email varchar(200));';

export const cases: Cases = {
  good: [
    {
      title: 'a table made in the same migration',
      sql: `${PEOPLE}\nALTER TABLE people ADD COLUMN domain text GENERATED ALWAYS AS (lower(email)) STORED;`,
    },
    {
      title: 'VIRTUAL',
      version: '18',
      before: PEOPLE,
      sql: 'ALTER TABLE people ADD COLUMN domain text GENERATED ALWAYS AS (lower(email)) VIRTUAL;',
    },
    {
      title: 'a plain column',
      before: PEOPLE,
      sql: 'ALTER TABLE people ADD COLUMN domain text;',
    },
    {
      title: 'VIRTUAL in MySQL, which is the default there',
      dialect: 'mysql',
      before: PEOPLE,
      sql: 'ALTER TABLE people ADD COLUMN domain varchar(200) AS (lower(email));',
    },
  ],
  bad: [
    {
      title: 'STORED before PostgreSQL 18',
      before: PEOPLE,
      sql: 'ALTER TABLE people ADD COLUMN «domain text GENERATED ALWAYS AS (lower(email)) STORED»;',
      says: [
        'Computing the stored column domain rewrites people and its indexes under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add a plain column that a trigger keeps, and fill it in batches.',
      ],
    },
    {
      title: 'two columns in one statement, which is one rewrite',
      before: PEOPLE,
      sql: 'ALTER TABLE people ADD COLUMN «a text GENERATED ALWAYS AS (lower(email)) STORED», ADD COLUMN b text GENERATED ALWAYS AS (upper(email)) STORED;',
      says: [
        'Computing the stored column a rewrites people and its indexes under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add a plain column that a trigger keeps, and fill it in batches.',
      ],
    },
    {
      title: 'STORED in PostgreSQL 18',
      version: '18',
      before: PEOPLE,
      sql: 'ALTER TABLE people ADD COLUMN «domain text GENERATED ALWAYS AS (lower(email)) STORED»;',
      says: [
        'Computing the stored column domain rewrites people and its indexes under ACCESS EXCLUSIVE: reads and writes wait until it is done. Make it VIRTUAL, or add a plain column that a trigger keeps and fill it in batches.',
      ],
      fixed: 'ALTER TABLE people ADD COLUMN domain text GENERATED ALWAYS AS (lower(email)) VIRTUAL;',
    },
    {
      title: 'STORED in MySQL',
      dialect: 'mysql',
      before: PEOPLE,
      sql: 'ALTER TABLE people ADD COLUMN «domain varchar(200) AS (lower(email)) STORED»;',
      says: [
        'Computing the stored column domain copies people while writes wait until it is done. Make it VIRTUAL, or add a plain column that a trigger keeps and fill it in batches.',
      ],
      fixed: 'ALTER TABLE people ADD COLUMN domain varchar(200) AS (lower(email)) VIRTUAL;',
    },
  ],
};
