import { textValue } from '../../code';
import type { Ident, IndexColumn, IndexSpec } from '../../model';
import { expressionAt, spanOf } from '../code/build';
import type { ColumnContext } from './column-spec';
import { columnOf } from './mapping';
import { type Entity, findProperty, type Index } from './model';

/** An index as its provider makes it. */
export function indexSpec(
  entity: Entity,
  index: Index,
  { name, columns }: { readonly name: Ident; readonly columns: readonly Ident[] },
  on: ColumnContext,
): IndexSpec {
  const filter = index.filter === 'none' ? undefined : index.filter;
  const where = filter && textValue(filter)?.text;
  const takes = on.dialect === 'postgresql' || on.dialect === 'sqlserver';
  const include = takes ? partsOf(entity, index.include ?? [], on) : [];
  const parts = columns.map((one, at): IndexColumn => {
    const operator = index.operators?.[at];
    return {
      column: one,
      span: one.span,
      ...(index.descending?.[at] ? { order: 'desc' as const } : {}),
      ...(operator ? { operatorClass: operator } : {}),
      ...(index.prefix?.[at] ? { prefix: index.prefix[at] } : {}),
    };
  });
  return {
    name,
    columns: parts,
    span: spanOf(index.module, index.place),
    ...(index.unique ? { unique: true } : {}),
    ...(index.method === undefined ? {} : { method: index.method }),
    ...(include.length > 0 ? { include } : {}),
    ...(where !== undefined && filter ? { where: expressionAt(index.module, where, filter.expr, on.dialect) } : {}),
    ...(index.nullsNotDistinct ? { nullsNotDistinct: true } : {}),
  };
}

/** The columns of properties. */
export function partsOf(entity: Entity, names: readonly string[], on: ColumnContext): readonly Ident[] {
  return names.flatMap((name) => {
    const property = findProperty(entity, name);
    return property ? [columnOf(on.model, entity, property)] : [];
  });
}
