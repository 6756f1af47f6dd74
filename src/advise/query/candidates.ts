/** Which index would serve a query, and which that is there already does. */
import { type Dialect, nameKey, type Schema, type Table } from '../../model';
import { quoteName } from '../../sql';
import type { Block, Predicate } from './block';
import { type PlacedTable, placeColumn, placeTables } from './resolve';

export interface CandidateIndex {
  readonly table: Table;
  readonly columns: readonly { readonly name: string; readonly descending: 'yes' | 'no' }[];
  readonly include: readonly string[];
  /** Of a partial index, where the engine has them. */
  readonly where?: string;
  readonly sql: string;
  /** What each part is for. */
  readonly why: readonly string[];
}

export type Access =
  | { readonly kind: 'candidate'; readonly candidate: CandidateIndex }
  | { readonly kind: 'served'; readonly table: Table; readonly by: string; readonly how: string }
  | { readonly kind: 'whole'; readonly table: Table; readonly why: string };

interface Wanted {
  readonly equal: string[];
  readonly joined: string[];
  readonly range: string[];
  readonly constant: { readonly name: string; readonly text: string }[];
}

/** How each table of a block is reached. */
export function accessOf(block: Block, schema: Schema): readonly Access[] {
  const placed = placeTables(block, schema);
  return placed.flatMap((one): readonly Access[] => {
    const { table } = one;
    if (table === undefined || table.kind !== 'table') return [];
    const wanted = wantedOf(block, one, placed, schema);
    const order = orderOf(block, one, placed, schema);
    return [reach(block, one, table, wanted, order, schema)];
  });
}

