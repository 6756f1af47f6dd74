import type { ForeignKey, Index, IndexColumn, Table } from '../../model';
import { nameKey, spanContains } from '../../model';
import { quoteName } from '../../sql';
import type { Cases } from '../cases';
import { fix, insertAfterSpan, insertAt } from '../edits';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'foreign-key-without-index',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  scales: 'rows',
  what: 'The columns of a foreign key lead no index, so every DELETE or key UPDATE of the parent reads the whole child table.',
  why: 'PostgreSQL and SQLite check a foreign key by looking for child rows, and neither makes an index for that: deleting one customer scans all orders, under a row lock, and so does the join that follows the key. MySQL makes the index itself. A primary or unique key that starts with the columns serves, in any order.',
  instead:
    'Create an index on the columns (CONCURRENTLY once the table holds rows). Leave it out, with a suppression, where the parent never changes and nobody joins that way.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    'https://www.sqlite.org/foreignkeys.html#fk_indexes',
  ],
  check: {
    table(table, context) {
      if (table.partitionOf) return;
      for (const key of table.foreignKeys) {
        if (key.notEnforced) continue;
        if (isServed(table, key, context) || isRepeated(table, key, context)) continue;
        const columns = key.columns.map(({ name }) => name);
        const parent = key.refTable.name;
        context.report({
          span: key.at,
          table,
          message: `No index starts with ${table.name} (${columns.join(', ')}): deleting a row of ${parent}, or changing its key, reads all of ${table.name} to check this reference, and joins along it do too. Index ${columns.length > 1 ? 'the columns' : columns[0]}.`,
          fixes: [indexFix(table, key, context)],
        });
      }
    },
  },
});

/** True when the leading columns of some key or index are the reference's, in any order: equality on all of them finds its rows. */
function isServed(table: Table, key: ForeignKey, context: BaseContext): boolean {
  const wanted = new Set(key.columns.map(({ name }) => nameKey(context.dialect, name)));
  const leads = (columns: readonly IndexColumn[]) => {
    const first = columns
      .slice(0, wanted.size)
      .map(({ column }) => (column ? nameKey(context.dialect, column.name) : ''));
    return first.length === wanted.size && first.every((name) => wanted.has(name));
  };
  const keys = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques];
  return (
    keys.some(({ columns }) => leads(columns)) || table.indexes.some((index) => isWhole(index) && leads(index.columns))
  );
}

