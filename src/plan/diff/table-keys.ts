import { type ForeignKey, isMysqlFamily, type Operation, type Table } from '../../model';
import type { Buckets, Stage } from './buckets';
import { type DiffContext, ident, qualified } from './context';
import { withoutImpliedName } from './create';
import { isMadeUp } from './keys';
import { usesRetyped } from './remade';
import { type AnyKey, constraintSpec, indexSpec } from './specs';
import { goesWithColumn, stageOf } from './stages';
import type { TableChanges } from './table-changes';

type KeyPart = 'primaryKey' | 'uniques' | 'checks' | 'exclusions';

const KEY_PARTS: readonly KeyPart[] = ['checks', 'exclusions', 'uniques', 'primaryKey'];

export function dropKeys(
  context: DiffContext,
  buckets: Buckets,
  changes: TableChanges,
  remade: ReadonlySet<ForeignKey>,
): void {
  const { before, foreignKeys, indexes } = changes;
  const table = qualified(before);
  const foreign = [
    ...foreignKeys.gone,
    ...foreignKeys.kept.map((pair) => pair.before).filter((key) => remade.has(key)),
  ];
  for (const key of foreign)
    if (
      !goesWithColumn(
        context,
        changes,
        key.columns.map(({ name }) => name),
      )
    )
      buckets.add(stageOf(context, 'drop foreign keys'), dropConstraint(before, key));
  const inTheWay = indexes.kept
    .map((pair) => pair.before)
    .filter((index) => usesRetyped(context, changes, index.columns));
  for (const index of [...indexes.gone, ...inTheWay]) {
    if (goesWithColumn(context, changes, keyColumns(index))) continue;
    const name = {
      name: index.name,
      span: index.at,
      ...(before.schema === undefined ? {} : { schema: before.schema }),
    };
    buckets.add('drop indexes', {
      kind: 'dropIndex',
      index: name,
      ...(needsTable(context) ? { table } : {}),
      span: index.at,
    });
  }
  for (const part of KEY_PARTS)
    for (const key of droppedOf(context, changes, part))
      if (!goesWithColumn(context, changes, keyColumns(key)))
        buckets.add(stageOf(context, 'drop constraints'), dropConstraint(before, key));
}

function needsTable({ dialect }: DiffContext): boolean {
  return isMysqlFamily(dialect) || dialect === 'sqlserver' || dialect === 'mongodb';
}

function droppedOf(context: DiffContext, changes: TableChanges, part: KeyPart): readonly AnyKey[] {
  const matched = changes[part] as {
    readonly gone: readonly AnyKey[];
    readonly kept: readonly { readonly before: AnyKey }[];
  };
  return [
    ...matched.gone,
    ...matched.kept.map(({ before }) => before).filter((key) => isInTheWay(context, changes, key)),
  ];
}

function isInTheWay(context: DiffContext, changes: TableChanges, key: AnyKey): boolean {
  if (key.kind === 'primaryKey' || key.kind === 'unique') return usesRetyped(context, changes, key.columns);
  if (key.kind !== 'check') return false;
  return usesRetyped(context, changes, [{ expression: key.expression, span: key.span }]);
}

/** What a key uses: its columns, those that it includes, and those that its expressions name. */
function keyColumns(key: AnyKey | TableChanges['indexes']['gone'][number]): readonly string[] {
  if ('kind' in key && key.kind === 'check') return key.expression.columns;
  if ('kind' in key && key.kind === 'exclusion') return [];
  const include = 'include' in key ? (key.include ?? []) : [];
  const where = 'where' in key ? (key.where?.columns ?? []) : [];
  const columns = key.columns.flatMap((part) =>
    'name' in part ? [part.name] : part.column ? [part.column.name] : (part.expression?.columns ?? []),
  );
  return [...columns, ...include.map(({ name }) => name), ...where];
}

function dropConstraint(table: Table, key: AnyKey): Operation {
  const spec = constraintSpec(key);
  return {
    kind: 'dropConstraint',
    table: qualified(table),
    ...(isMadeUp(key.name) ? { constraint: spec } : { name: ident(key) }),
    constraintKind: key.kind,
    span: key.at,
  };
}

