import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'policy-no-partitions',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'oracle', 'sqlserver'],
  recommended: false,
  what: 'A partitioned table asks for care: new partitions in time, keys that hold the partition’s column.',
  why: 'A policy for teams whose tables are small enough, or whose sharding does not take partitions.',
  instead: 'One table, with an index on what it would be partitioned by.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/partitioning-limitations.html'],
  check: {
    createTable({ table, partitionBy }, context) {
      if (!partitionBy) return;
      context.report({
        span: partitionBy.span,
        table,
        message: `${table.name} is partitioned: this project does without.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'a plain table', sql: 'CREATE TABLE t (id int PRIMARY KEY);' }],
  bad: [
    {
      title: 'partitions',
      sql: 'CREATE TABLE t (id int, made date) «PARTITION BY RANGE (made)»;',
      says: ['t is partitioned: this project does without.'],
    },
  ],
};
