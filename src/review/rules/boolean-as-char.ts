import type { Column } from '../../model';
import type { Cases } from '../cases';
import { isText, ownColumns, wordsOf } from '../column-words';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'boolean-as-char',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver'],
  recommended: true,
  what: "A yes-or-no column is a character: 'Y', 'y', '1', ' ' and '' are all stored.",
  why: "Nothing says which letter means yes; WHERE is_active = 'Y' misses what another program wrote as 'y' or 'T'. Oracle before 23ai has no boolean and is let pass, as is a column with a CHECK on its values.",
  instead: 'boolean (bit in SQL Server), NOT NULL, with a default; or a CHECK on the two letters.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-boolean.html',
    'https://learn.microsoft.com/en-us/sql/t-sql/data-types/bit-transact-sql',
  ],
  check: {
    table(table, context) {
      for (const column of ownColumns(table)) {
        if (!isText(column) || column.type?.dimensions || !isFlag(column)) continue;
        if (
          table.checks.some(({ expression }) =>
            expression.columns.some((name) => name.toLowerCase() === column.name.toLowerCase()),
          )
        )
          continue;
        context.report({
          span: column.type?.span ?? column.at,
          table,
          message: `${table.name}.${column.name} keeps yes or no as ${column.type?.text ?? 'text'}: nothing says which letters mean which, and queries miss the others. Use ${typeName(context)}, or a CHECK on the two letters.`,
        });
      }
    },
  },
});

function typeName({ dialect }: BaseContext): string {
  return dialect === 'sqlserver' ? 'bit' : 'boolean';
}

/** By its name (`is_active`, `hasMail`) and a length of a letter or a word; or by a default that is yes or no. */
function isFlag({ name, type, default: value }: Column): boolean {
  const length = type?.family === 'char' ? (type.length ?? 1) : type?.length;
  if (length === undefined || length > 5) return false;
  if (/^'(?:y|n|yes|no|t|f|true|false)'/i.test(value?.text ?? '')) return true;
  return /^(?:is|has|can|should)$/.test(wordsOf(name)[0] ?? '') && wordsOf(name).length > 1;
}

export const cases: Cases = {
  good: [
    { title: 'a boolean', sql: 'CREATE TABLE t (id int PRIMARY KEY, is_active boolean NOT NULL DEFAULT true);' },
    {
      title: 'a checked letter',
      sql: "CREATE TABLE t (id int PRIMARY KEY, is_active char(1) CHECK (is_active IN ('Y', 'N')));",
    },
    {
      title: 'letters that mean something else',
      sql: "CREATE TABLE t (id int PRIMARY KEY, size char(1) DEFAULT 'M', is_a text);",
    },
  ],
  bad: [
    {
      title: 'by name',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, is_active «char(1)» NOT NULL);',
      says: [
        't.is_active keeps yes or no as char(1): nothing says which letters mean which, and queries miss the others. Use boolean, or a CHECK on the two letters.',
      ],
    },
    {
      title: 'by default, in MySQL',
      dialect: 'mysql',
      sql: "CREATE TABLE t (id int PRIMARY KEY, active «char(1)» DEFAULT 'N');",
      says: [
        't.active keeps yes or no as char(1): nothing says which letters mean which, and queries miss the others. Use boolean, or a CHECK on the two letters.',
      ],
    },
  ],
};
