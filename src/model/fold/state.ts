import type { Dialect, EngineVersion } from '../dialect';
import { defaultSchema } from '../dialect';
import type { HistoryProblem } from '../migration';
import { nameKey, objectKey, type QualifiedName } from '../names';
import type { CompositeType, DomainType, EnumType, Schema, Sequence, StoredRoutine, Table, View } from '../schema';
import { TableMap } from './table-map';

/** The schema under construction. Its maps are changed in place; the values in them are replaced, never changed. */
export interface FoldState extends Schema {
  readonly version: EngineVersion | undefined;
  readonly tables: TableMap;
  readonly views: Map<string, View>;
  readonly enums: Map<string, EnumType>;
  readonly domains: Map<string, DomainType>;
  readonly composites: Map<string, CompositeType>;
  readonly routines: Map<string, StoredRoutine>;
  readonly sequences: Map<string, Sequence>;
  readonly extensions: Set<string>;
  /** Schemas in which unqualified names are looked up, in order; the first takes new objects. */
  searchPath: readonly string[];
  /** MySQL's current database (USE): names qualified with it mean the unqualified ones. */
  database: string | undefined;
}

export function newState(dialect: Dialect, version: EngineVersion | undefined): FoldState {
  return {
    dialect,
    version,
    tables: new TableMap(),
    views: new Map(),
    enums: new Map(),
    domains: new Map(),
    composites: new Map(),
    routines: new Map(),
    sequences: new Map(),
    extensions: new Set(),
    searchPath: [],
    database: undefined,
  };
}

/** An object that the fold keeps by schema and name. */
interface SchemaObject {
  readonly schema?: string;
  readonly name: string;
}

/** The schema name to store: absent when it is the dialect's default or MySQL's current database. */
function normalSchema(state: FoldState, schema: string | undefined): string | undefined {
  if (schema === undefined || schema === defaultSchema(state.dialect)) return undefined;
  if (state.dialect === 'sqlite') return schema.toLowerCase() === 'main' ? undefined : schema;
  return state.database !== undefined && nameKey(state.dialect, schema) === nameKey(state.dialect, state.database)
    ? undefined
    : schema;
}

/** Where a new object of this name goes: its own schema, else the first of the search path. */
export function placeOf(state: FoldState, name: QualifiedName): { schema?: string; name: string; key: string } {
  const schema = normalSchema(state, name.schema ?? state.searchPath[0]);
  return {
    ...(schema === undefined ? {} : { schema }),
    name: name.name,
    key: objectKey(state.dialect, schema, name.name),
  };
}

/** Finds an object by name as the engine would: in the named schema, or along the search path and the default schema. */
export function find<T extends SchemaObject>(
  state: FoldState,
  map: ReadonlyMap<string, T>,
  name: { readonly schema?: string; readonly name: string },
): T | undefined {
  if (name.schema !== undefined) return map.get(objectKey(state.dialect, normalSchema(state, name.schema), name.name));
  for (const schema of state.searchPath) {
    const found = map.get(objectKey(state.dialect, normalSchema(state, schema), name.name));
    if (found) return found;
  }
  return map.get(objectKey(state.dialect, undefined, name.name));
}

export function keyOf(state: FoldState, object: SchemaObject): string {
  return objectKey(state.dialect, object.schema, object.name);
}

export function same(state: FoldState, a: string, b: string): boolean {
  return nameKey(state.dialect, a) === nameKey(state.dialect, b);
}

export function putTable(state: FoldState, table: Table): void {
  state.tables.set(keyOf(state, table), table);
}

/** Where a reference points, as the key of the table that it means now. */
export function referenceKey(state: FoldState, name: QualifiedName): string {
  const found = find(state, state.tables, name);
  return found ? keyOf(state, found) : placeOf(state, name).key;
}

export const NO_PROBLEMS: readonly HistoryProblem[] = [];

export function missing(what: string, name: QualifiedName): readonly HistoryProblem[] {
  const shown = name.schema === undefined ? name.name : `${name.schema}.${name.name}`;
  const message = `${what} "${shown}" is not known at this point of the history.`;
  return [{ span: name.span, message, ...(name.schema === undefined ? {} : { schema: name.schema }) }];
}

/** Runs `change` on the table, or says that it is not there. */
export function changeTable(
  state: FoldState,
  name: QualifiedName,
  change: (table: Table) => Table,
): readonly HistoryProblem[] {
  const table = find(state, state.tables, name);
  if (!table) return missing('Table', name);
  putTable(state, change(table));
  return NO_PROBLEMS;
}

/** Replaces every table that `change` changes (it returns the same object for the others). */
export function changeAllTables(state: FoldState, change: (table: Table) => Table): void {
  for (const [key, table] of state.tables) {
    const changed = change(table);
    if (changed !== table) state.tables.set(key, changed);
  }
}
