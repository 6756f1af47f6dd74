import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-timestamp-2038',
  category: 'schema-design',
  severity: 'info',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'TIMESTAMP ends on 19 January 2038.',
  why: 'Dates that lie ahead (the end of a contract, a mortgage, a birthday in a century) are refused already; the rest will be one day. Columns that note when a row was written are let pass: they have until then. MariaDB 11.5 goes on to 2106.',
  instead: 'DATETIME, in UTC.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/datetime.html', 'https://mariadb.com/kb/en/timestamp/'],
  check: {
    table(table, context) {
      if (context.dialect === 'mariadb' && context.atLeast(11, 5)) return;
      for (const { type, name } of ownColumns(table)) {
        if (type?.family !== 'timestamp' || !liesAhead(name)) continue;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} ends on 19 January 2038, and by its name holds what lies ahead. Use DATETIME, in UTC.`,
        });
      }
    },
  },
});

function liesAhead(name: string): boolean {
  return /expir|valid_?(?:until|to|thru)|until|due|deadline|ends?_?(?:at|on|date)?$|renew|maturity|scheduled/i.test(
    name,
  );
}

export const cases: Cases = {
  good: [
    {
      title: 'when a row was written',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP);',
    },
    { title: 'DATETIME', sql: 'CREATE TABLE t (id int PRIMARY KEY, expires_at datetime);' },
  ],
  bad: [
    {
      title: 'an end',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, expires_at «timestamp» NULL);',
      says: ['t.expires_at ends on 19 January 2038, and by its name holds what lies ahead. Use DATETIME, in UTC.'],
    },
  ],
};
