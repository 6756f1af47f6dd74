import type { Table } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { listed } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'partition-key-not-in-primary-key',
  category: 'schema-design',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  what: 'A primary or unique key of a partitioned table must hold all columns that it is partitioned by: the servers refuse another.',
  why: 'Each partition can watch over its own rows only. PostgreSQL says "unique constraint on partitioned table must include all partitioning columns", MySQL error 1503, and the migration stops there.',
  instead: 'Add the column to the key, or partition by what the key has.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-LIMITATIONS',
    'https://dev.mysql.com/doc/refman/8.4/en/partitioning-limitations-partitioning-keys-unique-keys.html',
  ],
  check: {
    table(table, context) {
      const parts = partitionColumns(table);
      if (parts.length === 0) return;
      for (const { what, at, names } of keysOf(table)) {
        const has = new Set(names.map((name) => nameKey(context.dialect, name)));
        const lacks = parts.filter((name) => !has.has(nameKey(context.dialect, name)));
        if (lacks.length === 0) continue;
        context.report({ span: at, table, message: message(table, what, lacks, context) });
      }
    },
  },
});

/** Columns of the partition key, also those inside its expressions. */
function partitionColumns({ partitionBy, columns }: Table): readonly string[] {
  const known = new Set(columns.map(({ name }) => name.toLowerCase()));
  return (partitionBy?.columns ?? [])
    .flatMap(({ column, expression }) => (column ? [column.name] : (expression?.columns ?? [])))
    .filter((name) => known.has(name.toLowerCase()));
}

function keysOf({ primaryKey, uniques, indexes }: Table) {
  const keys = [
    ...(primaryKey ? [{ what: 'The primary key', key: primaryKey }] : []),
    ...uniques.map((key) => ({ what: `Unique key ${key.name}`, key })),
    ...indexes.filter(({ unique }) => unique).map((key) => ({ what: `Unique index ${key.name}`, key })),
  ];
  return keys.map(({ what, key }) => ({
    what,
    at: key.at,
    names: key.columns.flatMap(({ column }) => (column ? [column.name] : [])),
  }));
}

function message(table: Table, what: string, lacks: readonly string[], { dialect }: BaseContext): string {
  const error = dialect === 'postgresql' ? '' : ' (error 1503)';
  return `${what} of ${table.name} does not hold ${listed(lacks)}, by which the table is partitioned: the server refuses it${error}. Add ${lacks.length > 1 ? 'them' : lacks[0]} to the key.`;
}

export const cases: Cases = {
  good: [
    {
      title: 'the column in the key',
      sql: 'CREATE TABLE t (id bigint, made date NOT NULL, PRIMARY KEY (id, made)) PARTITION BY RANGE (made);',
    },
    { title: 'no key on the parent', sql: 'CREATE TABLE t (id bigint, made date NOT NULL) PARTITION BY RANGE (made);' },
    {
      title: 'an expression of a column of the key in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id bigint, made date NOT NULL, PRIMARY KEY (id, made)) PARTITION BY RANGE (YEAR(made)) (PARTITION p0 VALUES LESS THAN (2020));',
    },
  ],
  bad: [
    {
      title: 'a key without the column',
      sql: 'CREATE TABLE t (id bigint «PRIMARY KEY», made date NOT NULL) PARTITION BY RANGE (made);',
      says: [
        'The primary key of t does not hold made, by which the table is partitioned: the server refuses it. Add made to the key.',
      ],
    },
    {
      title: 'an expression in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id bigint, made date NOT NULL, «PRIMARY KEY (id)») PARTITION BY RANGE (YEAR(made)) (PARTITION p0 VALUES LESS THAN (2020));',
      says: [
        'The primary key of t does not hold made, by which the table is partitioned: the server refuses it (error 1503). Add made to the key.',
      ],
    },
  ],
};
