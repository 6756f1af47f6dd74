import type { Column, Schema, Table } from '../../model';
import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';
import { columnOf, isDesigned } from '../tables';

export const rule = defineRule({
  id: 'missing-foreign-key',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A column names another table and has its key’s type, but no foreign key: the schema’s other columns of the kind have one.',
  why: 'A row can then point at nothing: deletes leave orphans behind that no join shows. It is said only where at least three quarters of such columns are references, and others refer to the same table, so that this one looks forgotten; schemas that do without, partitioned tables, logs that outlive what they tell of, and pairs of type and id are let pass.',
  instead: 'ALTER TABLE … ADD FOREIGN KEY (PostgreSQL: NOT VALID first, then VALIDATE), after the orphans are gone.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    'https://pragprog.com/titles/bksap1/sql-antipatterns-volume-1/',
  ],
  check: {
    schema(schema, context) {
      const parents = tablesByName(schema);
      const all = [...schema.tables.values()]
        .filter((table) => isDesigned(table) && !table.partitionBy && !table.inherits)
        .flatMap((table) =>
          table.columns.map((column) => ({ table, column, parent: parentOf(table, column, parents, context) })),
        )
        .flatMap(({ table, column, parent }) =>
          parent ? [{ table, column, parent, referenced: isReference(table, column) }] : [],
        );
      const parentsInUse = new Set(all.filter(({ referenced }) => referenced).map(({ parent }) => parent));
      const missing = all.filter(
        ({ referenced, table, parent }) => !referenced && !isLog(table) && parentsInUse.has(parent),
      );
      const found = all.filter(({ referenced }) => referenced).length;
      if (found < 3 * missing.length || found < 3) return;
      for (const { table, column, parent } of missing) {
        context.report({
          span: column.at,
          table,
          message: `${table.name}.${column.name} names ${parent.name} and has no foreign key, unlike ${found} other such columns of this schema: deleting a row of ${parent.name} leaves orphans here. Add the reference.`,
        });
      }
    },
  },
});

/** Tables under their name in one word without an ending: `order_items` is found by `orderitem`. A name that two schemas have says nothing. */
function tablesByName(schema: Schema): ReadonlyMap<string, Table> {
  const found = new Map<string, Table>();
  const twice = new Set<string>();
  for (const table of schema.tables.values()) {
    const key = singular(wordsOf(table.name).join(''));
    if (found.has(key)) twice.add(key);
    found.set(key, table);
  }
  for (const key of twice) found.delete(key);
  return found;
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** The table that `customer_id` or `customerId` of a matching type names; a type beside it (`owner_type`) means many tables. */
function parentOf(
  table: Table,
  column: Column,
  parents: ReadonlyMap<string, Table>,
  context: BaseContext,
): Table | undefined {
  const words = wordsOf(column.name);
  if (words.at(-1) !== 'id' || words.length < 2) return undefined;
  const stem = words.slice(0, -1);
  const parent = parents.get(singular(stem.join('')));
  const [key, second] = parent?.primaryKey?.columns ?? [];
  if (!parent || parent === table || !key?.column || second) return undefined;
  const target = columnOf(parent, key.column.name, context);
  if (!target?.type || target.type.family !== column.type?.family || column.type.dimensions) return undefined;
  const hasType = table.columns.some(
    ({ name }) =>
      /^(?:type|kind|model)$/.test(wordsOf(name).at(-1) ?? '') && wordsOf(name).slice(0, -1).join() === stem.join(),
  );
  const inKeyAlone =
    table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0]?.column?.name === column.name;
  return hasType || inKeyAlone ? undefined : parent;
}

function isReference({ foreignKeys }: Table, { name }: Column): boolean {
  return foreignKeys.some(({ columns }) => columns.some((column) => column.name.toLowerCase() === name.toLowerCase()));
}

/** What is written down outlives what it tells of. */
function isLog({ name }: Table): boolean {
  return wordsOf(name).some((word) =>
    /^(?:logs?|audits?|events?|history|histories|archives?|deleted|outbox|snapshots?|stats?|metrics?|queue|jobs?|staging|tmp|temp|backup|versions?)$/.test(
      word,
    ),
  );
}

const SCHEMA =
  'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE products (id bigint PRIMARY KEY);\nCREATE TABLE carts (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, product_id bigint REFERENCES products);\nCREATE TABLE reviews (id bigint PRIMARY KEY, product_id bigint REFERENCES products);';

export const cases: Cases = {
  good: [
    {
      title: 'a reference',
      before: SCHEMA,
      sql: 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);',
    },
    { title: 'a log', before: SCHEMA, sql: 'CREATE TABLE order_events (id bigint PRIMARY KEY, customer_id bigint);' },
    {
      title: 'another type, and a pair of type and id',
      before: SCHEMA,
      sql: 'CREATE TABLE o (id bigint PRIMARY KEY, customer_id text, product_id bigint, product_type text);',
    },
    {
      title: 'a schema that does without',
      sql: 'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);',
    },
  ],
  bad: [
    {
      title: 'one that was forgotten',
      before: SCHEMA,
      sql: 'CREATE TABLE orders (id bigint PRIMARY KEY, «customer_id» bigint NOT NULL);',
      says: [
        'orders.customer_id names customers and has no foreign key, unlike 3 other such columns of this schema: deleting a row of customers leaves orphans here. Add the reference.',
      ],
    },
  ],
};
