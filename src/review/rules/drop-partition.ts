import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'drop-partition',
  category: 'destructive',
  severity: 'warning',
  dialects: ['mysql', 'mariadb', 'oracle', 'sqlserver'],
  recommended: true,
  what: 'DROP PARTITION and TRUNCATE PARTITION lose all rows of the partition at once.',
  why: 'It is the quick way to expire old data, and as quick where the wrong partition is named: neither asks for a condition nor can be rolled back in MySQL. Routine expiry belongs to a job; in a migration the loss is worth a second look. A table made in the same migration is exempt.',
  instead:
    'EXCHANGE PARTITION … WITH TABLE keeps the rows in a table of their own, which can be dropped once nobody missed them.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/partitioning-management-range-list.html',
    'https://dev.mysql.com/doc/refman/8.4/en/partitioning-management-exchange.html',
  ],
  check: {
    alterTable({ change, table, span }, context) {
      if (change.kind !== 'partitions' || !/^(?:drop|truncate)\b/i.test(change.action) || context.isNew(table)) return;
      const what =
        change.names.length > 0
          ? `partition${change.names.length > 1 ? 's' : ''} ${listed(change.names)} of ${tableName(table)}`
          : `a partition of ${tableName(table)}`;
      context.report({
        span,
        table,
        message: `All rows of ${what} are lost at once${context.dialect === 'mysql' || context.dialect === 'mariadb' ? ', and the server commits before it begins' : ''}. EXCHANGE PARTITION into a table first if anybody may still want them.`,
      });
    },
  },
});

const T =
  'CREATE TABLE logs (id int NOT NULL, year int NOT NULL) PARTITION BY RANGE (year) (PARTITION p2023 VALUES LESS THAN (2024), PARTITION p2024 VALUES LESS THAN (2025));';

export const cases: Cases = {
  good: [
    {
      title: 'a new partition',
      before: T,
      sql: 'ALTER TABLE logs ADD PARTITION (PARTITION p2025 VALUES LESS THAN (2026));',
    },
    { title: 'a table made in the same migration', sql: `${T}\nALTER TABLE logs DROP PARTITION p2023;` },
  ],
  bad: [
    {
      title: 'one',
      before: T,
      sql: 'ALTER TABLE logs «DROP PARTITION p2023»;',
      says: [
        'All rows of partition p2023 of logs are lost at once, and the server commits before it begins. EXCHANGE PARTITION into a table first if anybody may still want them.',
      ],
    },
    {
      title: 'two, in MariaDB',
      dialect: 'mariadb',
      before: T,
      sql: 'ALTER TABLE logs «TRUNCATE PARTITION p2023, p2024»;',
      says: [
        'All rows of partitions p2023 and p2024 of logs are lost at once, and the server commits before it begins. EXCHANGE PARTITION into a table first if anybody may still want them.',
      ],
    },
  ],
};
