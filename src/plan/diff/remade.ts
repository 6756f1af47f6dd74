import { type ForeignKey, type IndexColumn, isMysqlFamily, type View } from '../../model';
import { type DiffContext, keyOf, same } from './context';
import type { ColumnPair, TableChanges } from './table-changes';

/** The columns of a table that are made anew or get another type. */
function retyped({ changed }: TableChanges): readonly ColumnPair[] {
  return changed.filter(({ parts, steps }) => parts.has('type') || parts.has('collation') || steps.remade);
}

const INTEGERS = ['smallint', 'integer', 'bigint'];

/** PostgreSQL keeps a foreign key between whole numbers of different sizes; other engines let no column of one change. */
function breaksReferences({ dialect }: DiffContext, { before, after, steps }: ColumnPair): boolean {
  if (steps.remade || dialect !== 'postgresql') return true;
  const isInteger = (family: string | undefined) => family !== undefined && INTEGERS.includes(family);
  return (
    before.type?.family !== after.type?.family && !(isInteger(before.type?.family) && isInteger(after.type?.family))
  );
}

/** Foreign keys that stay what they are, but stand in the way: of a column's new type, or of the key that they lean on. */
export function remadeForeignKeys(
  context: DiffContext,
  all: ReadonlyMap<string, TableChanges>,
): ReadonlySet<ForeignKey> {
  const found = new Set<ForeignKey>();
  for (const changes of all.values()) {
    for (const { before: key } of changes.foreignKeys.kept) {
      const target = all.get(keyOf(context, key.refTable));
      const isRetyped = (of: TableChanges | undefined, columns: ForeignKey['columns']) =>
        of !== undefined &&
        retyped(of).some(
          (pair) =>
            breaksReferences(context, pair) && columns.some(({ name }) => same(context, name, pair.before.name)),
        );
      if (isRetyped(changes, key.columns) || isRetyped(target, key.refColumns) || losesKey(context, target, key))
        found.add(key);
    }
  }
  return found;
}

function losesKey(context: DiffContext, target: TableChanges | undefined, key: ForeignKey): boolean {
  if (!target) return false;
  const gone = [
    ...target.primaryKey.gone,
    ...target.uniques.gone,
    ...target.indexes.gone.filter(({ unique }) => unique),
  ];
  const wanted = columnSet(context, key.refColumns);
  return gone.some(
    ({ columns }) =>
      columnSet(
        context,
        columns.flatMap(({ column }) => column ?? []),
      ) === wanted,
  );
}

function columnSet(context: DiffContext, columns: readonly { readonly name: string }[]): string {
  const key = (name: string) => (context.dialect === 'postgresql' ? name : name.toLowerCase());
  return columns
    .map(({ name }) => key(name))
    .sort()
    .join();
}

/** SQL Server changes no column that a key or index uses; PostgreSQL rebuilds them by itself, and so do the others. */
export function usesRetyped(context: DiffContext, changes: TableChanges, columns: readonly IndexColumn[]): boolean {
  if (changes.changed.length === 0) return false;
  const standsInTheWay = (pair: ColumnPair) => pair.steps.remade || context.dialect === 'sqlserver';
  const names = [
    ...retyped(changes)
      .filter(standsInTheWay)
      .map(({ before }) => before.name),
    ...dependentGenerated(context, changes),
  ];
  return columns.some(({ column, expression }) =>
    names.some((name) => (column ? same(context, column.name, name) : (expression?.columns ?? []).includes(name))),
  );
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** PostgreSQL: a generated column must be made anew when a column that it is computed from gets another type. */
export function dependentGenerated(context: DiffContext, changes: TableChanges): ReadonlySet<string> {
  if (changes.changed.length === 0 || isMysqlFamily(context.dialect) || context.dialect === 'sqlite') return NO_NAMES;
  const names = retyped(changes).map(({ before }) => before.name);
  const kept = changes.before.columns.filter(({ generated }) =>
    generated?.expression.columns.some((name) => names.includes(name)),
  );
  return new Set(kept.map(({ name }) => name));
}

/**
 * Views in the way of a change of the tables that they read: PostgreSQL alters or drops no column that a view uses, and SQL Server
 * none of a view that is bound to its schema. The text tells whether it names the column; a star names all.
 */
export function viewStandsInTheWay(context: DiffContext, view: View, all: ReadonlyMap<string, TableChanges>): boolean {
  if (context.dialect !== 'postgresql') return false;
  return view.sources.some((source) => {
    const changes = all.get(keyOf(context, source));
    if (!changes) return false;
    const names = [
      ...retyped(changes).map(({ before }) => before.name),
      ...changes.dropped.map(({ name }) => name),
      ...dependentGenerated(context, changes),
    ];
    return names.some((name) => view.query.includes('*') || view.query.toLowerCase().includes(name.toLowerCase()));
  });
}
