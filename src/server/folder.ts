import { type DataLayer, doesTheSame, type FileChange, type Finding, type Migration } from '../model';
import { type ReviewOptions, reviewDataLayer, reviewMigration, rules, speaksOfSchema, syntaxErrors } from '../review';
import {
  type CachePort,
  createWorkspace,
  differencesOf,
  nodeFiles,
  pathBelow,
  reviewOptionsOf,
  reviewSettingsOf,
  type TeamConfig,
  uriOf,
  type VerifyOptions,
  type Workspace,
} from '../workspace';
import { type ServerSettings, workspaceSettingsOf } from './settings';

/** A review of a whole data layer that takes less than this is done on every keystroke. */
const quick = 15;

/** Rules that look at the schema as a whole: the review of a single migration does not ask them. */
const schemaRules = new Set(rules.filter(speaksOfSchema).map(({ id }) => id));

interface Reviewed {
  readonly layer: DataLayer;
  readonly config: TeamConfig;
  /** Of the rules; what cannot be parsed is added when it is asked for. */
  readonly findings: readonly Finding[];
  readonly milliseconds: number;
}

/** One workspace folder: its files read into data layers, and their findings. Nothing is worked out before it is asked for. */
export interface Folder {
  /** Its URI, as the workspace spells it. */
  readonly root: string;
  readonly workspace: Workspace;
  /** The URI of one of its files as the workspace spells it; undefined when the file lies elsewhere. */
  spell(uri: string): string | undefined;
  /** Findings of a data layer; the same layer is reviewed once. */
  findings(layer: DataLayer): readonly Finding[];
  /** Findings of one file, right after an edit of it: those that speak of the whole schema may be from before the edit. */
  findingsNow(uri: string): readonly Finding[];
  /** The full parsers' second opinion; true when it changed anything. */
  verify(options: VerifyOptions): Promise<boolean>;
  overlay(changes: readonly FileChange[]): Folder;
}

function optionsOf(workspace: Workspace, root: string, settings: ServerSettings, today: Date): ReviewOptions {
  const { preset, severities, options } = settings;
  const merged = reviewSettingsOf(workspace.configOf(root), { preset, severities, options });
  return reviewOptionsOf(workspace, merged, today);
}

/** A layer of which only the confidence has changed is not reviewed again. */
function saysTheSame(a: DataLayer, b: DataLayer): boolean {
  const sameSchemas = (x: DataLayer['models'], y: DataLayer['models']) =>
    x.length === y.length && x.every(({ schema }, at) => schema === y[at]?.schema);
  return (
    a.schema === b.schema &&
    a.sizes === b.sizes &&
    a.version === b.version &&
    a.migrations.length === b.migrations.length &&
    a.migrations.every((migration, at) => sameMigration(migration, b.migrations[at])) &&
    sameSchemas(a.models, b.models) &&
    sameSchemas(a.dumps, b.dumps)
  );
}

function sameMigration(a: Migration, b: Migration | undefined): boolean {
  if (a === b) return true;
  if (b === undefined || a.id !== b.id || a.transaction !== b.transaction) return false;
  const sameDown =
    a.down.kind === 'script' && b.down.kind === 'script'
      ? doesTheSame(a.down.script, b.down.script)
      : a.down.kind === b.down.kind;
  return sameDown && doesTheSame(a.up, b.up);
}

function folderOf(root: string, workspace: Workspace, settings: ServerSettings, today: Date): Folder {
  const reviewed = new WeakMap<DataLayer, Reviewed>();
  /** The last review of each layer by its id, for what a single file's review cannot say. */
  const last = new Map<string, Reviewed>();
  const options = () => optionsOf(workspace, root, settings, today);

  const review = (layer: DataLayer): Reviewed => {
    const known = reviewed.get(layer);
    if (known) return known;
    const config = workspace.configOf(root);
    const before = last.get(layer.id);
    const started = performance.now();
    const fresh =
      before && before.config === config && saysTheSame(before.layer, layer)
        ? { ...before, layer }
        : {
            layer,
            config,
            findings: reviewDataLayer(layer, { ...options(), differences: differencesOf(layer) }),
            milliseconds: performance.now() - started,
          };
    reviewed.set(layer, fresh);
    last.set(layer.id, fresh);
    return fresh;
  };

  const reviewFile = (layer: DataLayer, uri: string): readonly Finding[] => {
    const before = last.get(layer.id);
    const places = workspace.migrationsOf(uri).filter((place) => place.layer.id === layer.id);
    const isQuick = before === undefined || before.milliseconds < quick || places.length === 0;
    if (isQuick || reviewed.has(layer)) return review(layer).findings.filter(({ span }) => span.uri === uri);
    const perFile = places.flatMap(({ migration }) => {
      const standing = {
        schema: workspace.schemaBefore(layer, migration),
        unreleased: new Set<string>(),
        isOpen: layer.migrations.at(-1)?.id === migration.id,
      };
      return reviewMigration(layer, migration, standing, options());
    });
    const ofSchema = before.findings.filter(({ rule }) => schemaRules.has(rule));
    return [...perFile, ...ofSchema].filter(({ span }) => span.uri === uri);
  };

  const wrong = (layer: DataLayer) => syntaxErrors(layer, options().settings);

  return {
    root,
    workspace,
    spell: (uri) => {
      const path = pathBelow(root, uri);
      return path === undefined ? undefined : uriOf(root, path);
    },
    findings: (layer) => [...wrong(layer), ...review(layer).findings],
    findingsNow: (uri) =>
      workspace
        .layersOf(uri)
        .flatMap((layer) => [...wrong(layer).filter(({ span }) => span.uri === uri), ...reviewFile(layer, uri)]),
    verify: (asked) => workspace.verify(asked),
    overlay: (changes) => folderOf(root, workspace.overlay(changes), settings, today),
  };
}

/** Reads a workspace folder. Never rejects: what cannot be read is a notice. */
export async function openFolder(path: string, settings: ServerSettings, cache?: CachePort): Promise<Folder> {
  const port = nodeFiles(path);
  const workspace = await createWorkspace([port], workspaceSettingsOf(settings), { ...(cache ? { kept: cache } : {}) });
  return folderOf(port.root, workspace, settings, new Date());
}
