/** What is to be rehearsed. */
import type { DataLayer, Dialect, Down, Migration, Span, TransactionBehaviour } from '../model';
import { redundantBaselines } from '../model';
import { type Step, stepsOf, type TextOf } from './statements';

/** A migration with the statements that run. */
export interface Rehearsable {
  readonly id: string;
  readonly name: string;
  readonly uri: string;
  readonly at?: Span;
  readonly up: readonly Step[];
  readonly down:
    | { readonly kind: 'steps'; readonly steps: readonly Step[] }
    | Exclude<Down, { readonly kind: 'script' }>;
  readonly transaction: TransactionBehaviour;
}

/** A whole schema's statements, for when the history cannot be run. */
export interface WholeSchema {
  /** `db/structure.sql`, `the models in prisma/schema.prisma`. */
  readonly from: string;
  readonly steps: readonly Step[];
}

export interface RehearsalRequest {
  readonly dialect: Dialect;
  readonly migration: Rehearsable;
  /** What ran before it, in order. */
  readonly history: readonly Rehearsable[];
  /** In the order in which to try them. */
  readonly schemas: readonly WholeSchema[];
  /** The history does not start from nothing: its first migrations are gone. */
  readonly startsInTheMiddle: boolean;
  /** Rows in each table, for the first and the second way up. */
  readonly sizes: readonly [number, number];
  /** Session time zone: a change from timestamp to timestamptz rewrites the table in any but UTC. */
  readonly timeZone: string;
}

export const SIZES: readonly [number, number] = [1000, 5000];

/** The request for one migration of a data layer, with all that ran before it. `printed`: its schema in other words, for want of a history. */
export function requestFor(
  layer: DataLayer,
  migration: Migration,
  textOf: TextOf,
  printed: readonly WholeSchema[] = [],
): RehearsalRequest {
  const at = layer.migrations.indexOf(migration);
  const before = at < 0 ? layer.migrations : layer.migrations.slice(0, at);
  const redundant = redundantBaselines(layer.migrations);
  const history = before.filter((one) => !redundant.has(one)).map((one) => rehearsable(layer, one, textOf));
  return {
    dialect: layer.dialect,
    migration: rehearsable(layer, migration, textOf),
    history,
    schemas: [...(at < 0 || at === layer.migrations.length - 1 ? schemasOf(layer, textOf) : []), ...printed],
    startsInTheMiddle: layer.problems.some(({ message }) => message.startsWith('The migrations start in the middle')),
    sizes: SIZES,
    timeZone: 'UTC',
  };
}

/** Dumps and models state the schema after the last migration, so they are a base for a new one only. */
function schemasOf(layer: DataLayer, textOf: TextOf): readonly WholeSchema[] {
  return [...layer.dumps, ...layer.models].map((declared) => ({
    from: declared.kind === 'dump' ? 'the schema file' : 'the models',
    steps: declared.scripts.flatMap((script) => stepsOf(script, declared.tool, layer.dialect, textOf)),
  }));
}

export function rehearsable(layer: DataLayer, migration: Migration, textOf: TextOf): Rehearsable {
  const { down } = migration;
  const steps = (script: Migration['up']) => stepsOf(script, migration.tool, layer.dialect, textOf);
  return {
    id: migration.id,
    name: migration.name,
    uri: migration.uri,
    ...(migration.at ? { at: migration.at } : {}),
    up: steps(migration.up),
    down: down.kind === 'script' ? { kind: 'steps', steps: steps(down.script) } : down,
    transaction: migration.transaction,
  };
}
