import type { IndexColumn } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'index-duplicate-column',
  category: 'performance',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver'],
  recommended: true,
  what: 'A column stands twice in one index or key.',
  why: 'PostgreSQL and SQLite accept it and store the value twice; MySQL and SQL Server refuse the statement. Mostly another column was meant, so that the index does not serve the query it was made for.',
  instead:
    'Name each column once; look whether another one was meant. The same column with another operator class is no repetition.',
  sources: ['https://www.postgresql.org/docs/current/indexes-multicolumn.html'],
  check: {
    createTable({ constraints, indexes }, context) {
      for (const part of [...constraints, ...indexes])
        if ('columns' in part && !('refTable' in part)) reportTwice(part.columns, context);
    },
    createIndex({ index }, context) {
      reportTwice(index.columns, context);
    },
    addConstraint({ constraint }, context) {
      if (constraint.kind === 'primaryKey' || constraint.kind === 'unique') reportTwice(constraint.columns, context);
    },
  },
});

function reportTwice(columns: readonly IndexColumn[], context: BaseContext): void {
  const seen = new Set<string>();
  for (const { column, operatorClass = '', collation = '' } of columns) {
    if (!column) continue;
    const key = `${nameKey(context.dialect, column.name)} ${operatorClass} ${collation}`;
    if (seen.has(key)) {
      context.report({
        span: column.span,
        message: `${column.name} is in this key already: the second serves no search. If another column was meant, name it; else leave this one out.`,
      });
    }
    seen.add(key);
  }
}

const T = 'CREATE TABLE t (id int PRIMARY KEY, a text, b int);';

export const cases: Cases = {
  good: [
    { title: 'two columns', before: T, sql: 'CREATE INDEX CONCURRENTLY i ON t (a, b);' },
    {
      title: 'two operator classes of one column',
      before: T,
      sql: 'CREATE INDEX CONCURRENTLY i ON t (a, a text_pattern_ops);',
    },
  ],
  bad: [
    {
      title: 'the same twice',
      before: T,
      sql: 'CREATE INDEX CONCURRENTLY i ON t (b, a, «b»);',
      says: [
        'b is in this key already: the second serves no search. If another column was meant, name it; else leave this one out.',
      ],
    },
    {
      title: 'in a table of MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY k (a, «A»));',
      says: [
        'A is in this key already: the second serves no search. If another column was meant, name it; else leave this one out.',
      ],
    },
  ],
};
