import {
  type Check,
  type Column,
  type Exclusion,
  type ForeignKey,
  type Index,
  isMysqlFamily,
  nameKey,
  type PrimaryKey,
  type SchemaPart,
  type Table,
  type Unique,
} from '../../model';
import { type ColumnPart, type ColumnSteps, columnDifferences, columnSteps } from './columns';
import { type DiffContext, keyOf, same, speaksOf } from './context';
import {
  checkSign,
  exclusionSign,
  foreignKeySign,
  indexSign,
  primaryKeySign,
  uniqueIndexSign,
  uniqueSign,
} from './keys';
import { type Matched, matchKeys } from './match';

export interface ColumnPair {
  readonly before: Column;
  readonly after: Column;
  readonly parts: ReadonlySet<ColumnPart>;
  readonly steps: ColumnSteps;
}

/** What differs between a table and what it should be, part by part. */
export interface TableChanges {
  readonly before: Table;
  readonly after: Table;
  readonly added: readonly Column[];
  readonly dropped: readonly Column[];
  readonly changed: readonly ColumnPair[];
  readonly primaryKey: Matched<PrimaryKey>;
  readonly uniques: Matched<Unique>;
  readonly foreignKeys: Matched<ForeignKey>;
  readonly checks: Matched<Check>;
  readonly exclusions: Matched<Exclusion>;
  readonly indexes: Matched<Index>;
}

const NONE = { kept: [], renamed: [], gone: [], fresh: [] } as const;

export function tableChanges(context: DiffContext, before: Table, after: Table): TableChanges {
  const isChild = before.partitionOf !== undefined && after.partitionOf !== undefined;
  if (isChild)
    return {
      before,
      after,
      added: [],
      dropped: [],
      changed: [],
      primaryKey: NONE,
      uniques: NONE,
      foreignKeys: NONE,
      checks: NONE,
      exclusions: NONE,
      indexes: NONE,
    };
  return { before, after, ...changedColumns(context, before, after), ...changedKeys(context, before, after) };
}

function changedColumns(
  context: DiffContext,
  before: Table,
  after: Table,
): Pick<TableChanges, 'added' | 'dropped' | 'changed'> {
  const byName = (table: Table) =>
    new Map(table.columns.map((column) => [nameKey(context.dialect, column.name), column]));
  const known = new Map([before, after].map((table) => [table, byName(table)]));
  const find = (table: Table, name: string) => known.get(table)?.get(nameKey(context.dialect, name));
  const isWhole = after.complete && speaksOf(context, 'other columns');
  const comesDown = inheritedFrom(context, before, after);
  const added =
    before.complete && speaksOf(context, 'columns')
      ? after.columns.filter(({ name }) => !find(before, name) && !comesDown(name))
      : [];
  const dropped = isWhole ? before.columns.filter(({ name }) => !find(after, name) && !comesDown(name)) : [];
  const changed = after.columns.flatMap((wanted): ColumnPair[] => {
    const old = find(before, wanted.name);
    if (!old || comesDown(wanted.name)) return [];
    const pair = { table: { before, after }, before: old, after: wanted };
    const parts = columnDifferences(context, pair);
    return parts.size === 0 ? [] : [{ before: old, after: wanted, parts, steps: columnSteps(context, pair, parts) }];
  });
  return { added, dropped, changed };
}

/** What a parent's columns go through its children go through with it ("Inheritance"). */
function inheritedFrom(context: DiffContext, before: Table, after: Table): (name: string) => boolean {
  const parents = (after.inherits ?? []).flatMap((parent) => [
    context.before.tables.get(keyOf(context, parent)),
    context.after.tables.get(keyOf(context, parent)),
  ]);
  if (parents.length === 0 || before.inherits === undefined) return () => false;
  return (name) => parents.some((parent) => parent?.columns.some((column) => same(context, column.name, name)));
}

type Keys = Pick<TableChanges, 'primaryKey' | 'uniques' | 'foreignKeys' | 'checks' | 'exclusions' | 'indexes'>;

