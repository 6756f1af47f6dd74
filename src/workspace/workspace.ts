import { type GrammarPort, isLoaded, loadLanguages } from '../code';
import { formats } from '../formats';
import type { DataLayer, FileChange, Migration, Schema } from '../model';
import { EMPTY_CONFIG, type TeamConfig } from './config';
import { createFileStore } from './file-store';
import { matcher } from './glob';
import type { CachePort } from './kept';
import { nodeGrammars } from './node-grammars';
import type { Notice } from './notice';
import type { WorkspacePort } from './port';
import { memoryCache, type ReadCache } from './reader';
import { createRoot, type Root } from './root';
import { DEFAULT_SETTINGS, type WorkspaceSettings } from './settings';
import { pathBelow, uriOf } from './uri';
import type { VerifyOptions } from './verify';

/** A migration and the layer that it belongs to. */
export interface PlacedMigration {
  readonly layer: DataLayer;
  readonly migration: Migration;
  readonly direction: 'up' | 'down';
}

/** The workspace read into data layers, following edits. */
export interface Workspace {
  dataLayers(): readonly DataLayer[];
  /** Layers that the file is part of; a generic file of several dialects belongs to several. */
  layersOf(uri: string): readonly DataLayer[];
  migrationsOf(uri: string): readonly PlacedMigration[];
  /** What the migration finds when it runs. */
  schemaBefore(layer: DataLayer, migration: Migration): Schema;
  /** What the team's `database-architect.json` says, for the workspace folder that a URI lies in. */
  configOf(uri: string): TeamConfig;
  notices(): readonly Notice[];
  /** As the editor has it, else as the disk has it. */
  textOf(uri: string): string | undefined;
  /** An unsaved text; `undefined` when the editor let go of it, or the file changed on disk. Cheap for a file already known. */
  update(uri: string, text: string | undefined): void;
  /** May a change of this file change a layer? For file watchers. */
  concerns(uri: string): boolean;
  /** Reads a file that somebody asks for by name, even where it is left out or claimed by no tool: as a script of its own. */
  include(uri: string): void;
  /** URIs of SQL files that belong to no layer, for `include`. */
  unclaimed(): readonly string[];
  /**
   * Has the dialects' full parsers go over what was read since the last time, and takes their opinion into the data layers: how sure
   * each statement is, and syntax errors. True when that changed anything; edits that come meanwhile are for the next time.
   */
  verify(options?: VerifyOptions): Promise<boolean>;
  /** Leaves what was read where the next session finds it, if there is such a place. Never rejects. */
  keep(): Promise<void>;
  /** The workspace as it would be with these files; this one stays as it is. */
  overlay(changes: readonly FileChange[]): Workspace;
}

/** What a workspace brings with it where nothing else is said. */
export interface WorkspaceParts {
  /** Readings of this session. */
  readonly cache?: ReadCache;
  readonly grammars?: GrammarPort;
  /** Where earlier sessions left what they read. */
  readonly kept?: CachePort;
}

/** Opens the workspace folders: lists them, finds the data layers and reads them. */
export async function createWorkspace(
  ports: readonly WorkspacePort[],
  settings: WorkspaceSettings = DEFAULT_SETTINGS,
  { cache = memoryCache(), grammars = nodeGrammars(), kept }: WorkspaceParts = {},
): Promise<Workspace> {
  const leavesOut = matcher(settings.exclude);
  const roots = await Promise.all(
    ports.map(async (port) => {
      const listing = await port.list(leavesOut);
      return createRoot({
        files: createFileStore(port, listing.files, settings),
        listed: listing.notices,
        formats,
        settings,
        cache,
        leavesOut,
        ...(kept ? { kept } : {}),
      });
    }),
  );
  await loadMissing(roots, grammars);
  return workspaceOf(roots, grammars);
}

/** Loads the grammars of languages that the roots have files of; true when there were any to load. */
async function loadMissing(roots: readonly Root[], grammars: GrammarPort): Promise<boolean> {
  let loaded = false;
  for (const root of roots) {
    const missing = [...root.languages()].filter((language) => !isLoaded(language));
    if (missing.length === 0) continue;
    await loadLanguages(missing, grammars);
    root.renew();
    loaded = true;
  }
  return loaded;
}

function workspaceOf(roots: readonly Root[], grammars: GrammarPort): Workspace {
  const at = (uri: string): { readonly root: Root; readonly path: string } | undefined => {
    const found = roots.flatMap((root) => {
      const path = pathBelow(root.uri, uri);
      return path === undefined ? [] : [{ root, path }];
    });
    // Folders may lie in one another: the innermost has the file.
    return found.sort((a, b) => b.root.uri.length - a.root.uri.length)[0];
  };
  return {
    dataLayers: () => roots.flatMap((root) => root.layers().map((state) => state.dataLayer)),
    layersOf: (uri) => layersOf(at(uri)),
    migrationsOf: (uri) => layersOf(at(uri)).flatMap((layer) => placed(layer, uri)),
    schemaBefore: (layer, migration) => schemaBeforeIn(roots, layer, migration),
    configOf: (uri) => (at(uri)?.root ?? roots[0])?.config() ?? EMPTY_CONFIG,
    notices: () => roots.flatMap((root) => root.notices()),
    textOf: (uri) => {
      const found = at(uri);
      return found?.root.text(found.path);
    },
    update: (uri, text) => {
      const found = at(uri);
      found?.root.update(found.path, text);
    },
    concerns: (uri) => {
      const found = at(uri);
      return found?.root.concerns(found.path) ?? false;
    },
    include: (uri) => {
      const found = at(uri);
      found?.root.include(found.path);
    },
    unclaimed: () => roots.flatMap((root) => root.unclaimed().map((path) => uriOf(root.uri, path))),
    verify: async (options = { depth: 'needed' }) => {
      // A file of a language that was not there before brings its grammar first.
      let changed = await loadMissing(roots, grammars);
      for (const root of roots) changed = (await root.verify(options)) || changed;
      return changed;
    },
    keep: async () => {
      for (const root of roots) await root.keep();
    },
    overlay: (changes) => {
      const copy = new Map(roots.map((root) => [root, root.fork()]));
      for (const change of changes) {
        const found = at(change.uri);
        if (found) copy.get(found.root)?.lay(found.path, change.after);
      }
      return workspaceOf([...copy.values()], grammars);
    },
  };
}

function layersOf(found: { readonly root: Root; readonly path: string } | undefined): readonly DataLayer[] {
  return (found?.root.layers() ?? [])
    .filter((state) => found && state.paths.has(found.path))
    .map((state) => state.dataLayer);
}

/** Spelling of URIs differs between clients; paths do not. */
function placed(layer: DataLayer, uri: string): readonly PlacedMigration[] {
  const same = (other: string) => other === uri || pathBelow(other, uri) === '';
  return layer.migrations.flatMap((migration): readonly PlacedMigration[] => {
    if (same(migration.uri)) return [{ layer, migration, direction: 'up' }];
    return migration.down.kind === 'script' && same(migration.down.uri)
      ? [{ layer, migration, direction: 'down' }]
      : [];
  });
}

function schemaBeforeIn(roots: readonly Root[], layer: DataLayer, migration: Migration): Schema {
  for (const root of roots) {
    const schema = root.schemaBefore(layer, migration);
    if (schema) return schema;
  }
  return layer.schema;
}