function wantedOf(block: Block, one: PlacedTable, placed: readonly PlacedTable[], schema: Schema): Wanted {
  const wanted: Wanted = { equal: [], joined: [], range: [], constant: [] };
  const add = (list: string[], name: string) => {
    if (!list.includes(name)) list.push(name);
  };
  const mine = (column: Predicate['column']) => {
    const found = column === undefined ? undefined : placeColumn(column, placed, schema);
    return found?.in === one && found.column !== undefined ? found.name : undefined;
  };
  for (const { kind, column, operand, text } of block.predicates) {
    const name = mine(column);
    const other = operand?.kind === 'column' ? mine(operand.column) : undefined;
    const isJoin = operand?.kind === 'column';
    if (kind === 'equal' && isJoin && (name === undefined) !== (other === undefined))
      add(wanted.joined, name ?? other ?? '');
    if (name === undefined || isJoin) continue;
    if (kind === 'is null') wanted.constant.push({ name, text: `${name} IS NULL` });
    else if (kind === 'equal' && operand?.kind === 'string')
      wanted.constant.push({ name, text: `${name} = ${operand.text}` });
    else if (kind === 'equal' || kind === 'in') add(wanted.equal, name);
    else if (
      kind === 'range' ||
      (kind === 'like' && operand?.kind === 'string' && !/^'[%_]/.test(operand.text) && !/ilike/i.test(text))
    )
      add(wanted.range, name);
  }
  return wanted;
}

/** ORDER BY when all of it is columns of this table. */
function orderOf(block: Block, one: PlacedTable, placed: readonly PlacedTable[], schema: Schema) {
  const parts = block.orderBy.map(({ column, descending }) => {
    const found = column === undefined ? undefined : placeColumn(column, placed, schema);
    return found?.in === one && found.column !== undefined ? { name: found.name, descending } : undefined;
  });
  return parts.every((part) => part !== undefined) ? parts.flatMap((part) => part ?? []) : [];
}

type Order = readonly { readonly name: string; readonly descending: 'yes' | 'no' }[];

function reach(block: Block, one: PlacedTable, table: Table, wanted: Wanted, order: Order, schema: Schema): Access {
  const { dialect } = schema;
  const outer = one.use.join === 'from' || one.use.join === 'comma' || block.tables.length === 1;
  // A table that others are joined to by its own key needs no more than that key.
  const partial =
    hasPartial(dialect) &&
    (wanted.equal.length > 0 || wanted.range.length > 0 || wanted.joined.length > 0 || order.length > 0);
  const constants = wanted.constant.filter(({ name }) => !wanted.equal.includes(name));
  const filter = partial ? constants : [];
  const equal = [...wanted.equal, ...(partial ? [] : constants.map(({ name }) => name))];
  const joins = equal.length === 0 || !outer ? wanted.joined.filter((name) => !equal.includes(name)) : [];
  const keys = [...equal, ...joins];
  const sorted = order.filter(({ name }) => !keys.includes(name));
  const ordered = sorted.length > 0 && (wanted.range.length === 0 || wanted.range.includes(sorted[0]?.name ?? ''));
  const ranges = wanted.range.filter((name) => !keys.includes(name));
  const tail: Order = ordered ? sorted : ranges.slice(0, 1).map((name) => ({ name, descending: 'no' }));
  const columns: Order = [...keys.map((name) => ({ name, descending: 'no' as const })), ...tail];
  if (columns.length === 0)
    return {
      kind: 'whole',
      table,
      why:
        constants.length > 0
          ? 'its only condition is a constant, which an index serves only where few rows have it'
          : 'no condition of it can use an index',
    };
  const served = servedBy(table, dialect, keys, tail);
  if (served !== undefined) return { kind: 'served', table, ...served };
  const include = includeOf(
    block,
    one,
    table,
    columns,
    filter.map(({ name }) => name),
    schema,
  );
  const why = [
    ...(equal.length === 0 ? [] : [`${equal.join(', ')} first: compared with =`]),
    ...(joins.length === 0 ? [] : [`${joins.join(', ')}: joined by`]),
    ...(ordered
      ? [
          `${sorted.map(({ name }) => name).join(', ')}: gives the order, so that nothing is sorted${block.limited ? ' and LIMIT stops early' : ''}`,
        ]
      : tail.map(({ name }) => `${name} last: a range`)),
    ...(include.length === 0 ? [] : [`${include.join(', ')} included: the query is answered from the index alone`]),
    ...filter.map(({ text }) => `only rows with ${text}: smaller, and cheaper to keep`),
  ];
  const where =
    filter.length === 0
      ? undefined
      : filter.map(({ name, text }) => text.replace(name, quoted(dialect, name))).join(' AND ');
  const parts = { table, columns, include, ...(where === undefined ? {} : { where }) };
  return { kind: 'candidate', candidate: { ...parts, sql: printed(parts, dialect), why } };
}

const hasPartial = (dialect: Dialect) => dialect === 'postgresql' || dialect === 'sqlite' || dialect === 'sqlserver';
const quoted = (dialect: Dialect, name: string) => quoteName(name, dialect);

/** An index whose first columns are the keys in any order and whose next one is the first of the rest. */
function servedBy(
  table: Table,
  dialect: Dialect,
  keys: readonly string[],
  tail: Order,
): { readonly by: string; readonly how: string } | undefined {
  const key = (name: string) => nameKey(dialect, name);
  const wantedKeys = new Set(keys.map(key));
  const all = [
    ...(table.primaryKey === undefined ? [] : [{ ...table.primaryKey, unique: true }]),
    ...table.uniques.map((unique) => ({ ...unique, unique: true })),
    ...table.indexes.filter(({ where, method }) => where === undefined && (method === undefined || method === 'btree')),
  ];
  for (const { name, columns, unique } of all) {
    const names = columns.map(({ column }) => (column === undefined ? '' : key(column.name)));
    // A unique key found whole gives one row: nothing more helps.
    if (unique === true && names.length > 0 && names.every((one) => wantedKeys.has(one)))
      return { by: name, how: 'it is unique, so at most one row is found' };
    const first = names.slice(0, wantedKeys.size);
    if (first.length < wantedKeys.size || !first.every((one) => wantedKeys.has(one))) continue;
    const rest = names.slice(wantedKeys.size);
    if (tail.every((part, at) => rest[at] === key(part.name)))
      return { by: name, how: 'its first columns are those that are asked for' };
  }
  return undefined;
}

/** Up to three more columns make the index answer alone, where the query asks for nothing else of the table. */
function includeOf(
  block: Block,
  one: PlacedTable,
  table: Table,
  columns: Order,
  filtered: readonly string[],
  schema: Schema,
): readonly string[] {
  const canInclude = schema.dialect === 'postgresql' || schema.dialect === 'sqlserver';
  if (!canInclude || block.kind !== 'select' || block.star || block.tables.length > 1) return [];
  const uses = [...block.selected, ...block.groupBy, ...block.predicates.flatMap((predicate) => predicate.columns)];
  const names = uses.map((use) => placeColumn(use, [one], schema)?.name);
  if (names.some((name) => name === undefined)) return [];
  const have = new Set([...columns.map(({ name }) => name), ...filtered]);
  const rest = [...new Set(names.flatMap((name) => name ?? []))].filter((name) => !have.has(name));
  const wide = rest.some((name) =>
    /^(?:text|json|jsonb|blob|xml)$/.test(table.columns.find((column) => column.name === name)?.type?.family ?? ''),
  );
  return rest.length <= 3 && !wide ? rest : [];
}

function printed(
  { table, columns, include, where }: Pick<CandidateIndex, 'table' | 'columns' | 'include' | 'where'>,
  dialect: Dialect,
): string {
  const name = [table.name, ...columns.map((column) => column.name), 'idx'].join('_').slice(0, 60);
  const schema = table.schema === undefined ? '' : `${quoted(dialect, table.schema)}.`;
  const list = columns
    .map((column) => `${quoted(dialect, column.name)}${column.descending === 'yes' ? ' DESC' : ''}`)
    .join(', ');
  const more = include.length === 0 ? '' : ` INCLUDE (${include.map((column) => quoted(dialect, column)).join(', ')})`;
  const concurrently = dialect === 'postgresql' ? ' CONCURRENTLY' : '';
  return `CREATE INDEX${concurrently} ${quoted(dialect, name)} ON ${schema}${quoted(dialect, table.name)} (${list})${more}${where === undefined ? '' : ` WHERE ${where}`};`;
}
