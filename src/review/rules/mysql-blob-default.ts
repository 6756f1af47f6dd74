import type { ColumnSpec } from '../../model';
import type { Cases } from '../cases';
import { fix, isPlain, replace } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-blob-default',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['mysql'],
  recommended: true,
  what: 'MySQL refuses a literal DEFAULT on TEXT, BLOB, JSON and geometry columns.',
  why: '"BLOB, TEXT, GEOMETRY or JSON column can\'t have a default value": the statement fails (without strict mode the default is left out with a warning). Since 8.0.13 a default in parentheses, an expression, is taken. MariaDB takes both.',
  instead: "DEFAULT ('…') with parentheses on MySQL 8.0.13 and later, VARCHAR, or no default.",
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html'],
  check: {
    createTable({ columns }, context) {
      for (const column of columns) report(column, context);
    },
    addColumn({ column }, context) {
      report(column, context);
    },
    alterColumn({ change }, context) {
      if (change.kind === 'redefine') report(change.column, context);
    },
  },
});

function report({ type, default: value }: ColumnSpec, context: StepContext): void {
  if (!type || !value || value.kind !== 'literal' || !/^(?:text|blob|json|geometry)$/.test(type.family)) return;
  // What an ORM's own words say is written by the ORM, with the parentheses.
  if (context.text(value.span) !== value.text || value.text.startsWith('(')) return;
  const since = context.atLeast(8, 0, 13);
  context.report({
    span: value.span,
    message: `In strict mode MySQL refuses a literal default of a ${type.family === 'geometry' ? 'geometry' : type.family.toUpperCase()} column, and the statement fails. ${since ? `Put it in parentheses: DEFAULT (${value.text}).` : 'Leave it out, or use VARCHAR.'}`,
    fixes: [
      since && isPlain(context)
        ? fix('safe', 'Put it in parentheses', [replace(value.span, `(${value.text})`)])
        : undefined,
    ],
  });
}

export const cases: Cases = {
  good: [
    {
      title: 'an expression',
      sql: "CREATE TABLE t (id int PRIMARY KEY, body text DEFAULT ('x'), doc json DEFAULT (json_object()));",
    },
    { title: 'NULL', sql: 'CREATE TABLE t (id int PRIMARY KEY, body text DEFAULT NULL);' },
  ],
  bad: [
    {
      title: 'a text',
      version: '8.4',
      sql: "CREATE TABLE t (id int PRIMARY KEY, body text DEFAULT «'x'»);",
      says: [
        "In strict mode MySQL refuses a literal default of a TEXT column, and the statement fails. Put it in parentheses: DEFAULT ('x').",
      ],
      fixed: "CREATE TABLE t (id int PRIMARY KEY, body text DEFAULT ('x'));",
    },
    {
      title: 'JSON in an old version',
      version: '5.7',
      before: 'CREATE TABLE t (id int PRIMARY KEY);',
      sql: "ALTER TABLE t ADD COLUMN doc json DEFAULT «'{}'»;",
      says: [
        'In strict mode MySQL refuses a literal default of a JSON column, and the statement fails. Leave it out, or use VARCHAR.',
      ],
    },
  ],
};
