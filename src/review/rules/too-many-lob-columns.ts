import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'too-many-lob-columns',
  category: 'schema-design',
  severity: 'info',
  dialects: ['mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A table keeps many large values beside its small ones.',
  why: 'Each large value lies on pages of its own that SELECT * fetches one by one; MySQL sorts such rows on disk. Opinion: it counts where the small columns are read much and the large ones rarely.',
  instead: 'A side table with the same key for what is large.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/optimize-blob.html'],
  options: { max: { default: 3, description: 'TEXT, BLOB, JSON and XML columns that a table may have.' } },
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      const large = table.columns.filter(({ type }) => /^(?:text|blob|json|xml)$/.test(type?.family ?? ''));
      if (large.length <= context.option('max')) return;
      context.report({
        span: table.at,
        table,
        message: `${table.name} keeps ${large.length} large values a row (${large
          .slice(0, 3)
          .map(({ name }) => name)
          .join(
            ', ',
          )} …), which are fetched one by one with every SELECT *. Put those that are rarely read into a side table.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'three', sql: 'CREATE TABLE t (id int PRIMARY KEY, a text, b text, c json);' }],
  bad: [
    {
      title: 'four',
      sql: 'CREATE TABLE «t» (id int PRIMARY KEY, a text, b text, c json, d blob);',
      says: [
        't keeps 4 large values a row (a, b, c …), which are fetched one by one with every SELECT *. Put those that are rarely read into a side table.',
      ],
    },
  ],
};
