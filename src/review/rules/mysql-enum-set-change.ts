import type { ColumnChange, SqlType } from '../../model';
import type { Cases } from '../cases';
import { listed, tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-enum-set-change',
  category: 'destructive',
  severity: 'error',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  supersedes: ['narrow-column-type', 'mysql-copy-algorithm', 'change-column-type'],
  what: 'An ENUM or SET loses or reorders members: rows are copied, and what has no member any more becomes an empty string.',
  why: "Values are stored as numbers of the list. Another order or a missing member makes the server copy the table while writes wait; a row with a removed value stops it in strict mode and becomes '' without. Members at the end of the list are added at once.",
  instead:
    'Add new members at the end, UPDATE rows away from the old ones, and take those out in a later release; or a table of states with a foreign key.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html#online-ddl-column-operations',
    'https://dev.mysql.com/doc/refman/8.4/en/enum.html',
    'https://mariadb.com/kb/en/enum/',
  ],
  check: {
    alterColumn({ table, column, change }, context) {
      const to = typeOf(change);
      const from = context.column(table, column.name)?.type;
      if (!to?.values || !from?.values || from.family !== to.family || context.isNew(table)) return;
      if (context.isNewColumn(table, column.name)) return;
      const said = changeOf(from.values, to.values);
      if (said === undefined) return;
      context.report({
        span: to.span,
        table,
        message: `${tableName(table)}.${column.name} ${said}: the table is copied while writes wait${/loses/.test(said) ? ", and a row with that value stops it (strict mode) or becomes ''" : ''}. ${/loses/.test(said) ? 'UPDATE those rows first, and add members only at the end.' : 'Add members only at the end.'}`,
      });
    },
  },
});

function typeOf(change: ColumnChange): SqlType | undefined {
  if (change.kind === 'setType') return change.type;
  return change.kind === 'redefine' ? change.column.type : undefined;
}

function changeOf(from: readonly string[], to: readonly string[]): string | undefined {
  const lost = from.filter((value) => !to.includes(value));
  if (lost.length > 0) return `loses ${listed(lost.slice(0, 4).map((value) => `'${value}'`))}`;
  return from.some((value, n) => to[n] !== value) ? 'gets its members in another order' : undefined;
}

const T = "CREATE TABLE orders (id int PRIMARY KEY, state enum('new', 'paid', 'sent'));";

export const cases: Cases = {
  good: [
    {
      title: 'a member at the end',
      before: T,
      sql: "ALTER TABLE orders MODIFY state enum('new', 'paid', 'sent', 'lost');",
    },
    { title: 'a new table', sql: `${T}\nALTER TABLE orders MODIFY state enum('new');` },
    { title: 'the same list', before: T, sql: "ALTER TABLE orders MODIFY state enum('new', 'paid', 'sent') NOT NULL;" },
  ],
  bad: [
    {
      title: 'a member less',
      before: T,
      sql: "ALTER TABLE orders MODIFY state «enum('new', 'paid')»;",
      says: [
        "orders.state loses 'sent': the table is copied while writes wait, and a row with that value stops it (strict mode) or becomes ''. UPDATE those rows first, and add members only at the end.",
      ],
    },
    {
      title: 'a member in the middle, in MariaDB',
      dialect: 'mariadb',
      before: T,
      sql: "ALTER TABLE orders CHANGE state state «enum('new', 'packed', 'paid', 'sent')»;",
      says: [
        'orders.state gets its members in another order: the table is copied while writes wait. Add members only at the end.',
      ],
    },
  ],
};
