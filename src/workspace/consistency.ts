import { formats } from '../formats';
import {
  type DataLayer,
  type DeclaredSchema,
  DUMP_SAYS,
  MODELS_SAY,
  type Says,
  type Schema,
  type SchemaDifference,
} from '../model';
import { diff } from '../plan';
import { differencesIn } from './consistency-words';

const SAYS: ReadonlyMap<string, Says> = new Map(formats.flatMap(({ id, says }) => (says ? [[id, says]] : [])));

/** What models or a schema file have words for. */
export function saysOf({ kind, tool }: Pick<DeclaredSchema, 'kind' | 'tool'>): Says {
  return SAYS.get(tool) ?? (kind === 'models' ? MODELS_SAY : DUMP_SAYS);
}

/** What was compared before: two schemas that stay the same objects have the same differences. */
const known = new WeakMap<Schema, WeakMap<DeclaredSchema['schema'], readonly SchemaDifference[]>>();

/** In what the models and schema files of a data layer differ from what its migrations make. */
export function differencesOf(layer: DataLayer): readonly SchemaDifference[] {
  if (layer.migrations.length === 0) return [];
  return [...layer.models, ...layer.dumps].flatMap((declared) => compared(layer, declared));
}

function compared(layer: DataLayer, declared: DeclaredSchema): readonly SchemaDifference[] {
  if (declared.schema === layer.schema || declared.schema.tables.size === 0) return [];
  const perHistory = known.get(layer.schema) ?? new WeakMap();
  known.set(layer.schema, perHistory);
  const before = perHistory.get(declared.schema);
  if (before) return before;
  const says = saysOf(declared);
  const version = layer.version ? { version: layer.version } : {};
  const found = isWhole(layer, declared)
    ? differencesIn(layer, declared, diff(layer.schema, declared.schema, { says, ...version }))
    : [];
  perHistory.set(declared.schema, found);
  return found;
}

/** Of what is declared at least this share must be in the history, or the history starts in the middle and lies elsewhere as well. */
const WHOLE = 0.6;

function isWhole({ schema }: DataLayer, declared: DeclaredSchema): boolean {
  const keys = [...declared.schema.tables.keys()];
  const there = keys.filter((key) => schema.tables.has(key)).length;
  return keys.length - there <= 2 || there / keys.length >= WHOLE;
}
