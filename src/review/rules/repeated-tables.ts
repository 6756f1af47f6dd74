import type { Schema, Table } from '../../model';
import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'repeated-tables',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'Tables of the same columns differ by a year or month in their name: partitions made by hand.',
  why: 'A question over the turn of the year is a UNION, a key is unique within each alone, a new column is as many ALTERs, and one January the table is missing. Partitions of a parent, and children that inherit from one, are let pass.',
  instead:
    'One table; PARTITION BY RANGE on the date where its size asks for it (SQLite: one table with an index on the date).',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-partitioning.html',
    'https://dev.mysql.com/doc/refman/8.4/en/partitioning-range.html',
  ],
  check: {
    schema(schema, context) {
      for (const tables of groups(schema)) {
        const [first] = tables;
        if (!first || tables.length < 2) continue;
        const names = tables.map(({ name }) => name);
        const shown = names.length > 3 ? `${names.slice(0, 2).join(', ')} … ${names.at(-1)}` : listed(names);
        context.report({
          span: first.at,
          table: first,
          message: `${shown} have the same columns: partitions made by hand, over which no key is unique and each change is made ${names.length} times. Use one table${context.dialect === 'sqlite' ? '' : ', partitioned by the date'}.`,
        });
      }
    },
  },
});

/** Tables by their name without its year (and month), and by their columns. */
function groups(schema: Schema): readonly (readonly Table[])[] {
  const found = new Map<string, Table[]>();
  for (const table of schema.tables.values()) {
    const stem = /^(.+?)_?(?:y?(?:19|20)\d\d)(?:_?[mq]?(?:0?[1-9]|1[0-2]))?$/i.exec(table.name)?.[1];
    if (!stem || !isDesigned(table) || table.partitionOf || table.inherits) continue;
    const key = `${table.schema ?? ''}.${stem} ${table.columns
      .map(({ name, type }) => `${name} ${type?.family ?? ''}`)
      .sort()
      .join()}`;
    const group = found.get(key);
    if (group) group.push(table);
    else found.set(key, [table]);
  }
  return [...found.values()];
}

const columns = '(id bigint PRIMARY KEY, at timestamptz, total numeric)';

export const cases: Cases = {
  good: [
    {
      title: 'partitions',
      sql: "CREATE TABLE orders (id bigint, at date) PARTITION BY RANGE (at);\nCREATE TABLE orders_2024 PARTITION OF orders FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');\nCREATE TABLE orders_2025 PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
    },
    {
      title: 'one year, and other columns',
      sql: `CREATE TABLE orders_2023 ${columns};\nCREATE TABLE prices_2024 (id bigint PRIMARY KEY, eur numeric);`,
    },
  ],
  bad: [
    {
      title: 'years',
      sql: `CREATE TABLE «orders_2023» ${columns};\nCREATE TABLE orders_2024 ${columns};`,
      says: [
        'orders_2023 and orders_2024 have the same columns: partitions made by hand, over which no key is unique and each change is made 2 times. Use one table, partitioned by the date.',
      ],
    },
  ],
};
