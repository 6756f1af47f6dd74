import type { IndexColumn } from '../constraint';
import { isMysqlFamily } from '../dialect';
import type { QualifiedName } from '../names';
import type { CreateTable } from '../operation';
import type { Index, Table } from '../schema';
import { withConstraint } from './constraints';
import { indexOf } from './indexes';
import { type FoldState, find, same } from './state';

/** INHERITS: columns, NOT NULL and checks come from the parent; keys and indexes do not ("Inheritance", Caveats). */
export function fromParent(state: FoldState, table: Table, name: QualifiedName): Table {
  const parent = find(state, state.tables, name);
  if (!parent) return { ...table, complete: false };
  const added = parent.columns.filter((column) => !table.columns.some((known) => same(state, known.name, column.name)));
  return {
    ...table,
    columns: [...table.columns, ...added],
    checks: [...table.checks, ...parent.checks.filter((check) => !check.noInherit)],
  };
}

/** PARTITION OF and ATTACH: a partition has all of its parent's columns, keys and indexes, under names of its own ("Table Partitioning"). */
export function fromPartitionParent(state: FoldState, table: Table, name: QualifiedName): Table {
  const parent = find(state, state.tables, name);
  if (!parent) return { ...table, complete: false };
  let made = fromParent(state, table, name);
  const fresh = <T extends { readonly name: string }>(constraint: T) => {
    const { name: _parents, ...rest } = constraint;
    return rest;
  };
  if (parent.primaryKey && !made.primaryKey) made = withConstraint(state, made, fresh(parent.primaryKey));
  for (const unique of parent.uniques) {
    if (!made.uniques.some((own) => sameColumns(state, own.columns, unique.columns)))
      made = withConstraint(state, made, fresh(unique));
  }
  for (const foreign of parent.foreignKeys) {
    const known = made.foreignKeys.some(
      (own) => own.columns.map((c) => c.name).join() === foreign.columns.map((c) => c.name).join(),
    );
    if (!known) made = { ...made, foreignKeys: [...made.foreignKeys, foreign] };
  }
  for (const index of parent.indexes) {
    if (!made.indexes.some((own) => matches(state, own, index)))
      made = { ...made, indexes: [...made.indexes, indexOf(state, made, fresh(index))] };
  }
  return made;
}

function matches(state: FoldState, a: Index, b: Index): boolean {
  return (
    (a.unique ?? false) === (b.unique ?? false) &&
    (a.method ?? 'btree') === (b.method ?? 'btree') &&
    sameColumns(state, a.columns, b.columns)
  );
}

function sameColumns(state: FoldState, a: readonly IndexColumn[], b: readonly IndexColumn[]): boolean {
  return (
    a.length === b.length &&
    a.every((part, i) =>
      same(state, part.column?.name ?? part.expression?.text ?? '', b[i]?.column?.name ?? b[i]?.expression?.text ?? ''),
    )
  );
}

type Like = NonNullable<CreateTable['like']>[number];

/** LIKE: PostgreSQL copies what INCLUDING names; MySQL's CREATE TABLE … LIKE copies all but foreign keys. */
export function fromLike(state: FoldState, table: Table, like: Like): Table {
  const source = find(state, state.tables, like.table);
  if (!source) return { ...table, complete: false };
  if (isMysqlFamily(state.dialect)) {
    const { columns, uniques, checks, indexes, options, primaryKey } = source;
    return {
      ...table,
      columns,
      uniques,
      checks,
      indexes: indexes.map(({ implicit: _made, ...index }) => index),
      options,
      ...(primaryKey ? { primaryKey } : {}),
    };
  }
  const including = (what: string) => like.including.includes('all') || like.including.includes(what);
  const columns = source.columns.map(({ default: value, identity, generated, comment, ...column }) => ({
    ...column,
    ...(value && including('defaults') ? { default: value } : {}),
    ...(identity && including('identity') ? { identity } : {}),
    ...(generated && including('generated') ? { generated } : {}),
    ...(comment !== undefined && including('comments') ? { comment } : {}),
  }));
  const copied: Table = {
    ...table,
    columns: [...table.columns, ...columns],
    checks: including('constraints') ? [...table.checks, ...source.checks] : table.checks,
  };
  return including('indexes') ? withCopiedIndexes(state, copied, source) : copied;
}

function withCopiedIndexes(state: FoldState, table: Table, source: Table): Table {
  let made = table;
  const keys = [...(source.primaryKey ? [source.primaryKey] : []), ...source.uniques];
  for (const { name: _old, ...key } of keys) made = withConstraint(state, made, key);
  for (const { name: _old, ...index } of source.indexes)
    made = { ...made, indexes: [...made.indexes, indexOf(state, made, index)] };
  return made;
}
