import { type Column, isMysqlFamily, type Operation, type Table } from '../../model';
import type { Buckets } from './buckets';
import { type DiffContext, ident, qualified, same, speaksOf } from './context';
import { declared, writesComments } from './create';
import { dependentGenerated } from './remade';
import { constraintSpec } from './specs';
import { stageOf } from './stages';
import type { TableChanges } from './table-changes';

export function changeColumns(context: DiffContext, buckets: Buckets, changes: TableChanges): void {
  const { before, after, added, dropped, changed } = changes;
  const table = qualified(after);
  const again = dependentGenerated(context, changes);
  const free = stageOf(context, 'free columns');
  const remade = changed.filter(({ steps }) => steps.remade).map((pair) => pair.after);
  const remadeToo = after.columns.filter(
    ({ name }) => again.has(name) && before.columns.some((old) => same(context, old.name, name)),
  );
  const fresh = [...added, ...new Set([...remade, ...remadeToo])];
  const goesFirst = [...new Set([...remade, ...remadeToo])];
  for (const column of goesFirst) buckets.add(free, dropColumn(table, column));
  for (const { after: column, steps } of changed)
    for (const change of steps.first)
      buckets.add(free, { kind: 'alterColumn', table, column: ident(column), change, span: column.at });
  const stage = stageOf(context, 'columns');
  for (const { after: column, steps } of changed)
    for (const change of steps.last)
      buckets.add(stage, { kind: 'alterColumn', table, column: ident(column), change, span: column.at });
  for (const column of fresh) addColumn(context, buckets, changes, column);
  for (const column of dropped) {
    if (context.dialect === 'sqlserver' && column.default)
      buckets.add(stage, {
        kind: 'alterColumn',
        table,
        column: ident(column),
        change: { kind: 'dropDefault' },
        span: column.at,
      });
    buckets.add(stage, dropColumn(table, column));
  }
}

function dropColumn(table: ReturnType<typeof qualified>, column: Column): Operation {
  return { kind: 'dropColumn', table, column: ident(column), span: column.at };
}

function addColumn(context: DiffContext, buckets: Buckets, { after, primaryKey }: TableChanges, column: Column): void {
  const spec = declared(context, after, column);
  // MySQL: "there can be only one auto column and it must be defined as a key".
  const key = isMysqlFamily(context.dialect) && column.identity ? primaryKey.fresh[0] : undefined;
  const constraints = key ? [{ ...constraintSpec(key), inline: true }] : [];
  buckets.add('columns', {
    kind: 'addColumn',
    table: qualified(after),
    column: { ...spec, constraints },
    span: column.at,
  });
  if (column.comment !== undefined && speaksOf(context, 'comments') && !writesComments(context.dialect))
    buckets.add('comments', commentColumn(after, column));
}

export function commentColumn(table: Table, column: Column): Operation {
  const change = { kind: 'setComment', comment: column.comment } as const;
  return { kind: 'alterColumn', table: qualified(table), column: ident(column), change, span: column.at };
}
