import type { ColumnSpec, Expression, QualifiedName, Span, SqlType } from '../../model';
import { isMysqlFamily, objectKey } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'enum-default-not-member',
  category: 'schema-design',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  what: 'The default of an enum column is not one of its values.',
  why: 'PostgreSQL refuses the statement ("invalid input value for enum"), MySQL and MariaDB too ("Invalid default value"): the migration stops there. PostgreSQL compares letter by letter, so Active is not active.',
  instead: 'Write a value that the type has, or add it to the type first (in PostgreSQL in an earlier transaction).',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-enum.html',
    'https://dev.mysql.com/doc/refman/8.4/en/enum.html',
  ],
  check: {
    createTable({ table, columns }, context) {
      for (const column of columns) check(table, column, context);
    },
    addColumn({ table, column }, context) {
      check(table, column, context);
    },
    alterColumn({ table, column, change }, context) {
      if (change.kind === 'redefine') check(table, change.column, context);
      if (change.kind !== 'setDefault') return;
      const type = context.column(table, column.name)?.type;
      report(`${tableName(table)}.${column.name}`, table, type, change.value, change.value.span, context);
    },
  },
});

function check(table: QualifiedName, column: ColumnSpec, context: StepContext): void {
  if (!column.default) return;
  const { default: value, name } = column;
  report(`${tableName(table)}.${name.name}`, table, column.type, value, value.span, context);
}

function report(
  what: string,
  table: QualifiedName,
  type: SqlType | undefined,
  value: Expression,
  span: Span,
  context: StepContext,
): void {
  const values = membersOf(type, context);
  const given = quoted(value.text);
  if (!values || !type || given === undefined) return;
  const same = (a: string, b: string): boolean =>
    isMysqlFamily(context.dialect) ? a.trimEnd().toLowerCase() === b.trimEnd().toLowerCase() : a === b;
  const parts = type.family === 'set' ? given.split(',').filter((part) => part !== '') : [given];
  if (parts.every((part) => values.some((member) => same(member, part)))) return;
  const near = values.find((member) => member.toLowerCase() === given.toLowerCase());
  const instead = near === undefined ? `It has ${shown(values)}.` : `The value is '${near}'.`;
  context.report({
    span,
    table,
    message: `The default '${given}' of ${what} is not a value of ${type.userType?.name ?? 'its type'}: the statement is refused. ${instead}`,
  });
}

function membersOf(type: SqlType | undefined, { schema, dialect }: StepContext): readonly string[] | undefined {
  if (!type || type.dimensions) return undefined;
  if (type.values) return type.values;
  const name = type.userType;
  return name && schema.enums.get(objectKey(dialect, name.schema, name.name))?.values;
}

/** A string literal, with a cast or without. */
function quoted(text: string): string | undefined {
  const found = /^\(*\s*'((?:[^']|'')*)'\s*\)*\s*(?:::\s*[\w."]+)?\s*\)*$/.exec(text.trim());
  return found?.[1]?.replaceAll("''", "'");
}

function shown(values: readonly string[]): string {
  const few = values.slice(0, 6).map((value) => `'${value}'`);
  return few.join(', ') + (values.length > few.length ? ' and others' : '');
}

const STATE = "CREATE TYPE state AS ENUM ('new', 'done');";

export const cases: Cases = {
  good: [
    {
      title: 'a value of the type',
      before: STATE,
      sql: "CREATE TABLE t (id int PRIMARY KEY, s state NOT NULL DEFAULT 'new'::state);\nALTER TABLE t ALTER s SET DEFAULT 'done';",
    },
    { title: 'NULL', before: STATE, sql: 'CREATE TABLE t (id int PRIMARY KEY, s state DEFAULT NULL);' },
    {
      title: 'letters of another size in MySQL, which do not count',
      dialect: 'mysql',
      sql: "CREATE TABLE t (id int PRIMARY KEY, s enum('new', 'done') DEFAULT 'NEW', f set('a', 'b') DEFAULT 'a,b');",
    },
    { title: 'an array of them', before: STATE, sql: "CREATE TABLE t (id int PRIMARY KEY, s state[] DEFAULT '{}');" },
  ],
  bad: [
    {
      title: 'another spelling in PostgreSQL',
      before: STATE,
      sql: "CREATE TABLE t (id int PRIMARY KEY, s state NOT NULL DEFAULT «'New'»);",
      says: ["The default 'New' of t.s is not a value of state: the statement is refused. The value is 'new'."],
    },
    {
      title: 'a default set later',
      before: `${STATE}\nCREATE TABLE t (id int PRIMARY KEY, s state);`,
      sql: "ALTER TABLE t ALTER COLUMN s SET DEFAULT «'open'»;",
      says: ["The default 'open' of t.s is not a value of state: the statement is refused. It has 'new', 'done'."],
    },
    {
      title: 'a MODIFY that takes the value away and leaves it the default',
      dialect: 'mysql',
      before: "CREATE TABLE t (id int PRIMARY KEY, s enum('new', 'done') NOT NULL DEFAULT 'new');",
      sql: "ALTER TABLE t MODIFY s enum('open', 'done') NOT NULL DEFAULT «'new'»;",
      says: ["The default 'new' of t.s is not a value of its type: the statement is refused. It has 'open', 'done'."],
    },
  ],
};
