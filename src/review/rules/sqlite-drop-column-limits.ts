import type { DropColumn, Table } from '../../model';
import { nameKey } from '../../model';
import { quoteName } from '../../sql';
import type { Cases } from '../cases';
import { fix, insertBeforeStatement, isPlain } from '../edits';
import { listed } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'sqlite-drop-column-limits',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['sqlite'],
  recommended: true,
  supersedes: ['drop-column'],
  what: 'SQLite refuses DROP COLUMN while a key, an index, a CHECK, a foreign key or a generated column of the table uses it.',
  why: 'DROP COLUMN takes the column out of the declaration and then reads all of the schema again: whatever still names the column makes it fail, on an empty table too, and the migration stops there. A CHECK and a REFERENCES behind the column itself go with it.',
  instead:
    'DROP INDEX first; for a key, a CHECK of the table or a foreign key clause rebuild the table (create the new one, copy, drop, rename).',
  sources: ['https://www.sqlite.org/lang_altertable.html#alter_table_drop_column'],
  check: {
    dropColumn(operation, context) {
      const table = context.table(operation.table);
      if (!table) return;
      const obstacle = obstacleOf(table, operation.column.name);
      if (!obstacle) return;
      context.report({
        span: operation.column.span,
        table: operation.table,
        message: `SQLite refuses to drop ${table.name}.${operation.column.name}: ${obstacle.because}. ${obstacle.instead}`,
        fixes: [obstacle.indexes && dropIndexesFirst(obstacle.indexes, operation, context)],
      });
    },
  },
});

interface Obstacle {
  readonly because: string;
  readonly instead: string;
  readonly indexes?: readonly string[];
}

const REBUILD = 'Rebuild the table without it: create the new one, copy, drop, rename.';

function obstacleOf(table: Table, column: string): Obstacle | undefined {
  const key = nameKey('sqlite', column);
  const is = (name: string | undefined): boolean => name !== undefined && nameKey('sqlite', name) === key;
  const among = (parts: readonly { readonly column?: { readonly name: string } }[]): boolean =>
    parts.some((part) => is(part.column?.name));
  if (table.primaryKey && among(table.primaryKey.columns))
    return { because: 'it is in the primary key', instead: REBUILD };
  if (table.uniques.some(({ columns }) => among(columns))) return { because: 'it is UNIQUE', instead: REBUILD };
  if (table.foreignKeys.some(({ inline, columns }) => !inline && columns.some(({ name }) => is(name))))
    return { because: 'a FOREIGN KEY clause of the table uses it', instead: REBUILD };
  // A CHECK behind the column itself goes with it; which column an inline CHECK stands behind its text does not say.
  if (table.checks.some(({ inline, expression }) => !inline && expression.columns.some(is)))
    return { because: 'a CHECK of the table uses it', instead: REBUILD };
  const computed = table.columns.find(({ name, generated }) => !is(name) && generated?.expression.columns.some(is));
  if (computed) return { because: `${computed.name} is computed from it`, instead: REBUILD };
  const indexes = table.indexes
    .filter(
      ({ columns, where }) =>
        among(columns) || columns.some((part) => part.expression?.columns.some(is)) || where?.columns.some(is),
    )
    .map(({ name }) => name);
  if (indexes.length === 0) return undefined;
  const many = indexes.length > 1 ? 'indexes' : 'index';
  return { because: `${many} ${listed(indexes)} would lose it`, instead: 'DROP INDEX first.', indexes };
}

function dropIndexesFirst(indexes: readonly string[], { column }: DropColumn, context: StepContext) {
  if (!isPlain(context)) return undefined;
  const drops = indexes.map((name) => `DROP INDEX ${quoteName(name, 'sqlite')};`);
  return fix('thoughtful', `Drop what indexes ${column.name} first`, [insertBeforeStatement(context, drops)]);
}

const T =
  'CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b INT UNIQUE, c INT REFERENCES t (id), d INT CHECK (d > 0), e INT, FOREIGN KEY (e) REFERENCES t (id));';

export const cases: Cases = {
  good: [
    { title: 'a column that nothing uses', before: T, sql: 'ALTER TABLE t DROP COLUMN a;' },
    { title: 'a column with its own REFERENCES', before: T, sql: 'ALTER TABLE t DROP COLUMN c;' },
    { title: 'a column with its own CHECK', before: T, sql: 'ALTER TABLE t DROP COLUMN d;' },
    {
      title: 'an index that is dropped first',
      before: `${T}\nCREATE INDEX t_a ON t (a);`,
      sql: 'DROP INDEX t_a;\nALTER TABLE t DROP COLUMN a;',
    },
    { title: 'a table that no history makes', sql: 'ALTER TABLE u DROP COLUMN a;' },
  ],
  bad: [
    {
      title: 'an indexed column',
      before: `${T}\nCREATE INDEX t_a ON t (a);`,
      sql: 'ALTER TABLE t DROP COLUMN «a»;',
      says: ['SQLite refuses to drop t.a: index t_a would lose it. DROP INDEX first.'],
      fixed: 'DROP INDEX t_a;\nALTER TABLE t DROP COLUMN a;',
      fixLeaves: ['drop-column'],
    },
    {
      title: 'a column in the condition of an index',
      before: `${T}\nCREATE INDEX t_d ON t (d) WHERE A > 0;`,
      sql: 'ALTER TABLE t DROP COLUMN «a»;',
      says: ['SQLite refuses to drop t.a: index t_d would lose it. DROP INDEX first.'],
      fixed: 'DROP INDEX t_d;\nALTER TABLE t DROP COLUMN a;',
      fixLeaves: ['drop-column'],
    },
    {
      title: 'a unique column',
      before: T,
      sql: 'ALTER TABLE t DROP COLUMN «b»;',
      says: [
        'SQLite refuses to drop t.b: it is UNIQUE. Rebuild the table without it: create the new one, copy, drop, rename.',
      ],
    },
    {
      title: 'a column of a FOREIGN KEY clause',
      before: T,
      sql: 'ALTER TABLE t DROP COLUMN «e»;',
      says: [
        'SQLite refuses to drop t.e: a FOREIGN KEY clause of the table uses it. Rebuild the table without it: create the new one, copy, drop, rename.',
      ],
    },
  ],
};
