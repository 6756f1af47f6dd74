import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'sqlite-type-affinity',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['sqlite'],
  recommended: true,
  what: 'A declared type that SQLite takes for something else: STRING is a number, FLOATING POINT an integer.',
  why: "SQLite looks for INT, CHAR, CLOB, TEXT, BLOB, REAL, FLOA and DOUB in the name, in this order, and takes anything else for NUMERIC. A column of STRING turns '007' into 7 and '1e3' into 1000.0; POINT has INT in it. STRICT tables refuse such names.",
  instead: 'TEXT, INTEGER, REAL, BLOB or NUMERIC.',
  sources: ['https://www.sqlite.org/datatype3.html#determination_of_column_affinity'],
  check: {
    table(table, context) {
      for (const { name, type } of ownColumns(table)) {
        const taken = type && misread(type.text);
        if (!type || !taken) continue;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} is declared ${type.text}, which SQLite takes for ${taken}. ${taken === 'NUMERIC' ? "A text like '007' becomes 7. Use TEXT." : 'Use REAL.'}`,
        });
      }
    },
  },
});

function misread(text: string): 'NUMERIC' | 'INTEGER' | undefined {
  if (/^(?:string|str|citext|url|email|phone|slug)\b/i.test(text) && !/char|clob|text|int|blob/i.test(text))
    return 'NUMERIC';
  return /^floating\s+point/i.test(text) ? 'INTEGER' : undefined;
}

export const cases: Cases = {
  good: [
    {
      title: 'names that mean what they say',
      sql: 'CREATE TABLE t (id integer PRIMARY KEY, a varchar(9), b double precision, c datetime, d boolean, e decimal(9, 2));',
    },
    { title: 'none', sql: 'CREATE TABLE t (id integer PRIMARY KEY, a);' },
  ],
  bad: [
    {
      title: 'STRING',
      sql: 'CREATE TABLE t (id integer PRIMARY KEY, code «STRING»);',
      says: ["t.code is declared STRING, which SQLite takes for NUMERIC. A text like '007' becomes 7. Use TEXT."],
    },
    {
      title: 'FLOATING POINT',
      sql: 'CREATE TABLE t (id integer PRIMARY KEY, ratio «FLOATING POINT»);',
      says: ['t.ratio is declared FLOATING POINT, which SQLite takes for INTEGER. Use REAL.'],
    },
  ],
};
