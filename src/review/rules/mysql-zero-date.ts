import type { Expression } from '../../model';
import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-zero-date',
  category: 'schema-design',
  severity: 'error',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: "A default of '0000-00-00' is no date.",
  why: 'Strict mode (the default since MySQL 5.7) refuses the table, and where it is off, drivers read such values as NULL, as an error or as the year -1, and every later ALTER of the table fails once NO_ZERO_DATE is on.',
  instead: 'NULL, or DEFAULT CURRENT_TIMESTAMP.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html#sqlmode_no_zero_date'],
  check: {
    table(table, context) {
      for (const { name, default: value, at } of ownColumns(table)) {
        if (!value || !isZero(value)) continue;
        context.report({
          span: value.span ?? at,
          table,
          message: `${table.name}.${name} has a default that is no date: strict mode refuses it, and drivers read it each in their own way. Use NULL, or CURRENT_TIMESTAMP.`,
        });
      }
    },
  },
});

function isZero({ text }: Expression): boolean {
  return /^'0000-00-00(?:[ T]00:00:00(?:\.0+)?)?'$/.test(text.trim());
}

export const cases: Cases = {
  good: [
    {
      title: 'the moment of the insert',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a datetime NOT NULL DEFAULT CURRENT_TIMESTAMP, b date NULL);',
    },
  ],
  bad: [
    {
      title: 'zero',
      sql: "CREATE TABLE t (id int PRIMARY KEY, a datetime NOT NULL DEFAULT «'0000-00-00 00:00:00'»);",
      says: [
        't.a has a default that is no date: strict mode refuses it, and drivers read it each in their own way. Use NULL, or CURRENT_TIMESTAMP.',
      ],
    },
  ],
};
