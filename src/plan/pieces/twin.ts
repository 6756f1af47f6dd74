import type { Operation, Table } from '../../model';
import { after, type PlanContext } from '../context';
import type { PlanStep } from '../step';
import { nameOf, nowhere, qualifiedName, tableOf } from '../words';
import { uniqueIndex, uniqueOver } from './inline';
import { buildIndex } from './key';
import { requireColumn } from './not-null';
import { validated } from './validated';

/** Why a column cannot get a twin beside it, or undefined when it can. */
export function hindrance(context: PlanContext, table: Table, column: string): string | undefined {
  const uses = (columns: readonly { readonly column?: { readonly name: string } }[] | undefined) =>
    columns?.some((part) => part.column?.name === column) === true;
  if (uses(table.primaryKey?.columns)) return `${column} is part of the primary key`;
  if (uses(table.partitionBy?.columns)) return `${table.name} is partitioned by ${column}`;
  if (table.columns.find(({ name }) => name === column)?.generated !== undefined) return `${column} is generated`;
  if (table.columns.find(({ name }) => name === column)?.identity !== undefined) return `${column} numbers itself`;
  for (const other of context.schema.tables.values()) {
    const isReferenced = other.foreignKeys.some(
      ({ refTable, refColumns }) => refTable.name === table.name && refColumns.some(({ name }) => name === column),
    );
    if (isReferenced) return `${other.name} references ${column}`;
  }
  return undefined;
}

/** Old name of an index or constraint, and the name of its twin. */
export type Renaming = readonly [string, string];

export interface Twins {
  readonly steps: readonly PlanStep[];
  readonly indexes: readonly Renaming[];
  readonly constraints: readonly Renaming[];
}

/**
 * Gives a new column what the old one has: NOT NULL, indexes, keys, references, checks, each built beside reads and writes. What they
 * would be is told by renaming the column in the schema, for the engine's own rules of renaming are the fold's.
 */
export function twins(
  context: PlanContext,
  table: Table,
  { from, to }: { readonly from: string; readonly to: string },
  nameOfTwin: (name: string) => string,
): Twins {
  const own = qualifiedName(table);
  const rename: Operation = {
    kind: 'renameColumn',
    table: own,
    column: { name: from, span: nowhere },
    to: { name: to, span: nowhere },
    span: nowhere,
  };
  const renamed = after(context, [rename]).table(own) ?? table;
  const steps: PlanStep[] = [];
  const indexes: Renaming[] = [];
  const constraints: Renaming[] = [];
  if (table.columns.find(({ name }) => name === from)?.notNull) steps.push(...requireColumn(context, renamed, to));
  for (const [at, index] of renamed.indexes.entries()) {
    if (JSON.stringify(index) === JSON.stringify(table.indexes[at]) || index.implicit) continue;
    const { name, at: _at, implicit: _implicit, concurrently: _concurrently, ...spec } = index;
    const twin = nameOfTwin(name);
    indexes.push([name, twin]);
    steps.push(buildIndex(context, renamed, { ...spec, name: { name: twin, span: nowhere } }));
  }
  for (const [at, unique] of renamed.uniques.entries()) {
    if (JSON.stringify(unique) === JSON.stringify(table.uniques[at])) continue;
    const twin = nameOfTwin(unique.name);
    constraints.push([unique.name, twin]);
    steps.push(
      ...(unique.columns.length === 1 && unique.nullsNotDistinct !== true
        ? uniqueOver(context, renamed, to, twin)
        : uniqueIndex(context, renamed, unique, twin)),
    );
  }
  for (const [at, constraint] of [...renamed.foreignKeys, ...renamed.checks].entries()) {
    if (JSON.stringify(constraint) === JSON.stringify([...table.foreignKeys, ...table.checks][at])) continue;
    const { name, at: _at, inline: _inline, ...spec } = constraint;
    const twin = nameOfTwin(name);
    constraints.push([name, twin]);
    steps.push(
      ...validated(context, {
        kind: 'addConstraint',
        table: own,
        constraint: { ...spec, name: { name: twin, span: nowhere } },
        span: nowhere,
      }),
    );
  }
  return { steps, indexes, constraints };
}

/** The twins take the names of those that went with the old column. */
export function namesBack(context: PlanContext, table: Table, { indexes, constraints }: Twins): readonly string[] {
  const on = tableOf(context, table);
  const inSchema = (name: string) => tableOf(context, { ...qualifiedName(table), name });
  return [
    ...indexes.map(([name, twin]) => `ALTER INDEX ${inSchema(twin)} RENAME TO ${nameOf(context, name)}`),
    ...constraints.map(
      ([name, twin]) => `ALTER TABLE ${on} RENAME CONSTRAINT ${nameOf(context, twin)} TO ${nameOf(context, name)}`,
    ),
  ];
}

/** Twins that an earlier stage made: those whose name is another's with the suffix. */
export function twinsThere(table: Table, nameOfTwin: (name: string) => string): Twins {
  const pairs = (names: readonly string[]): readonly Renaming[] =>
    names.map((name): Renaming => [name, nameOfTwin(name)]).filter(([, twin]) => names.includes(twin));
  const { indexes, uniques, foreignKeys, checks } = table;
  return {
    steps: [],
    indexes: pairs(indexes.map(({ name }) => name)),
    constraints: pairs([...uniques, ...foreignKeys, ...checks].map(({ name }) => name)),
  };
}
