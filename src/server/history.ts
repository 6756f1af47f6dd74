import type { DataLayer, Migration, Schema, Script } from '../model';
import { createFold, redundantBaselines } from '../model';

/** Where a script stands in its data layer. */
export type Standing =
  | { readonly kind: 'up'; readonly migration: Migration; readonly script: Script }
  | { readonly kind: 'down'; readonly migration: Migration; readonly script: Script }
  | { readonly kind: 'dump'; readonly script: Script; readonly schema: Schema }
  | { readonly kind: 'models'; readonly script: Script; readonly schema: Schema };

/** Every script of a data layer with its standing, in the order of the history. */
export function standingsOf(layer: DataLayer): readonly Standing[] {
  const standings: Standing[] = [];
  for (const migration of layer.migrations) {
    standings.push({ kind: 'up', migration, script: migration.up });
    if (migration.down.kind === 'script') standings.push({ kind: 'down', migration, script: migration.down.script });
  }
  for (const { kind, scripts, schema } of [...layer.dumps, ...layer.models]) {
    for (const script of scripts) standings.push({ kind, script, schema });
  }
  return standings;
}

/** The standings of one file; a file with both directions has two, a changelog two for each change set. */
export function standingsAt(layer: DataLayer, uri: string): readonly Standing[] {
  return standingsOf(layer).filter(({ script }) => script.uri === uri);
}

/** The standing of the script that has this place: of several migrations in one file the one that stands there. */
export function standingAt(layer: DataLayer, uri: string, offset: number): Standing | undefined {
  const standings = standingsAt(layer, uri);
  const holds = (one: Standing) => {
    const at = 'migration' in one ? one.migration.at : undefined;
    return at !== undefined && at.start.offset <= offset && offset <= at.end.offset;
  };
  return standings.find(holds) ?? standings[0];
}

export interface SchemaAround {
  readonly before: Schema;
  readonly after: Schema;
}

/** The schema before and after the statement at an offset of an up migration. Migrations after it have not run. */
export function schemaAround(layer: DataLayer, migration: Migration, offset: number): SchemaAround {
  const fold = createFold(layer.dialect, layer.version);
  const redundant = redundantBaselines(layer.migrations);
  for (const earlier of layer.migrations) {
    if (earlier.id === migration.id) break;
    if (redundant.has(earlier)) continue;
    for (const statement of earlier.up.statements) for (const operation of statement.operations) fold.apply(operation);
    fold.endSession();
  }
  let before = fold.snapshot();
  for (const statement of migration.up.statements) {
    if (statement.span.start.offset > offset) break;
    before = fold.snapshot();
    for (const operation of statement.operations) fold.apply(operation);
  }
  return { before, after: fold.snapshot() };
}
