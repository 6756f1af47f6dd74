import {
  createFold,
  type EngineVersion,
  nameKey,
  type Operation,
  type QualifiedName,
  type Schema,
  type Span,
  type Table,
} from '../../model';
import { keyOf, qualified, same, shown } from './context';
import type { Rename } from './types';

export interface Renamed {
  readonly operations: readonly Operation[];
  /** The schema with the renames in it, with all that follows from them. */
  readonly schema: Schema;
}

/** Applies the answers that fit: what is renamed is there, its new name is wanted and free. Tables first, for columns are named by the new ones. */
export function applyRenames(
  before: Schema,
  after: Schema,
  renames: readonly Rename[],
  version?: EngineVersion,
): Renamed {
  const operations: Operation[] = [];
  const fold = createFold(before.dialect, version, before);
  const order = ['table', 'column', 'enumValue'] as const;
  for (const kind of order) {
    for (const rename of renames) {
      if (rename.kind !== kind || rename.to === undefined) continue;
      const operation = operationOf(fold.snapshot(), after, { ...rename, to: rename.to });
      if (!operation) continue;
      operations.push(operation);
      fold.apply(operation);
    }
  }
  return { operations, schema: operations.length === 0 ? before : fold.snapshot() };
}

type Answer = Rename & { readonly to: string };

function operationOf(before: Schema, after: Schema, rename: Answer): Operation | undefined {
  switch (rename.kind) {
    case 'table':
      return tableRename(before, after, rename);
    case 'column':
      return columnRename(before, after, rename);
    case 'enumValue':
      return valueRename(before, after, rename);
  }
}

/** `audit.log` as schema and name; a name with a dot of its own is found as a whole. */
export function found<T extends { readonly schema?: string; readonly name: string }>(
  all: ReadonlyMap<string, T>,
  name: string,
): T | undefined {
  const exact = [...all.values()].find((one) => shown(one) === name);
  return exact ?? [...all.values()].find((one) => shown(one).toLowerCase() === name.toLowerCase());
}

function tableRename(before: Schema, after: Schema, { from, to }: Answer): Operation | undefined {
  const old = found(before.tables, from);
  const wanted = found(after.tables, to);
  if (!old || !wanted || after.tables.has(keyOf(before, old)) || before.tables.has(keyOf(before, wanted)))
    return undefined;
  return { kind: 'renameTable', table: qualified(old), to: qualified(wanted), span: wanted.at };
}

function columnRename(before: Schema, after: Schema, { table, from, to }: Answer): Operation | undefined {
  const wanted = table === undefined ? undefined : found(after.tables, table);
  const old = wanted && before.tables.get(keyOf(before, wanted));
  if (!wanted || !old || hasColumn(before, wanted, from) || hasColumn(before, old, to)) return undefined;
  const column = old.columns.find(({ name }) => same(before, name, from));
  const target = wanted.columns.find(({ name }) => same(before, name, to));
  if (!column || !target) return undefined;
  return {
    kind: 'renameColumn',
    table: qualified(old),
    column: { name: column.name, span: column.at },
    to: { name: target.name, span: target.at },
    span: target.at,
  };
}

function hasColumn({ dialect }: Schema, table: Table, name: string): boolean {
  return table.columns.some((column) => nameKey(dialect, column.name) === nameKey(dialect, name));
}

function valueRename(before: Schema, after: Schema, { table, from, to }: Answer): Operation | undefined {
  const wanted = table === undefined ? undefined : found(after.enums, table);
  const old = wanted && before.enums.get(keyOf(before, wanted));
  if (!wanted || !old?.values.includes(from) || old.values.includes(to) || !wanted.values.includes(to))
    return undefined;
  const at: Span = wanted.at;
  const type: QualifiedName = qualified(old);
  return { kind: 'renameEnumValue', type, value: from, to, span: at };
}
