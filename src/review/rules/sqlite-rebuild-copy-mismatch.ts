import type { ChangeData, QualifiedName, Table } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { listed, tableKey, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

/** Copies of this file that do not fit, by the table they come from: a rebuild once that is dropped. */
const start = () => new Map<string, Copy>();

export const rule = defineRule({
  id: 'sqlite-rebuild-copy-mismatch',
  category: 'destructive',
  severity: 'error',
  dialects: ['sqlite'],
  recommended: true,
  what: 'The copy of a rebuild puts values into other columns than they came from, or leaves a column behind.',
  why: 'INSERT … SELECT goes by position, not by name: SELECT * of a table whose columns stand in another order, or a list with two names swapped, writes every row wrong, and the old table is dropped right after. Another number of columns is refused.',
  instead: 'Name the columns on both sides, in the same order.',
  sources: ['https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes'],
  check: {
    changeData(operation, context) {
      const [into] = operation.tables;
      const [from] = operation.sources;
      if (operation.change !== 'insert' || !into || !from || operation.sources.length !== 1 || !context.isNew(into))
        return;
      const target = context.table(into);
      const source = context.table(from);
      if (!target?.complete || !source?.complete) return;
      const list = selected(operation, source, context);
      const to = operation.columns.length > 0 ? operation.columns.map(({ name }) => name) : stored(target);
      if (!list) return;
      const said = mismatch(to, list);
      if (said !== undefined) context.memory(start).set(tableKey(context, from), { into, from, said });
    },
    dropTable({ table }, context) {
      const copies = context.memory(start);
      const found = copies.get(tableKey(context, table));
      if (!found) return;
      copies.delete(tableKey(context, table));
      context.report({
        span: found.into.span,
        table: found.into,
        message: `Copying ${tableName(found.from)} to ${tableName(found.into)} ${found.said}. Name the columns on both sides, in the same order.`,
      });
    },
  },
});

interface Copy {
  readonly into: QualifiedName;
  readonly from: QualifiedName;
  readonly said: string;
}

function stored({ columns }: Table): readonly string[] {
  return columns.filter(({ generated }) => !generated).map(({ name }) => name);
}

/** The columns that the SELECT gives, when all of them are plain names or a star. */
function selected(
  { span }: ChangeData,
  source: Table,
  context: StepContext,
): readonly (string | undefined)[] | undefined {
  const text = context.text(context.statement.span) || context.text(span);
  const found = /\bSELECT\s+([\s\S]*?)\s+FROM\s+[\w"`[\].]+\s*;?\s*$/i.exec(text.trim());
  const list = found?.[1];
  if (list === undefined || /\(/.test(list)) return undefined;
  if (list.trim() === '*') return stored(source);
  return list.split(',').map((part) => {
    const name = /^\s*(?:[\w"`[\]]+\.)?["`[]?(\w+)["`\]]?\s*$/.exec(part)?.[1];
    return source.columns.some(
      (column) => name !== undefined && nameKey('sqlite', column.name) === nameKey('sqlite', name),
    )
      ? name
      : undefined;
  });
}

function mismatch(to: readonly string[], from: readonly (string | undefined)[]): string | undefined {
  if (to.length !== from.length) return `gives ${from.length} values for ${to.length} columns: SQLite refuses it`;
  const key = (name: string) => nameKey('sqlite', name);
  const names = new Set(to.map(key));
  const wrong = from.flatMap((name, n) => {
    const target = to[n] ?? '';
    // A column under another name may be a rename; one whose own name stands elsewhere is a swap.
    const isAlsoAtHome = from.some((other, m) => other === name && key(to[m] ?? '') === key(name ?? ''));
    return name !== undefined && key(name) !== key(target) && names.has(key(name)) && !isAlsoAtHome
      ? [`${name} into ${target}`]
      : [];
  });
  return wrong.length > 0 ? `goes by position and writes ${listed(wrong.slice(0, 3))}` : undefined;
}

const T = 'CREATE TABLE t (id integer PRIMARY KEY, a text, b text);';
const NEW = 'CREATE TABLE t_new (id integer PRIMARY KEY, b text NOT NULL, a text);\n';
const END = '\nDROP TABLE t;\nALTER TABLE t_new RENAME TO t;';

export const cases: Cases = {
  good: [
    {
      title: 'names on both sides',
      before: T,
      sql: `${NEW}INSERT INTO t_new (id, a, b) SELECT id, a, b FROM t;${END}`,
    },
    {
      title: 'a renamed column',
      before: T,
      sql: `CREATE TABLE t_new (id integer PRIMARY KEY, a text, c text);\nINSERT INTO t_new (id, a, c) SELECT id, a, b FROM t;${END}`,
    },
    {
      title: 'rows of another table, which stays',
      before: T,
      sql: `${NEW}INSERT INTO t_new (id, b, a) SELECT id, a, b FROM t;`,
    },
    {
      title: 'a computed value',
      before: T,
      sql: `${NEW}INSERT INTO t_new (id, b, a) SELECT id, coalesce(b, ''), a FROM t;${END}`,
    },
  ],
  bad: [
    {
      title: 'a star over another order',
      before: T,
      sql: `${NEW}INSERT INTO «t_new» SELECT * FROM t;${END}`,
      says: [
        'Copying t to t_new goes by position and writes a into b and b into a. Name the columns on both sides, in the same order.',
      ],
    },
    {
      title: 'two names swapped',
      before: T,
      sql: `${NEW}INSERT INTO «t_new» (id, a, b) SELECT id, b, a FROM t;${END}`,
      says: [
        'Copying t to t_new goes by position and writes b into a and a into b. Name the columns on both sides, in the same order.',
      ],
    },
    {
      title: 'one value less',
      before: T,
      sql: `${NEW}INSERT INTO «t_new» SELECT id, b FROM t;${END}`,
      says: [
        'Copying t to t_new gives 2 values for 3 columns: SQLite refuses it. Name the columns on both sides, in the same order.',
      ],
    },
  ],
};
