import type { Table } from '../../model';
import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'table-inheritance',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'INHERITS gives a child its parent’s columns, but not its keys: neither unique keys nor foreign keys hold over both.',
  why: 'The same id may stand in parent and child, a reference to the parent does not find the child’s rows, and every query of the parent reads all children. Partitions (PARTITION OF) are something else.',
  instead: 'PARTITION BY for large tables; a table of its own with a reference for a kind of thing.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-inherit.html#DDL-INHERIT-CAVEATS',
    'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_table_inheritance',
  ],
  check: {
    schema(schema, context) {
      const byParent = new Map<string, Table[]>();
      for (const table of schema.tables.values()) {
        const parent = table.partitionOf ? undefined : table.inherits?.[0];
        if (parent) byParent.set(parent.name, [...(byParent.get(parent.name) ?? []), table]);
      }
      for (const [parent, children] of byParent) {
        const [first] = children;
        if (!first) continue;
        const names = children.map(({ name }) => name);
        const shown = names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : listed(names);
        context.report({
          span: first.at,
          table: first,
          message: `${shown} inherit${names.length > 1 ? '' : 's'} ${parent}, whose keys do not hold over parent and child: ids may repeat, and references to ${parent} do not find the child's rows. Use partitions, or a table of its own with a reference.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'a partition',
      sql: "CREATE TABLE t (id int, at date) PARTITION BY RANGE (at);\nCREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');",
    },
  ],
  bad: [
    {
      title: 'a child',
      sql: 'CREATE TABLE cities (id int PRIMARY KEY, name text);\nCREATE TABLE «capitals» (country text, PRIMARY KEY (id)) INHERITS (cities);',
      says: [
        "capitals inherits cities, whose keys do not hold over parent and child: ids may repeat, and references to cities do not find the child's rows. Use partitions, or a table of its own with a reference.",
      ],
    },
  ],
};
