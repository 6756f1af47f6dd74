import type { Column, SqlType } from '../../model';
import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'default-type-mismatch',
  category: 'schema-design',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite'],
  recommended: true,
  what: 'A default is no value of its column’s type: PostgreSQL and MySQL refuse the statement, SQLite stores it as it is.',
  why: "PostgreSQL: DEFAULT 0 for a boolean, '[]' for an array, '' for a number; MySQL: error 1067, Invalid default value; the migration stops there. SQLite keeps the text 'true' in a boolean column, which WHERE takes for false. Only literals in SQL are judged.",
  instead: "A value of the type: false, '{}', 0, CURRENT_TIMESTAMP without quotes; or no default.",
  sources: [
    'https://www.postgresql.org/docs/current/ddl-default.html',
    'https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html',
    'https://www.sqlite.org/datatype3.html',
  ],
  check: {
    table(table, context) {
      for (const column of ownColumns(table)) {
        const { default: value, type, name } = column;
        // What a program's reader makes of a default is its own spelling, not the author's.
        if (!value || !type || !/\.sql$/i.test(value.span.uri) || context.text(value.span) !== value.text) continue;
        if (!mismatches(value.text, type, context)) continue;
        const what =
          context.dialect === 'sqlite'
            ? 'SQLite keeps it as text, which comparisons and WHERE take for something else'
            : 'the server refuses the statement';
        context.report({
          span: value.span,
          table,
          message: `${value.text} is no value of ${table.name}.${name}, which is ${type.text}: ${what}. ${instead(column)}`,
        });
      }
    },
  },
});

const NUMBER = /^(?:tinyint|smallint|mediumint|integer|bigint|decimal|real|double)$/;
const MOMENT = /^(?:date|time|timestamp|datetime|interval)$/;

function mismatches(text: string, type: SqlType, { dialect }: BaseContext): boolean {
  const quoted = /^'((?:[^'\\]|'')*)'$/.exec(text)?.[1];
  if (dialect === 'postgresql') return quoted === undefined ? bareMismatch(text, type) : quotedMismatch(quoted, type);
  if (quoted === undefined) return false;
  const isNumber = NUMBER.test(type.family) || type.family === 'boolean';
  if (isNumber) return !/\d/.test(quoted);
  if (dialect === 'sqlite') return false;
  return MOMENT.test(type.family) && type.family !== 'interval' && !/\d/.test(quoted);
}

/** Numbers and booleans without quotes have a type already, and few of them are converted. */
function bareMismatch(text: string, { family, dimensions }: SqlType): boolean {
  const isNumber = /^[-+]?\d+(?:\.\d+)?$/.test(text);
  const isTruth = /^(?:true|false)$/i.test(text);
  if (!isNumber && !isTruth) return false;
  if (dimensions) return true;
  if (/^(?:uuid|json|jsonb|inet|cidr|xml)$/.test(family) || MOMENT.test(family)) return true;
  return isNumber ? family === 'boolean' : NUMBER.test(family);
}

function quotedMismatch(value: string, { family, dimensions }: SqlType): boolean {
  if (dimensions) return !/^\s*(?:\{|\[\d+:)/.test(value);
  if (NUMBER.test(family)) return !/\d|^\s*[-+]?(?:nan|inf(?:inity)?)\s*$/i.test(value);
  if (MOMENT.test(family))
    return (
      family !== 'interval' && !/\d|^\s*(?:now|today|tomorrow|yesterday|epoch|allballs|[-+]?infinity)\b/i.test(value)
    );
  switch (family) {
    case 'boolean':
      return !/^\s*(?:t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|1|0)\s*$/i.test(value);
    case 'uuid':
      return value.replace(/[{}-]/g, '').length !== 32;
    case 'json':
    case 'jsonb':
      return !isJson(value.replaceAll("''", "'"));
    default:
      return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function instead({ type }: Column): string {
  if (type?.dimensions) return "An empty array is '{}'.";
  if (type?.family === 'boolean') return 'Write true or false.';
  if (MOMENT.test(type?.family ?? '')) return 'Write CURRENT_TIMESTAMP without quotes, or leave the default out.';
  return 'Write a value of that type, or leave the default out.';
}

export const cases: Cases = {
  good: [
    {
      title: 'values of their types',
      sql: "CREATE TABLE t (id int PRIMARY KEY, a boolean DEFAULT '0', b text DEFAULT 0, c text[] DEFAULT '{}', d timestamptz DEFAULT 'now', e jsonb DEFAULT '[]', f numeric DEFAULT '1.5', g int DEFAULT 1.0, h date DEFAULT CURRENT_DATE);",
    },
    {
      title: 'MySQL takes 0 for false',
      dialect: 'mysql',
      sql: "CREATE TABLE t (id int PRIMARY KEY, a boolean DEFAULT 0, b int DEFAULT '0');",
    },
    {
      title: 'a flag of SQLite',
      dialect: 'sqlite',
      sql: 'CREATE TABLE t (id INTEGER PRIMARY KEY, a BOOLEAN DEFAULT true, b INTEGER DEFAULT 0);',
    },
  ],
  bad: [
    {
      title: '0 for a boolean, and brackets for an array',
      sql: "CREATE TABLE t (id int PRIMARY KEY, a boolean DEFAULT «0», b text[] DEFAULT «'[]'»);",
      says: [
        '0 is no value of t.a, which is boolean: the server refuses the statement. Write true or false.',
        "'[]' is no value of t.b, which is text[]: the server refuses the statement. An empty array is '{}'.",
      ],
    },
    {
      title: 'a function in quotes, in MySQL',
      dialect: 'mysql',
      sql: "CREATE TABLE t (id int PRIMARY KEY, a datetime DEFAULT «'CURRENT_TIMESTAMP'»);",
      says: [
        "'CURRENT_TIMESTAMP' is no value of t.a, which is datetime: the server refuses the statement. Write CURRENT_TIMESTAMP without quotes, or leave the default out.",
      ],
    },
    {
      title: 'a quoted true in SQLite',
      dialect: 'sqlite',
      sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, a BOOLEAN DEFAULT «'true'»);",
      says: [
        "'true' is no value of t.a, which is BOOLEAN: SQLite keeps it as text, which comparisons and WHERE take for something else. Write true or false.",
      ],
    },
  ],
};
