import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'drop-database',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver'],
  recommended: true,
  what: 'DROP DATABASE loses everything in it at once.',
  why: 'It cannot be rolled back, also not in PostgreSQL, and a migration runs wherever its connection points: a script meant for a test database is one wrong environment variable away from production.',
  instead: 'Drop databases by hand or in the provisioning code that made them, never in a migration.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-dropdatabase.html',
    'https://dev.mysql.com/doc/refman/8.4/en/drop-database.html',
  ],
  check: {
    dropObject({ objectType, name }, context) {
      if (objectType !== 'database') return;
      context.report({
        span: name.span,
        message: `Every table of ${name.name} and every row in them are lost, and it cannot be rolled back. Drop a database by hand, where one sees which server it is.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'another object', sql: 'DROP VIEW IF EXISTS report;' },
    { title: 'a new database', sql: 'CREATE DATABASE reports;' },
  ],
  bad: [
    {
      title: 'in PostgreSQL',
      sql: 'DROP DATABASE IF EXISTS «reports»;',
      says: [
        'Every table of reports and every row in them are lost, and it cannot be rolled back. Drop a database by hand, where one sees which server it is.',
      ],
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      sql: 'DROP DATABASE «shop»;\nCREATE DATABASE shop;',
      says: [
        'Every table of shop and every row in them are lost, and it cannot be rolled back. Drop a database by hand, where one sees which server it is.',
      ],
    },
  ],
};
