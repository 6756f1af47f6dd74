import type { ConstraintSpec, CreateTable, Ident, IndexColumn, QualifiedName } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { listed } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'unknown-column-reference',
  category: 'schema-design',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A key, an index or an INSERT names a column that the table does not have at this point.',
  why: 'The server refuses the statement and the migration stops there; SQLite takes an unknown name in double quotes for a text and indexes that. Tables whose columns could not all be told are let pass.',
  instead: 'Write the column’s name, or add the column first.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createtable.html',
    'https://www.sqlite.org/quirks.html#double_quoted_string_literals_are_accepted',
  ],
  check: {
    createTable(operation, context) {
      if (!isTold(operation)) return;
      const known = operation.columns.map(({ name }) => name.name);
      const ask = asker(operation.table, known, context);
      for (const constraint of operation.constraints) for (const name of columnsOf(constraint)) ask(name, 'a key');
      for (const { columns } of operation.indexes) for (const name of plain(columns)) ask(name, 'an index');
    },
    addConstraint({ table, constraint }, context) {
      for (const name of columnsOf(constraint)) askerOf(table, context)?.(name, 'a key');
    },
    createIndex({ table, index }, context) {
      for (const name of plain(index.columns)) askerOf(table, context)?.(name, 'an index');
    },
    changeData({ change, tables, columns }, context) {
      const [table, second] = tables;
      if (change !== 'insert' || !table || second) return;
      for (const name of columns) askerOf(table, context)?.(name, 'an INSERT');
    },
  },
});

type Ask = (name: Ident, what: string) => void;

function asker(table: QualifiedName, known: readonly string[], context: StepContext): Ask {
  const keys = new Set(known.map((name) => nameKey(context.dialect, name)));
  return (name, what) => {
    if (keys.has(nameKey(context.dialect, name.name)) || SYSTEM.test(name.name) || name.name === '') return;
    context.report({
      span: name.span,
      table,
      message: `${table.name} has no column ${name.name} at this point, which ${what} names: the statement fails. It has ${known.length > 12 ? `${listed(known.slice(0, 11))} and ${known.length - 11} more` : listed(known)}.`,
    });
  };
}

/** Asks the schema just before the statement; undefined where it does not know all of the table's columns. */
function askerOf(name: QualifiedName, context: StepContext): Ask | undefined {
  const table = context.table(name);
  if (!table?.complete || table.kind !== 'table' || table.columns.length === 0 || table.inherits) return undefined;
  return asker(
    name,
    table.columns.map((column) => column.name),
    context,
  );
}

/** False where columns come from elsewhere. */
function isTold({ columns, like, asQuery, partitionOf, inherits, partial, tableKind }: CreateTable): boolean {
  return (
    columns.length > 0 &&
    !like &&
    !asQuery &&
    !partitionOf &&
    !inherits &&
    !partial &&
    (tableKind ?? 'table') === 'table'
  );
}

function columnsOf(constraint: ConstraintSpec): readonly Ident[] {
  if (constraint.kind === 'primaryKey' || constraint.kind === 'unique')
    return constraint.usingIndex ? [] : plain(constraint.columns);
  return constraint.kind === 'foreignKey' ? constraint.columns : [];
}

function plain(columns: readonly IndexColumn[]): readonly Ident[] {
  return columns.flatMap(({ column }) => (column ? [column] : []));
}

/** Columns that every table has without declaring them. */
const SYSTEM = /^(?:ctid|xmin|xmax|cmin|cmax|tableoid|oid|rowid|_rowid_|rownum|ora_rowscn|my_row_id|db_row_hash_\d+)$/i;

export const cases: Cases = {
  good: [
    {
      title: 'columns that are there',
      sql: 'CREATE TABLE t (id int, a int, PRIMARY KEY (id), UNIQUE (a));\nCREATE INDEX ON t (a);\nINSERT INTO t (id, a) VALUES (1, 2);',
    },
    {
      title: 'a column that an earlier statement adds',
      before: 'CREATE TABLE t (id int PRIMARY KEY);',
      sql: 'ALTER TABLE t ADD COLUMN a int;\nCREATE INDEX ON t (a);',
    },
    {
      title: 'a table that nobody told of, and one made by a query',
      sql: 'CREATE TABLE u AS SELECT * FROM v;\nCREATE INDEX ON u (a);\nCREATE INDEX ON w (a);',
    },
  ],
  bad: [
    {
      title: 'a key in the table itself',
      sql: 'CREATE TABLE t (id int, a int, PRIMARY KEY («ident»));',
      says: ['t has no column ident at this point, which a key names: the statement fails. It has id and a.'],
    },
    {
      title: 'an index and an INSERT',
      before: 'CREATE TABLE t (id int PRIMARY KEY, email text);',
      sql: "CREATE INDEX i ON t («mail»);\nINSERT INTO t (id, «e_mail») VALUES (1, '');",
      says: [
        't has no column mail at this point, which an index names: the statement fails. It has id and email.',
        't has no column e_mail at this point, which an INSERT names: the statement fails. It has id and email.',
      ],
    },
  ],
};
