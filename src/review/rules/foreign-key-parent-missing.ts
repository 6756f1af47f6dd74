import type { ForeignKey, Table } from '../../model';
import { nameKey, objectKey } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'foreign-key-parent-missing',
  category: 'schema-design',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver'],
  recommended: true,
  what: 'A foreign key references a column that the table it names does not have.',
  why: 'PostgreSQL, MySQL and SQL Server refuse the statement; SQLite accepts it and fails on the first INSERT. Tables that nothing here makes (another service’s, an extension’s) are unknown and let pass.',
  instead: 'Name the column as the referenced table has it.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    'https://www.sqlite.org/foreignkeys.html#fk_indexes',
  ],
  check: {
    table(table, context) {
      for (const key of table.foreignKeys) {
        const parent = context.table(key.refTable);
        const missing = parent?.complete ? missingColumn(key, parent, context) : undefined;
        if (!missing || !parent || isSelf(table, key, context)) continue;
        context.report({
          span: key.at,
          table,
          message: `${key.name} references ${tableName(key.refTable)}.${missing}, which is not there. Its columns are ${parent.columns
            .map(({ name }) => name)
            .slice(0, 8)
            .join(', ')}.`,
          related: [{ span: parent.at, message: `${parent.name} is made here` }],
        });
      }
    },
  },
});

function missingColumn(key: ForeignKey, parent: Table, { dialect }: BaseContext): string | undefined {
  const has = new Set(parent.columns.map(({ name }) => nameKey(dialect, name)));
  return key.refColumns.find(({ name }) => !has.has(nameKey(dialect, name)))?.name;
}

/** A table's own key on itself is read together with its columns. */
function isSelf(table: Table, key: ForeignKey, { dialect }: BaseContext): boolean {
  return (
    objectKey(dialect, key.refTable.schema, key.refTable.name) === objectKey(dialect, table.schema, table.name) &&
    !table.complete
  );
}

export const cases: Cases = {
  good: [
    {
      title: 'a column that is there',
      sql: 'CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a (id));',
    },
    {
      title: 'a table of somebody else',
      sql: 'CREATE TABLE b (id int PRIMARY KEY, u_id uuid REFERENCES auth.users (id));',
    },
  ],
  bad: [
    {
      title: 'a column by another name, in SQLite',
      dialect: 'sqlite',
      sql: 'CREATE TABLE a (id integer PRIMARY KEY);\nCREATE TABLE b (id integer PRIMARY KEY, a_id int, CONSTRAINT «f» FOREIGN KEY (a_id) REFERENCES a (a_id));',
      says: ['f references a.a_id, which is not there. Its columns are id.'],
    },
  ],
};
