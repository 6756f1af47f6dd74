/** Rehearsals for the editor: which migrations are meant, on which base, and what came of it. */
import { type DataLayer, type Evidence, type FileChange, type Migration, NOT_REHEARSED } from '../model';
import { type RehearsalOutcome, rehearsable, rehearse, rehearseHistory, verificationsOf } from '../rehearse';
import { createSandbox, engineFolder, type Sandbox } from '../sandbox';
import { rehearsalOf } from '../workspace';
import type { Engine } from './engine';
import type { RehearsalScope } from './requests';

export interface Rehearsals {
  run(engine: Engine, scope: RehearsalScope, signal: AbortSignal): Promise<readonly RehearsalOutcome[]>;
  /** The evidence of a proposal with what its migrations do on an engine. */
  prove(evidence: Evidence, overlaid: Engine, files: readonly FileChange[]): Promise<Evidence>;
  dispose(): void;
}

/** A whole history may be long. */
const HISTORY_BUDGETS = { statement: 10_000, total: 600_000 };

/** More migrations in one proposal are rehearsed as far as these. */
const MOST_OF_A_PROPOSAL = 3;

export function createRehearsals(): Rehearsals {
  let sandbox: Sandbox | undefined;
  // Nothing starts before it is asked for.
  const started = (): Sandbox | undefined => {
    const folder = engineFolder(__dirname);
    sandbox ??= folder === undefined ? undefined : createSandbox({ folder });
    return sandbox;
  };
  const one = async (engine: Engine, layer: DataLayer, migration: Migration, signal?: AbortSignal) => {
    const ports = started()?.ports(signal ? { signal } : {});
    const workspace = engine.folders.find((folder) => folder.workspace.dataLayers().includes(layer))?.workspace;
    if (!ports || !workspace) return notRehearsed(migration, 'the engine is not part of this installation');
    return rehearse(rehearsalOf(workspace, layer, migration), ports);
  };
  const history = async (engine: Engine, layer: DataLayer, signal: AbortSignal) => {
    if (layer.dialect !== 'postgresql')
      return layer.migrations.map((migration) =>
        notRehearsed(migration, 'a whole history is rehearsed of PostgreSQL only'),
      );
    const engines = started()?.engines({ budgets: HISTORY_BUDGETS, signal });
    if (!engines)
      return layer.migrations.map((migration) =>
        notRehearsed(migration, 'the engine is not part of this installation'),
      );
    const migrations = layer.migrations.map((migration) => rehearsable(layer, migration, engine.text));
    return rehearseHistory({ dialect: 'postgresql', migrations }, engines);
  };
  return {
    run: async (engine, scope, signal) => {
      const outcomes: RehearsalOutcome[] = [];
      const uri = scope.uri === undefined ? undefined : engine.spell(scope.uri);
      const layers = uri === undefined ? engine.layers : engine.layersOf(uri);
      for (const layer of layers) {
        if (signal.aborted) break;
        if (scope.which === 'history') {
          outcomes.push(...(await history(engine, layer, signal)));
          continue;
        }
        for (const migration of layer.migrations.filter((each) => isMeant(each, uri, scope.id)))
          outcomes.push(await one(engine, layer, migration, signal));
      }
      return outcomes;
    },
    prove: async (evidence, overlaid, files) => {
      const uris = new Set(files.map(({ uri }) => overlaid.spell(uri)));
      const touched = overlaid.layers.flatMap((layer) =>
        layer.migrations.filter(({ up }) => uris.has(up.uri)).map((migration) => ({ layer, migration })),
      );
      if (touched.length === 0) return evidence;
      const outcomes: RehearsalOutcome[] = [];
      for (const { layer, migration } of touched.slice(0, MOST_OF_A_PROPOSAL))
        outcomes.push(await one(overlaid, layer, migration));
      const found = outcomes.flatMap((outcome) =>
        verificationsOf(outcome).map((line) =>
          outcomes.length > 1 ? { ...line, what: `${line.what} (${outcome.migration.name})` } : line,
        ),
      );
      const others = evidence.verifications.filter(({ what }) => what !== NOT_REHEARSED);
      return { ...evidence, verifications: [...others, ...found] };
    },
    dispose: () => sandbox?.dispose(),
  };
}

function isMeant(migration: Migration, uri: string | undefined, id: string | undefined): boolean {
  if (id !== undefined) return migration.id === id;
  return migration.uri === uri || (migration.down.kind === 'script' && migration.down.uri === uri);
}

function notRehearsed({ id, name, uri }: Migration, because: string): RehearsalOutcome {
  return { kind: 'not rehearsed', migration: { id, name, uri }, because };
}
