import type { AddColumn } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'add-column-auto-increment',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  scales: 'rows',
  supersedes: ['add-column-default-rewrite', 'add-primary-key-blocking'],
  what: 'ADD COLUMN serial, GENERATED AS IDENTITY or AUTO_INCREMENT numbers every row: the table is written anew under a lock.',
  why: 'PostgreSQL rewrites the table and all indexes under ACCESS EXCLUSIVE; MySQL and MariaDB rebuild it while writes wait (LOCK=SHARED is the least they allow). A table made in the same migration is exempt.',
  instead:
    'PostgreSQL: add a plain bigint; create the sequence; SET DEFAULT nextval(…) for new rows; number the old rows in batches; then the key through a concurrent index. MySQL: gh-ost or pt-online-schema-change, or a quiet hour.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html#online-ddl-column-operations',
  ],
  check: {
    addColumn(operation, context) {
      const { column, table } = operation;
      if (!(column.identity || column.type?.serial) || context.isNew(table)) return;
      context.report({
        span: column.span,
        table,
        message: context.dialect === 'postgresql' ? postgresMessage(operation) : mysqlMessage(operation),
      });
    },
  },
});

function postgresMessage({ column, table }: AddColumn): string {
  return `Numbering ${column.name.name} rewrites ${tableName(table)} and its indexes under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add a plain bigint with a sequence and SET DEFAULT, number old rows in batches, then constrain.`;
}

function mysqlMessage({ column, table }: AddColumn): string {
  return `Numbering ${column.name.name} rebuilds ${tableName(table)} while writes wait (AUTO_INCREMENT allows no LOCK=NONE). Use gh-ost or pt-online-schema-change, or a quiet hour.`;
}

const LOG = 'CREATE TABLE log (message text);';

export const cases: Cases = {
  good: [
    {
      title: 'a table made in the same migration',
      sql: `${LOG}\nALTER TABLE log ADD COLUMN id bigserial PRIMARY KEY;`,
    },
    { title: 'a plain bigint', before: LOG, sql: 'ALTER TABLE log ADD COLUMN id bigint;' },
    {
      title: 'a small table',
      before: LOG,
      sizes: { log: { rows: 12 } },
      sql: 'ALTER TABLE log ADD COLUMN id bigserial;',
    },
  ],
  bad: [
    {
      title: 'serial',
      before: LOG,
      sql: 'ALTER TABLE log ADD COLUMN «id bigserial PRIMARY KEY»;',
      says: [
        'Numbering id rewrites log and its indexes under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add a plain bigint with a sequence and SET DEFAULT, number old rows in batches, then constrain.',
      ],
    },
    {
      title: 'identity',
      before: LOG,
      sql: 'ALTER TABLE log ADD COLUMN «id bigint GENERATED ALWAYS AS IDENTITY»;',
      says: [
        'Numbering id rewrites log and its indexes under ACCESS EXCLUSIVE: reads and writes wait until it is done. Add a plain bigint with a sequence and SET DEFAULT, number old rows in batches, then constrain.',
      ],
    },
    {
      title: 'AUTO_INCREMENT',
      dialect: 'mysql',
      before: LOG,
      sql: 'ALTER TABLE log ADD COLUMN «id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY»;',
      says: [
        'Numbering id rebuilds log while writes wait (AUTO_INCREMENT allows no LOCK=NONE). Use gh-ost or pt-online-schema-change, or a quiet hour.',
      ],
    },
  ],
};