/** A partial index serves only if it leaves out no more than the NULLs. */
function isWhole({ where, method }: Index): boolean {
  if (method !== undefined && !/^(btree|hash)$/i.test(method)) return false;
  return where === undefined || /^\(*\s*["`]?\w+["`]?\s+is\s+not\s+null\s*\)*$/i.test(where.text);
}

/** The same columns referenced twice are one missing index. */
function isRepeated(table: Table, key: ForeignKey, context: BaseContext): boolean {
  const names = (other: ForeignKey) => other.columns.map(({ name }) => nameKey(context.dialect, name)).join();
  return table.foreignKeys.find((other) => names(other) === names(key)) !== key;
}

/** The index beside the table's own statement, in the file's language; where the key was added later there is no one place for it. */
function indexFix(table: Table, key: ForeignKey, context: BaseContext) {
  if (!spanContains(table.span, key.span)) return undefined;
  const names = key.columns.map(({ name }) => name);
  const title = `Index ${table.name} (${names.join(', ')})`;
  if (context.tool === 'prisma') return fix('thoughtful', title, [prismaIndex(table, context, key)]);
  const quote = (name: string) => quoteName(name, context.dialect);
  const target = table.schema === undefined ? quote(table.name) : `${quote(table.schema)}.${quote(table.name)}`;
  const name = quote(`${table.name}_${names.join('_')}_idx`);
  return fix('thoughtful', title, [
    insertAfterSpan(context, table.span, [`CREATE INDEX ${name} ON ${target} (${names.map(quote).join(', ')});`]),
  ]);
}

/** `@@index` on a line of its own before the model's closing brace, with the fields' own names. */
function prismaIndex(table: Table, context: BaseContext, key: ForeignKey) {
  const fields = key.columns.map((column) => context.text(column.span));
  const brace = table.span.end.offset - 1;
  if (context.source(table.span.uri)?.[brace] !== '}' || fields.some((field) => !/^\w+$/.test(field))) return undefined;
  return insertAt(context, table.span.uri, brace, `\n  @@index([${fields.join(', ')}])\n`);
}

const CUSTOMERS = 'CREATE TABLE customers (id bigint PRIMARY KEY, code text UNIQUE);';

export const cases: Cases = {
  good: [
    {
      title: 'an index on the column',
      sql: `${CUSTOMERS}\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);\nCREATE INDEX ON orders (customer_id, id);`,
      clean: true,
    },
    {
      title: 'the first column of the primary key',
      sql: `${CUSTOMERS}\nCREATE TABLE addresses (customer_id bigint REFERENCES customers, no int, PRIMARY KEY (customer_id, no));`,
    },
    {
      title: 'a unique key over the same columns in another order',
      sql: 'CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));\nCREATE TABLE c (id int PRIMARY KEY, a int, b int, UNIQUE (b, a), FOREIGN KEY (a, b) REFERENCES p);',
    },
    {
      title: 'an index that leaves out only the NULLs',
      sql: `${CUSTOMERS}\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);\nCREATE INDEX ON orders (customer_id) WHERE customer_id IS NOT NULL;`,
    },
    {
      title: 'MySQL, which makes it',
      dialect: 'mysql',
      sql: 'CREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY, p int, FOREIGN KEY (p) REFERENCES p (id));',
    },
    {
      title: 'a table known to be small',
      sizes: { orders: { rows: 200 } },
      sql: `${CUSTOMERS}\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);`,
    },
  ],
  bad: [
    {
      title: 'a reference behind a column',
      sql: `${CUSTOMERS}\nCREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  customer_id bigint NOT NULL «REFERENCES customers»\n);`,
      says: [
        'No index starts with orders (customer_id): deleting a row of customers, or changing its key, reads all of orders to check this reference, and joins along it do too. Index customer_id.',
      ],
      fixed: `${CUSTOMERS}\nCREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  customer_id bigint NOT NULL REFERENCES customers\n);\nCREATE INDEX orders_customer_id_idx ON orders (customer_id);`,
    },
    {
      title: 'an index that leaves rows out, and a mixed-case name in SQLite',
      dialect: 'sqlite',
      sql: 'CREATE TABLE "Album" (Id INTEGER PRIMARY KEY);\nCREATE TABLE "Track" (Id INTEGER PRIMARY KEY, AlbumId INT, Ms INT, CONSTRAINT «FK_Album» FOREIGN KEY (AlbumId) REFERENCES Album (Id));\nCREATE INDEX i ON Track (AlbumId) WHERE Ms > 10;',
      says: [
        'No index starts with Track (AlbumId): deleting a row of Album, or changing its key, reads all of Track to check this reference, and joins along it do too. Index AlbumId.',
      ],
      fixed:
        'CREATE TABLE "Album" (Id INTEGER PRIMARY KEY);\nCREATE TABLE "Track" (Id INTEGER PRIMARY KEY, AlbumId INT, Ms INT, CONSTRAINT FK_Album FOREIGN KEY (AlbumId) REFERENCES Album (Id));\nCREATE INDEX Track_AlbumId_idx ON Track (AlbumId);\nCREATE INDEX i ON Track (AlbumId) WHERE Ms > 10;',
    },
    {
      title: 'a reference added later: the index belongs with the next migration',
      before: `${CUSTOMERS}\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);`,
      sql: 'ALTER TABLE orders ADD CONSTRAINT «orders_customer» FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;',
      says: [
        'No index starts with orders (customer_id): deleting a row of customers, or changing its key, reads all of orders to check this reference, and joins along it do too. Index customer_id.',
      ],
    },
  ],
};
