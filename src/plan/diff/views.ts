import type { Operation, QualifiedName, View } from '../../model';
import type { Buckets } from './buckets';
import { type DiffContext, keyOf, qualified, same, speaksOf } from './context';
import { indexSign, sameQuery } from './keys';
import { matchKeys } from './match';
import { inOrder } from './order';
import { viewStandsInTheWay } from './remade';
import { indexSpec } from './specs';
import type { TableChanges } from './table-changes';

/** Views: those that change, and those in the way of a change of what they read, are dropped and made anew, with all that reads them. */
export function changeViews(context: DiffContext, buckets: Buckets, changes: ReadonlyMap<string, TableChanges>): void {
  if (!speaksOf(context, 'views')) return;
  const { before, after } = context;
  const touched = new Set<string>();
  for (const [key, old] of before.views) {
    const wanted = after.views.get(key);
    if (!wanted || isChanged(context, old, wanted) || viewStandsInTheWay(context, old, changes)) touched.add(key);
  }
  if (context.dialect === 'postgresql') spread(context, touched);
  const reads = (all: ReadonlyMap<string, View>) => (view: View) =>
    view.sources.flatMap((source: QualifiedName) => all.get(keyOf(context, source)) ?? []);
  const gone = [...before.views].filter(([key]) => touched.has(key)).map(([, view]) => view);
  for (const view of [...inOrder(gone, reads(before.views))].reverse()) buckets.add('drop views', dropView(view));
  const fresh = [...after.views].filter(([key]) => touched.has(key) || !before.views.has(key)).map(([, view]) => view);
  for (const view of inOrder(fresh, reads(after.views))) makeView(context, buckets, view);
  for (const [key, view] of after.views)
    if (before.views.has(key) && !touched.has(key)) changeIndexes(context, buckets, before.views.get(key), view);
}

function isChanged(context: DiffContext, old: View, wanted: View): boolean {
  if (old.materialized !== wanted.materialized) return true;
  if (!speaksOf(context, 'view queries')) return false;
  const columns =
    old.columns.length === wanted.columns.length &&
    old.columns.every((name, i) => same(context, name, wanted.columns[i] ?? ''));
  return !columns || !sameQuery(context, old.query, wanted.query);
}

/** PostgreSQL drops no view that another one reads. */
function spread(context: DiffContext, touched: Set<string>): void {
  for (let grows = true; grows; ) {
    grows = false;
    for (const [key, view] of context.before.views) {
      if (touched.has(key) || !view.sources.some((source) => touched.has(keyOf(context, source)))) continue;
      touched.add(key);
      grows = true;
    }
  }
}

function dropView(view: View): Operation {
  return {
    kind: 'dropObject',
    objectType: view.materialized ? 'materialized view' : 'view',
    name: qualified(view),
    span: view.at,
  };
}

function makeView(context: DiffContext, buckets: Buckets, view: View): void {
  buckets.add('views', {
    kind: 'createView',
    view: qualified(view),
    ...(view.materialized ? { materialized: true } : {}),
    columns: view.columns.map((name) => ({ name, span: view.at })),
    query: view.query,
    sources: view.sources,
    span: view.at,
  });
  for (const index of view.indexes)
    buckets.add('views', { kind: 'createIndex', table: qualified(view), index: indexSpec(index), span: index.at });
  if (view.comment !== undefined && speaksOf(context, 'comments'))
    buckets.add('comments', {
      kind: 'commentOn',
      objectType: view.materialized ? 'materialized view' : 'view',
      name: qualified(view),
      comment: view.comment,
      span: view.at,
    });
}

function changeIndexes(context: DiffContext, buckets: Buckets, old: View | undefined, wanted: View): void {
  const matched = matchKeys(context, old?.indexes ?? [], wanted.indexes, (index) => indexSign(context, index));
  const schema = wanted.schema === undefined ? {} : { schema: wanted.schema };
  for (const index of matched.gone)
    buckets.add('drop indexes', {
      kind: 'dropIndex',
      index: { name: index.name, span: index.at, ...schema },
      span: index.at,
    });
  for (const index of matched.fresh)
    buckets.add('views', { kind: 'createIndex', table: qualified(wanted), index: indexSpec(index), span: index.at });
}
