import type { Cases } from '../cases';
import { fix, isPlain, removeWords } from '../edits';
import { listed, tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'vacuum-full-cluster',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'VACUUM FULL and CLUSTER write the whole table anew while nobody else may read or write it.',
  why: 'Both hold ACCESS EXCLUSIVE for as long as the copy and the build of all indexes take, and need the disk space twice.',
  instead:
    'Plain VACUUM makes the space reusable; pg_repack gives it back online (PostgreSQL 19: REPACK CONCURRENTLY).',
  sources: [
    'https://www.postgresql.org/docs/current/sql-vacuum.html',
    'https://www.postgresql.org/docs/current/sql-cluster.html',
  ],
  check: {
    maintenance({ action, tables, span }, context) {
      if (action !== 'vacuum full' && action !== 'cluster') return;
      const old = tables.filter((table) => !context.isNew(table));
      const [first] = old;
      if (tables.length > 0 && !first) return;
      const what = first ? listed(old.map(tableName)) : 'every table of the database';
      context.report({
        span: first?.span ?? span,
        ...(first ? { table: first } : {}),
        message: `${action.toUpperCase()} writes ${what} anew under ACCESS EXCLUSIVE: reads and writes wait until it is done. Use ${
          action === 'cluster' ? 'pg_repack with its order option' : 'plain VACUUM, or pg_repack to give the space back'
        }, outside of migrations.`,
        fixes: [
          action === 'vacuum full' && isPlain(context)
            ? fix('thoughtful', 'Plain VACUUM', [removeWords(context, span, ['FULL'])])
            : undefined,
        ],
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'plain VACUUM', sql: 'VACUUM ANALYZE users;', clean: true },
    {
      title: 'a table made in the same migration',
      sql: 'CREATE TABLE t (id int PRIMARY KEY);\nCLUSTER t USING t_pkey;',
    },
  ],
  bad: [
    {
      title: 'VACUUM FULL',
      sql: 'VACUUM FULL «users»;',
      says: [
        'VACUUM FULL writes users anew under ACCESS EXCLUSIVE: reads and writes wait until it is done. Use plain VACUUM, or pg_repack to give the space back, outside of migrations.',
      ],
      fixed: 'VACUUM users;',
    },
    {
      title: 'CLUSTER',
      sql: 'CLUSTER «users» USING users_pkey;',
      says: [
        'CLUSTER writes users anew under ACCESS EXCLUSIVE: reads and writes wait until it is done. Use pg_repack with its order option, outside of migrations.',
      ],
    },
  ],
};
