/** Finding what a model or a person names, and saying what there is when it is not there. */
import { type DataLayer, nameKey, objectKey, type Table } from '../model';
import type { ToolContext } from './tool';

export type Found<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'missing'; readonly because: string };

const found = <T>(value: T): Found<T> => ({ kind: 'found', value });
const missing = (because: string): Found<never> => ({ kind: 'missing', because });

/** The data layer of that name or id; when none is named, the only one, or the only one that has migrations. */
export function findLayer(context: ToolContext, name: string | undefined): Found<DataLayer> {
  const { layers } = context;
  const [first] = layers;
  if (first === undefined) return missing('No data layer was found in this workspace: no migrations, models or dumps.');
  if (name === undefined || name.trim() === '') {
    const single = layers.length === 1 ? first : only(layers.filter(({ migrations }) => migrations.length > 0));
    return single === undefined ? missing(`Which data layer? Name one of: ${names(layers)}.`) : found(single);
  }
  const wanted = name.trim().toLowerCase();
  const layer =
    layers.find(({ id }) => id === name) ??
    layers.find((candidate) => candidate.name.toLowerCase() === wanted) ??
    only(layers.filter((candidate) => candidate.name.toLowerCase().includes(wanted)));
  return layer === undefined ? missing(`No data layer "${name}". Known: ${names(layers)}.`) : found(layer);
}

const names = (layers: readonly DataLayer[]) => layers.map(({ name }) => `"${name}"`).join(', ');

const only = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined);

export interface PlacedTable {
  readonly layer: DataLayer;
  readonly key: string;
  readonly table: Table;
}

/** The tables of that name, in one layer or in all of them. */
export function findTables(layers: readonly DataLayer[], name: string): Found<readonly PlacedTable[]> {
  const tables = layers.flatMap((layer): readonly PlacedTable[] => {
    const key = tableKey(layer, name);
    const table = key === undefined ? undefined : layer.schema.tables.get(key);
    return key === undefined || table === undefined ? [] : [{ layer, key, table }];
  });
  if (tables.length > 0) return found(tables);
  const known = [...new Set(layers.flatMap(({ schema }) => [...schema.tables.keys()]))];
  const near = nearest(name, known);
  const hint =
    near.length === 0 ? 'There are no tables.' : `Known: ${near.join(', ')}${more(known.length - near.length)}.`;
  return missing(`No table "${name}". ${hint}`);
}

const more = (count: number) => (count > 0 ? ` and ${count} more` : '');

function tableKey({ dialect, schema }: DataLayer, name: string): string | undefined {
  const clean = name.trim().replace(/["`[\]]/g, '');
  const dot = clean.lastIndexOf('.');
  const [qualifier, bare] = dot < 0 ? [undefined, clean] : [clean.slice(0, dot), clean.slice(dot + 1)];
  const exact = [objectKey(dialect, qualifier, bare), objectKey(dialect, undefined, bare)].find((key) =>
    schema.tables.has(key),
  );
  if (exact !== undefined) return exact;
  // A person writes Users for users, and leaves out a schema that is not the default one.
  const wanted = nameKey('mysql', bare);
  const keys = [...schema.tables].filter(([, table]) => nameKey('mysql', table.name) === wanted).map(([key]) => key);
  return keys.length === 1 ? keys[0] : undefined;
}

/** At most a dozen names, those that look most like the one that was meant first. */
export function nearest(name: string, known: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  const score = (candidate: string) => {
    const other = candidate.toLowerCase();
    if (other.includes(wanted) || wanted.includes(other)) return 0;
    return 1 - sharedPairs(wanted, other);
  };
  return [...known].sort((a, b) => score(a) - score(b) || a.localeCompare(b)).slice(0, 12);
}

/** How many pairs of neighbouring letters two words share, from 0 to 1 (Dice's coefficient). */
function sharedPairs(a: string, b: string): number {
  const pairs = (word: string) =>
    new Set(Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => word.slice(i, i + 2)));
  const left = pairs(a);
  const right = pairs(b);
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
}
