import type { SqlType } from '../../model';
import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { columnOf } from '../tables';

export const rule = defineRule({
  id: 'btree-index-on-array-json',
  category: 'performance',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A B-tree over a jsonb, array, tsvector or geometry column compares whole values: it answers no question about what is in them.',
  why: '@>, ?, = ANY and && pass it by, and a value of more than 2,704 bytes cannot be stored any more (index row size exceeds btree maximum). json, xml and point have no order at all, and the statement is refused. Unique keys over arrays are let pass.',
  instead:
    'USING gin (GIN for jsonb, arrays and tsvector; GiST for geometry), or an index on the expression that is asked for.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-json.html#JSON-INDEXING',
    'https://www.postgresql.org/docs/current/gin.html',
    'https://www.postgresql.org/docs/current/btree.html',
  ],
  check: {
    table(table, context) {
      for (const { at, name, columns, method, unique } of table.indexes) {
        const [only, second] = columns;
        if (!only?.column || second || unique || only.operatorClass || (method && !/^btree$/i.test(method))) continue;
        const column = columnOf(table, only.column.name, context);
        const kind = column?.type && kindOf(column.type);
        if (!column || !kind) continue;
        const isRefused = column.type?.family === 'json' || column.type?.family === 'xml';
        context.report({
          span: at,
          table,
          message: isRefused
            ? `${table.name}.${column.name} is ${column.type?.text}, which has no order: PostgreSQL refuses ${name}. Use jsonb with USING gin, or index an expression.`
            : `${name} compares whole values of ${table.name}.${column.name}, which is ${kind}: it answers nothing about what is in them, and a value of more than 2,704 bytes cannot be stored. Make it USING ${kind === 'a geometry' ? 'gist' : 'gin'}.`,
        });
      }
    },
  },
});

function kindOf({ family, dimensions, userType }: SqlType): string | undefined {
  if (dimensions) return 'an array';
  if (family === 'jsonb' || family === 'json' || family === 'xml') return family;
  if (family === 'tsvector') return 'a tsvector';
  return family === 'geometry' && userType ? 'a geometry' : undefined;
}

const T = 'CREATE TABLE t (id int PRIMARY KEY, data jsonb, old json, tags text[]);';

export const cases: Cases = {
  good: [
    { title: 'GIN', sql: `${T}\nCREATE INDEX i ON t USING gin (data);\nCREATE INDEX j ON t USING gin (tags);` },
    { title: 'an expression', sql: `${T}\nCREATE INDEX i ON t ((data ->> 'name'));` },
  ],
  bad: [
    {
      title: 'jsonb',
      sql: `${T}\nCREATE INDEX «i» ON t (data);`,
      says: [
        'i compares whole values of t.data, which is jsonb: it answers nothing about what is in them, and a value of more than 2,704 bytes cannot be stored. Make it USING gin.',
      ],
    },
    {
      title: 'json',
      sql: `${T}\nCREATE INDEX «i» ON t (old);`,
      says: [
        't.old is json, which has no order: PostgreSQL refuses i. Use jsonb with USING gin, or index an expression.',
      ],
    },
  ],
};
