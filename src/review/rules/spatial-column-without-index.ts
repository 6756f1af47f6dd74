import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'spatial-column-without-index',
  category: 'performance',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  scales: 'rows',
  what: 'A geometry has no spatial index: what lies near a place is found by looking at every row.',
  why: 'ST_DWithin, && and ST_Contains compute with each shape of the table; with the index they look at the few whose boxes meet. PostgreSQL’s own point and box, of which mostly nobody asks, are let pass.',
  instead: 'CREATE INDEX … USING gist (geom); SPATIAL INDEX over a NOT NULL column with an SRID in MySQL.',
  sources: [
    'https://postgis.net/docs/manual-3.5/using_postgis_dbmanagement.html#build-indexes',
    'https://dev.mysql.com/doc/refman/8.4/en/creating-spatial-indexes.html',
  ],
  check: {
    table(table, context) {
      if (!isDesigned(table) || context.tool.startsWith('django')) return;
      for (const { name, type, at } of table.columns) {
        if (type?.family !== 'geometry' || type.dimensions) continue;
        if (context.dialect === 'postgresql' && !/^(?:geometry|geography)\b/i.test(type.userType?.name ?? type.text))
          continue;
        const isIndexed = table.indexes.some(({ columns }) =>
          columns.some(({ column, expression }) => column?.name === name || expression?.columns.includes(name)),
        );
        if (isIndexed) continue;
        context.report({
          span: at,
          table,
          message: `${table.name}.${name} has no spatial index: what lies near or in it is found by computing with every row. Add ${context.dialect === 'postgresql' ? `an index USING gist (${name})` : `SPATIAL INDEX (${name})`}.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'a GiST index',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, geom geometry(Point, 4326));\nCREATE INDEX ON t USING gist (geom);',
    },
    { title: 'a point of PostgreSQL itself', sql: 'CREATE TABLE t (id int PRIMARY KEY, at_place point);' },
    {
      title: 'a small table',
      sizes: { t: { rows: 200 } },
      sql: 'CREATE TABLE t (id int PRIMARY KEY, geom geometry(Point, 4326));',
    },
  ],
  bad: [
    {
      title: 'PostGIS',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «geom» geometry(Point, 4326));',
      says: [
        't.geom has no spatial index: what lies near or in it is found by computing with every row. Add an index USING gist (geom).',
      ],
    },
    {
      title: 'MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «p» point NOT NULL SRID 4326);',
      says: [
        't.p has no spatial index: what lies near or in it is found by computing with every row. Add SPATIAL INDEX (p).',
      ],
    },
  ],
};