export function addKeys(
  context: DiffContext,
  buckets: Buckets,
  changes: TableChanges,
  remade: ReadonlySet<ForeignKey>,
): void {
  const { after, foreignKeys, indexes } = changes;
  const table = qualified(after);
  const add = (stage: Stage, key: AnyKey) =>
    buckets.add(stageOf(context, stage), {
      kind: 'addConstraint',
      table,
      constraint: withoutImpliedName(context, after, constraintSpec(key)),
      span: key.at,
    });
  const again = <T extends AnyKey>(kept: readonly { readonly before: T; readonly after: T }[]) =>
    kept.filter((pair) => isInTheWay(context, changes, pair.before)).map((pair) => pair.after);
  const withColumn = isMysqlFamily(context.dialect) && changes.added.some(({ identity }) => identity);
  for (const key of [...(withColumn ? [] : changes.primaryKey.fresh), ...again(changes.primaryKey.kept)])
    add('constraints', key);
  for (const key of [...changes.uniques.fresh, ...again(changes.uniques.kept)]) add('constraints', key);
  for (const key of [...changes.checks.fresh, ...again(changes.checks.kept), ...changes.exclusions.fresh])
    add('constraints', key);
  for (const key of [
    ...foreignKeys.fresh,
    ...foreignKeys.kept.filter((pair) => remade.has(pair.before)).map((pair) => pair.after),
  ])
    add('foreign keys', key);
  const back = indexes.kept
    .filter((pair) => usesRetyped(context, changes, pair.before.columns))
    .map((pair) => pair.after);
  for (const index of [...indexes.fresh, ...back])
    buckets.add('indexes', { kind: 'createIndex', table, index: indexSpec(index), span: index.at });
  renameKeys(context, buckets, changes);
}

/** Only PostgreSQL and Oracle rename constraints; elsewhere a new name is the constraint made anew. */
function renameKeys(context: DiffContext, buckets: Buckets, changes: TableChanges): void {
  const table = qualified(changes.after);
  const canRename = context.dialect === 'postgresql' || context.dialect === 'oracle' || context.dialect === 'sqlserver';
  const parts = [changes.primaryKey, changes.uniques, changes.checks, changes.exclusions, changes.foreignKeys];
  for (const { from, to } of parts.flatMap<{ readonly from: AnyKey; readonly to: AnyKey }>(({ renamed }) => renamed)) {
    if (isMysqlFamily(context.dialect) && from.kind === 'primaryKey') continue;
    if (canRename)
      buckets.add('drop constraints', {
        kind: 'renameConstraint',
        table,
        name: ident(from),
        to: ident(to),
        span: to.at,
      });
    else {
      const [drop, add] =
        from.kind === 'foreignKey'
          ? (['drop foreign keys', 'foreign keys'] as const)
          : (['drop constraints', 'constraints'] as const);
      buckets.add(stageOf(context, drop), dropConstraint(changes.before, from));
      buckets.add(stageOf(context, add), { kind: 'addConstraint', table, constraint: constraintSpec(to), span: to.at });
    }
  }
  for (const { from, to } of changes.indexes.renamed) renameIndex(context, buckets, changes, from, to);
}

function renameIndex(
  context: DiffContext,
  buckets: Buckets,
  { before, after }: TableChanges,
  from: { name: string; at: Operation['span'] },
  to: TableChanges['indexes']['fresh'][number],
): void {
  const index = { ...ident(from), ...(before.schema === undefined ? {} : { schema: before.schema }) };
  const table = needsTable(context) ? { table: qualified(after) } : {};
  if (context.dialect !== 'sqlite' && context.dialect !== 'mongodb') {
    buckets.add('drop indexes', { kind: 'renameIndex', index, ...table, to: ident(to), span: to.at });
    return;
  }
  buckets.add('drop indexes', { kind: 'dropIndex', index, ...table, span: from.at });
  buckets.add('indexes', { kind: 'createIndex', table: qualified(after), index: indexSpec(to), span: to.at });
}
