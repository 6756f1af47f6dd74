import type { DropConstraint } from '../../model';
import { objectKey } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

const start = () => ({ dropped: new Map<string, DropConstraint>() });

export const rule = defineRule({
  id: 'drop-primary-key',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A migration drops the primary key and gives the table no other.',
  why: 'Rows can then be written twice, foreign keys that rely on it go or stop the drop, logical replication of UPDATE and DELETE fails, and MySQL copies the table and replicates it slowly from then on. A new key in the same migration, and a table that it drops or makes, are exempt.',
  instead: 'Add the new key in the same statement, over a unique index that was built before.',
  sources: [
    'https://www.postgresql.org/docs/current/logical-replication-publication.html',
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html#online-ddl-primary-key-operations',
  ],
  check: {
    dropConstraint(operation, context) {
      const { table, name, constraintKind } = operation;
      if (context.isNew(table)) return;
      const known = context.table(table);
      // Where no history made the table, PostgreSQL's own name for its key tells (CREATE TABLE gives none other).
      const keyName = known ? known.primaryKey?.name : `${table.name}_pkey`;
      const isKey = constraintKind === 'primaryKey' || (name !== undefined && keyName === name.name);
      if (isKey) context.memory(start).dropped.set(objectKey(context.dialect, table.schema, table.name), operation);
    },
    addConstraint({ constraint, table }, context) {
      if (constraint.kind !== 'primaryKey') return;
      context.memory(start).dropped.delete(objectKey(context.dialect, table.schema, table.name));
    },
    addColumn({ column, table }, context) {
      if (!column.constraints.some(({ kind }) => kind === 'primaryKey')) return;
      context.memory(start).dropped.delete(objectKey(context.dialect, table.schema, table.name));
    },
    dropTable({ table }, context) {
      context.memory(start).dropped.delete(objectKey(context.dialect, table.schema, table.name));
    },
    migration(context) {
      for (const { table, name, span } of context.memory(start).dropped.values()) {
        context.report({
          span: name?.span ?? span,
          table,
          message: `${tableName(table)} loses its primary key and gets no other in this migration: rows may be written twice, and logical replication of UPDATE and DELETE fails. Add the new key in the same statement, over a unique index built before.`,
        });
      }
    },
  },
});

const T = 'CREATE TABLE t (id int NOT NULL, code int NOT NULL, PRIMARY KEY (id));';

export const cases: Cases = {
  good: [
    {
      title: 'a new key in the same statement',
      before: `${T}\nCREATE UNIQUE INDEX t_code ON t (code);`,
      sql: "SET lock_timeout = '5s';\nALTER TABLE t DROP CONSTRAINT t_pkey, ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_code;",
      clean: true,
    },
    { title: 'a table made in the same migration', sql: `${T}\nALTER TABLE t DROP CONSTRAINT t_pkey;` },
    {
      title: 'another constraint',
      before: `${T}\nALTER TABLE t ADD CONSTRAINT u UNIQUE (code);`,
      sql: 'ALTER TABLE t DROP CONSTRAINT u;',
    },
    {
      title: 'another constraint of a table that no history makes',
      sql: 'ALTER TABLE orders DROP CONSTRAINT orders_total_check;',
    },
  ],
  bad: [
    {
      title: 'by its name',
      before: T,
      sql: 'ALTER TABLE t DROP CONSTRAINT «t_pkey»;',
      says: [
        't loses its primary key and gets no other in this migration: rows may be written twice, and logical replication of UPDATE and DELETE fails. Add the new key in the same statement, over a unique index built before.',
      ],
    },
    {
      title: 'of a table that no history makes, by the name that PostgreSQL gives',
      sql: 'ALTER TABLE orders DROP CONSTRAINT «orders_pkey»;',
      says: [
        'orders loses its primary key and gets no other in this migration: rows may be written twice, and logical replication of UPDATE and DELETE fails. Add the new key in the same statement, over a unique index built before.',
      ],
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      before: T,
      sql: 'ALTER TABLE t «DROP PRIMARY KEY»;',
      says: [
        't loses its primary key and gets no other in this migration: rows may be written twice, and logical replication of UPDATE and DELETE fails. Add the new key in the same statement, over a unique index built before.',
      ],
    },
  ],
};
