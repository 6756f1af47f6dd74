import type { ColumnSpec } from '../../model';
import type { Cases } from '../cases';
import { fix, isPlain, replace } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'sqlite-double-quoted-string',
  category: 'portability',
  severity: 'warning',
  dialects: ['sqlite'],
  recommended: true,
  what: 'A default in double quotes is a name by the standard; SQLite takes it for a text only by an old habit.',
  why: 'Builds without that habit (SQLITE_DBCONFIG_DQS_DDL off, as in several distributions and languages) refuse the table, and a name of a column that happens to be equal would be taken. The text that is meant needs single quotes.',
  instead: "Single quotes: DEFAULT 'open'.",
  sources: ['https://www.sqlite.org/quirks.html#double_quoted_string_literals_are_accepted'],
  check: {
    createTable({ columns }, context) {
      for (const column of columns) report(column, context);
    },
    addColumn({ column }, context) {
      report(column, context);
    },
  },
});

function report({ default: value }: ColumnSpec, context: StepContext): void {
  if (!value || !/^"(?:[^"]|"")*"$/.test(value.text) || context.text(value.span) !== value.text) return;
  const single = `'${value.text.slice(1, -1).replace(/""/g, '"').replace(/'/g, "''")}'`;
  context.report({
    span: value.span,
    message: `${value.text} is a name, not a text: SQLite forgives it, unless built without that habit. Write ${single}.`,
    fixes: [isPlain(context) ? fix('safe', `Write ${single}`, [replace(value.span, single)]) : undefined],
  });
}

export const cases: Cases = {
  good: [
    { title: 'single quotes', sql: "CREATE TABLE t (id integer PRIMARY KEY, state text DEFAULT 'open');" },
    { title: 'a quoted name', sql: 'CREATE TABLE "t" ("id" integer PRIMARY KEY, "n" integer DEFAULT 0);' },
  ],
  bad: [
    {
      title: 'double quotes',
      sql: 'CREATE TABLE t (id integer PRIMARY KEY, state text DEFAULT «"open"»);',
      says: ['"open" is a name, not a text: SQLite forgives it, unless built without that habit. Write \'open\'.'],
      fixed: "CREATE TABLE t (id integer PRIMARY KEY, state text DEFAULT 'open');",
    },
  ],
};
