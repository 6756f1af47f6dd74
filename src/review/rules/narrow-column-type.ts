import type { ColumnChange, QualifiedName, Span, SqlType } from '../../model';
import { isMysqlFamily } from '../../model';
import { changeOfType } from '../../sql';
import type { Cases } from '../cases';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'narrow-column-type',
  category: 'destructive',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  supersedes: ['change-column-type'],
  what: 'A type change to one that does not hold every old value fails on such a row, or cuts or rounds it.',
  why: 'A shorter length, less precision, text to a number, bigint to int, timestamptz to date: one old row is enough to stop the deployment; numbers and times are rounded without a word, and MySQL without strict mode cuts text too. The table is written anew under a lock besides.',
  instead:
    'Count the rows that do not fit first; mend them; then add a column of the new type and move over, or narrow it in a quiet hour.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DATA-TYPE',
    'https://dev.mysql.com/doc/refman/8.4/en/alter-table.html',
  ],
  check: {
    alterColumn({ change, column, table }, context) {
      const to = newType(change);
      if (!to || context.isNewColumn(table, column.name) || context.isNew(table)) return;
      const from = context.column(table, column.name)?.type;
      if (!from || from.family === 'unknown' || to.family === 'unknown') return;
      if (changeOfType(from, to, context.dialect, context.version) !== 'narrowing') return;
      report(table, column.name, from, to, context);
    },
  },
});

function newType(change: ColumnChange): SqlType | undefined {
  if (change.kind === 'setType') return change.type;
  return change.kind === 'redefine' ? change.column.type : undefined;
}

function report(table: QualifiedName, column: string, from: SqlType, to: SqlType, context: StepContext): void {
  const name = `${tableName(table)}.${column}`;
  const span: Span = to.span;
  const rewrite = isMysqlFamily(context.dialect)
    ? `${tableName(table)} is copied while writes wait.`
    : `${tableName(table)} and its indexes are rewritten under ACCESS EXCLUSIVE: reads and writes wait.`;
  context.report({
    span,
    table,
    message: `${name} from ${from.text} to ${to.text}: ${misfit(from, to, context)}; and ${rewrite} Count the rows that do not fit first; if the table is large, add a new column and move over.`,
  });
}

/** What becomes of an old value that the new type does not hold. */
function misfit(from: SqlType, to: SqlType, { dialect }: StepContext): string {
  if (dialect === 'postgresql') {
    if (to.family === 'user' || to.family === 'enum')
      return 'an old value that the new type does not have stops the migration';
    if (TEXTS.has(from.family) && !TEXTS.has(to.family))
      return `an old value that is no valid ${to.text} stops the migration`;
    if (TEXTS.has(to.family))
      return 'an old value that is too long stops the migration (or is cut, where USING casts it)';
    if (to.family === 'date' || to.family === 'time') return 'what the new type does not hold is cut off';
  }
  return 'an old value that does not fit stops the migration, or is cut or rounded';
}

const TEXTS: ReadonlySet<SqlType['family']> = new Set(['char', 'varchar', 'text', 'citext', 'name']);

const T = 'CREATE TABLE t (id bigint PRIMARY KEY, a varchar(50), at timestamptz);';

export const cases: Cases = {
  good: [
    { title: 'a longer varchar', before: T, sql: 'ALTER TABLE t ALTER COLUMN a TYPE varchar(80);' },
    { title: 'a table made in the same migration', sql: `${T}\nALTER TABLE t ALTER COLUMN id TYPE int;` },
    {
      title: 'a larger BLOB in MySQL',
      dialect: 'mysql',
      before: 'CREATE TABLE t (id int PRIMARY KEY, data blob);',
      sql: 'ALTER TABLE t MODIFY data mediumblob;',
    },
    {
      title: 'a longer varchar in MySQL',
      dialect: 'mysql',
      before: 'CREATE TABLE t (id int PRIMARY KEY, a varchar(50));',
      sql: 'ALTER TABLE t MODIFY a varchar(60) NOT NULL;',
    },
  ],
  bad: [
    {
      title: 'a shorter varchar',
      before: T,
      sql: 'ALTER TABLE t ALTER COLUMN a TYPE «varchar(20)»;',
      says: [
        't.a from varchar(50) to varchar(20): an old value that is too long stops the migration (or is cut, where USING casts it); and t and its indexes are rewritten under ACCESS EXCLUSIVE: reads and writes wait. Count the rows that do not fit first; if the table is large, add a new column and move over.',
      ],
    },
    {
      title: 'a point in time to its day',
      before: T,
      sql: 'ALTER TABLE t ALTER at TYPE «date»;',
      says: [
        't.at from timestamptz to date: what the new type does not hold is cut off; and t and its indexes are rewritten under ACCESS EXCLUSIVE: reads and writes wait. Count the rows that do not fit first; if the table is large, add a new column and move over.',
      ],
    },
    {
      title: 'a smaller integer in MySQL',
      dialect: 'mysql',
      before: 'CREATE TABLE t (id bigint PRIMARY KEY);',
      sql: 'ALTER TABLE t MODIFY id «int» NOT NULL;',
      says: [
        't.id from bigint to int: an old value that does not fit stops the migration, or is cut or rounded; and t is copied while writes wait. Count the rows that do not fit first; if the table is large, add a new column and move over.',
      ],
    },
  ],
};