function changedKeys(context: DiffContext, before: Table, after: Table): Keys {
  const [old, wanted] = [keysOf(context, before), keysOf(context, after)];
  const keeps = <T>(part: SchemaPart, match: () => Matched<T>): Matched<T> => {
    if (!speaksOf(context, part)) return NONE;
    return after.complete ? match() : { ...match(), gone: [] };
  };
  const primaryKey = matchKeys(context, old.primaryKey, wanted.primaryKey, (key) => primaryKeySign(context, key));
  const uniques = matchKeys(context, old.uniques, wanted.uniques, (key) => uniqueSign(context, key));
  const indexes = matchIndexes(context, old.indexes, wanted.indexes);
  const settled = context.says.names === 'loose' ? withoutTwins(context, uniques, indexes) : { uniques, indexes };
  return {
    primaryKey: before.complete ? keeps('primary keys', () => primaryKey) : NONE,
    uniques: keeps('uniques', () => spoken(context, 'other uniques', settled.uniques)),
    indexes: keeps('indexes', () => spoken(context, 'other indexes', settled.indexes)),
    foreignKeys: keeps('foreign keys', () =>
      spoken(context, 'other foreign keys', foreignKeysOf(context, before, after)),
    ),
    checks: keeps('checks', () =>
      matchKeys(context, before.checks, after.checks, (check) => checkSign(context, check)),
    ),
    exclusions: keeps('exclusions', () =>
      matchKeys(context, before.exclusions, after.exclusions, (one) => exclusionSign(context, one)),
    ),
  };
}

/** A relation that the database does not hold is neither wanted nor missed. */
function foreignKeysOf(context: DiffContext, before: Table, after: Table): Matched<ForeignKey> {
  const sign = (key: ForeignKey) => foreignKeySign(context, key);
  const matched = matchKeys(context, before.foreignKeys, after.foreignKeys, sign);
  if (context.says.names === 'exact') return matched;
  const columns = (key: ForeignKey) => key.columns.map(({ name }) => name.toLowerCase()).join();
  const known = new Set(after.foreignKeys.filter(({ notEnforced }) => notEnforced).map(columns));
  return {
    ...matched,
    gone: matched.gone.filter((key) => !known.has(columns(key))),
    fresh: matched.fresh.filter(({ notEnforced }) => !notEnforced),
  };
}

interface ComparedKeys {
  readonly primaryKey: readonly PrimaryKey[];
  readonly uniques: readonly Unique[];
  readonly indexes: readonly Index[];
}

/** In MySQL and MariaDB a unique constraint is a unique index and nothing else. */
function keysOf({ dialect }: DiffContext, table: Table): ComparedKeys {
  const primaryKey = table.primaryKey ? [table.primaryKey] : [];
  if (!isMysqlFamily(dialect)) return { primaryKey, uniques: table.uniques, indexes: table.indexes };
  const asIndexes = table.uniques.map(
    ({ name, at, columns, span }): Index => ({ name, at, columns, span, unique: true }),
  );
  return { primaryKey, uniques: [], indexes: [...asIndexes, ...table.indexes] };
}

/** InnoDB's own indexes for foreign keys come and go by themselves; one that is written for the same columns is the same. */
function matchIndexes(context: DiffContext, before: readonly Index[], after: readonly Index[]): Matched<Index> {
  const sign = (index: Index) => indexSign(context, index);
  const implied = (indexes: readonly Index[]) => new Set(indexes.filter(({ implicit }) => implicit).map(sign));
  const [old, wanted] = [implied(before), implied(after)];
  const written = (indexes: readonly Index[], others: ReadonlySet<string>) =>
    indexes.filter((index) => !index.implicit && !others.has(sign(index)));
  return matchKeys(context, written(before, wanted), written(after, old), sign);
}

/** A unique constraint on the one side and a plain unique index on the other are the same to a tool that makes names up. */
function withoutTwins(
  context: DiffContext,
  uniques: Matched<Unique>,
  indexes: Matched<Index>,
): { uniques: Matched<Unique>; indexes: Matched<Index> } {
  const goneIndexes = new Set(indexes.gone.map((index) => uniqueIndexSign(context, index)));
  const freshIndexes = new Set(indexes.fresh.map((index) => uniqueIndexSign(context, index)));
  const goneUniques = new Set(uniques.gone.map((key) => uniqueSign(context, key)));
  const freshUniques = new Set(uniques.fresh.map((key) => uniqueSign(context, key)));
  const twin = (index: Index, signs: ReadonlySet<string>) => signs.has(uniqueIndexSign(context, index) ?? '');
  return {
    uniques: {
      ...uniques,
      gone: uniques.gone.filter((key) => !freshIndexes.has(uniqueSign(context, key))),
      fresh: uniques.fresh.filter((key) => !goneIndexes.has(uniqueSign(context, key))),
    },
    indexes: {
      ...indexes,
      gone: indexes.gone.filter((index) => !twin(index, freshUniques)),
      fresh: indexes.fresh.filter((index) => !twin(index, goneUniques)),
    },
  };
}

function spoken<T>(context: DiffContext, others: SchemaPart, matched: Matched<T>): Matched<T> {
  return speaksOf(context, others) ? matched : { ...matched, gone: [] };
}
