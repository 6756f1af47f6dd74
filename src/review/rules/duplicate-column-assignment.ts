import type { Ident } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'duplicate-column-assignment',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'One UPDATE sets a column twice, or one INSERT names it twice.',
  why: 'PostgreSQL, SQL Server and Oracle refuse the statement, and so does MySQL for an INSERT; MySQL and SQLite take the last value of an UPDATE without a word, and the first was surely meant for another column.',
  instead: 'Set each column once.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-update.html',
    'https://www.sqlite.org/lang_update.html',
    'https://dev.mysql.com/doc/refman/8.4/en/update.html',
  ],
  check: {
    changeData({ change, columns }, context) {
      const again = secondOf(columns, context);
      if (!again || (change !== 'update' && change !== 'insert')) return;
      const isTaken =
        change === 'update' ? /^(?:mysql|mariadb|sqlite)$/.test(context.dialect) : context.dialect === 'sqlite';
      const does = isTaken
        ? change === 'update'
          ? 'the last value is kept without a word'
          : 'one of its values is kept without a word'
        : 'the server refuses the statement';
      context.report({
        span: again.span,
        message: `${again.name} is ${change === 'update' ? 'set' : 'named'} twice: ${does}. One of them was meant for another column.`,
      });
    },
  },
});

function secondOf(columns: readonly Ident[], { dialect }: StepContext): Ident | undefined {
  const seen = new Set<string>();
  for (const column of columns) {
    const key = nameKey(dialect, column.name);
    if (seen.has(key)) return column;
    seen.add(key);
  }
  return undefined;
}

export const cases: Cases = {
  good: [
    { title: 'each once', sql: 'UPDATE t SET a = 1, b = 2 WHERE id = 1;\nINSERT INTO t (a, b) VALUES (1, 2);' },
    {
      title: 'one column of two tables',
      dialect: 'mysql',
      sql: 'UPDATE a JOIN b ON a.id = b.id SET a.n = 1, b.m = 2;',
    },
    { title: 'names that differ by quotes', sql: 'UPDATE t SET "A" = 1, a = 2 WHERE id = 1;' },
  ],
  bad: [
    {
      title: 'in an UPDATE',
      sql: 'UPDATE t SET a = 1, «a» = 2 WHERE id = 1;',
      says: ['a is set twice: the server refuses the statement. One of them was meant for another column.'],
    },
    {
      title: 'in an INSERT',
      sql: 'INSERT INTO t (a, b, «A») VALUES (1, 2, 3);',
      says: ['a is named twice: the server refuses the statement. One of them was meant for another column.'],
    },
    {
      title: 'in SQLite, which takes it',
      dialect: 'sqlite',
      sql: 'UPDATE t SET a = 1, «a» = 2 WHERE id = 1;',
      says: ['a is set twice: the last value is kept without a word. One of them was meant for another column.'],
    },
  ],
};
