import { type Language, languageOf } from '../code';
import type { Format } from '../formats';
import type { DataLayer, Migration, Schema } from '../model';
import { setAside } from './attributes';
import { CONFIG_FILE, EMPTY_CONFIG, readConfig, type TeamConfig } from './config';
import { discover, isSqlScript } from './discover';
import { isManifest } from './drivers';
import type { FileStore } from './file-store';
import { matcher } from './glob';
import { schemaBefore } from './history';
import { type CachePort, type Keeping, keep } from './kept';
import { type Known, recallKnown, singleReads } from './known';
import { buildLayer, type LayerPlan, type LayerState } from './layer';
import type { Notice } from './notice';
import { type KnownSet, locatedReader } from './read-located';
import { createReader, type ReadCache } from './reader';
import type { WorkspaceSettings } from './settings';
import { pathBelow } from './uri';
import { unverifiedIn, type VerifyOptions, verifyInto } from './verify';

/** One workspace folder: its files, its discovery and its layers. Changes are taken in at once and worked out when asked for. */
export interface Root {
  readonly uri: string;
  layers(): readonly LayerState[];
  config(): TeamConfig;
  notices(): readonly Notice[];
  text(path: string): string | undefined;
  update(path: string, text: string | undefined): void;
  /** A file as a proposal has it: `undefined` means gone. */
  lay(path: string, text: string | undefined): void;
  concerns(path: string): boolean;
  /** The languages of files that some format may read. */
  languages(): ReadonlySet<Language>;
  /** Works everything out anew: a grammar has come that was missing. */
  renew(): void;
  /** Reads a file as an SQL script of its own when nothing else claims it. */
  include(path: string): void;
  /** Paths of SQL files that no layer has; what the team leaves out is not among them. */
  unclaimed(): readonly string[];
  schemaBefore(layer: DataLayer, migration: Migration): Schema | undefined;
  /** Asks the full parsers for a second opinion; true when that changed anything. */
  verify(options: VerifyOptions): Promise<boolean>;
  fork(): Root;
  /** Writes what was read to where the next session finds it; nothing when that is there already, or nowhere to write. */
  keep(): Promise<void>;
}

export interface RootOptions {
  readonly files: FileStore;
  readonly listed: readonly Notice[];
  readonly formats: readonly Format[];
  readonly settings: WorkspaceSettings;
  readonly cache: ReadCache;
  readonly leavesOut: (path: string) => boolean;
  /** Where earlier sessions left what they read. */
  readonly kept?: CachePort;
  /** Paths that the user asked for by name. */
  readonly included?: ReadonlySet<string>;
}

export function createRoot(options: RootOptions, start?: Known): Root {
  const { files, formats } = options;
  const read = createReader(files, options.cache);
  const sets = new Map<string, KnownSet>();
  const readLocated = locatedReader(files, read, sets);
  const host = { read, readLocated, uri: files.uri };
  const included = new Set(options.included);
  let known = start;
  let changed: 'nothing' | 'texts' | 'layers' | 'unread' = start ? 'nothing' : 'unread';
  const typed = new Set<string>();
  let kept: Known | undefined;
  let spoken: { readonly paths: readonly string[]; readonly languages: ReadonlySet<Language> } | undefined;

  const build = (plans: readonly LayerPlan[]) =>
    plans.map((plan) =>
      buildLayer(
        plan,
        host,
        known?.states.find((state) => state.plan.id === plan.id),
      ),
    );
  const retyped = (states: readonly LayerState[]) =>
    states.map((state) =>
      [...typed].some((path) => state.paths.has(path)) ? buildLayer(state.plan, host, state) : state,
    );
  const rediscover = (): Known => {
    const { config, notices } = configIn(files);
    const ignored = matcher(config.ignore);
    const aside = setAside(files.paths, files.text);
    const visible = { ...files, paths: files.paths.filter((path) => !ignored(path) && !aside(path)) };
    const discovery = discover({
      files: visible,
      formats,
      config,
      settings: options.settings,
      readLocated,
      scripts: [...included],
    });
    return { config, configNotices: notices, discovery, states: build(discovery.plans) };
  };
  const keeping = (): Keeping | undefined => {
    const question = JSON.stringify([options.settings, [...included]]);
    return options.kept && { cache: options.kept, files, own: formats, question };
  };
  /** Takes over what an earlier session left: all of it, or of what has not changed the readings. */
  const remember = (): void => {
    const found = recallKnown(keeping());
    changed = found?.state === 'current' ? 'nothing' : 'layers';
    if (!found) return;
    known = found.left.known;
    if (found.state === 'current') kept = known;
    for (const [slot, set] of found.left.sets) sets.set(slot, set);
    for (const one of singleReads(found.left)) options.cache.set(one.slot, one);
  };
  const current = (): Known => {
    if (changed === 'unread') remember();
    if (!known || changed === 'layers') known = rediscover();
    else if (changed === 'texts') known = { ...known, states: retyped(known.states) };
    changed = 'nothing';
    typed.clear();
    return known;
  };
  const isMember = (path: string) => known?.states.some((state) => state.paths.has(path)) ?? false;
  const touch = (path: string, what: 'folder' | 'paths' | 'text') => {
    // Half of a program's files could hold a model one day: what is typed there counts when it is saved.
    const isCode = what === 'text' && languageOf(path) !== undefined;
    const decides =
      what === 'folder' ||
      path === CONFIG_FILE ||
      path === known?.config.statistics ||
      isManifest(path) ||
      (!isCode && formats.some((format) => format.matches(path)));
    if (what === 'text' && isMember(path)) {
      typed.add(path);
      changed = changed === 'layers' ? 'layers' : 'texts';
    } else if (decides) changed = known ? 'layers' : 'unread';
  };
  return {
    uri: files.root,
    // A layer of which no file could be read has its notices and nothing to show.
    layers: () =>
      current().states.filter(
        (state) =>
          (state.entries.length > 0 || state.declared.some((one) => one.reads.length > 0)) &&
          // Numbered SQL below tests is as often a list of queries or of cases for a parser.
          !(state.plan.purpose === 'tests' && state.dataLayer.schema.tables.size === 0),
      ),
    config: () => current().config,
    notices: () => [...options.listed, ...files.notices(), ...current().discovery.notices, ...current().configNotices],
    text: files.text,
    update: (path, text) => {
      if (options.leavesOut(path) && !isMember(path)) return;
      const what = files.set(path, text);
      // Typing keeps to the layers as they are, for a dialect must not flip in mid-word; what is on disk is discovered anew.
      touch(path, text === undefined && what === 'text' ? 'paths' : what);
    },
    lay: (path, text) => {
      if (text !== undefined) touch(path, files.set(path, text));
      else {
        files.remove(path);
        touch(path, 'paths');
      }
    },
    concerns: (path) =>
      isMember(path) ||
      (!options.leavesOut(path) &&
        (path === CONFIG_FILE ||
          path === known?.config.statistics ||
          isManifest(path) ||
          formats.some((format) => format.matches(path)))),
    languages: () => {
      // Asked at every pause in typing: the list of files is the same object as long as no file comes or goes.
      const { paths } = files;
      if (spoken?.paths !== paths) spoken = { paths, languages: languagesOf(paths, formats) };
      return spoken.languages;
    },
    renew: () => {
      changed = known ? 'layers' : 'unread';
    },
    include: (path) => {
      if (included.has(path)) return;
      included.add(path);
      if (!files.has(path)) files.set(path, undefined);
      changed = known ? 'layers' : 'unread';
    },
    unclaimed: () => {
      const { config } = current();
      const ignored = matcher(config.ignore);
      return files.paths.filter((path) => isSqlScript(path) && !isMember(path) && !ignored(path));
    },
    schemaBefore: (layer, migration) => {
      const state = current().states.find((one) => one.dataLayer === layer || one.dataLayer.id === layer.id);
      const index =
        state?.history.steps.findIndex((step) => step.migration === migration || step.migration.id === migration.id) ??
        -1;
      return state && index >= 0 ? schemaBefore(state.plan, state.history, index) : undefined;
    },
    verify: async (asked) => {
      const { uris, changed: isChanged } = await verifyInto(
        options.cache,
        unverifiedIn(current().states, asked),
        asked.turn,
      );
      for (const uri of uris) touch(pathBelow(files.root, uri) ?? uri, 'text');
      return isChanged;
    },
    fork: () => {
      const { kept: _, ...rest } = options;
      return createRoot({ ...rest, files: files.fork(), included }, current());
    },
    keep: async () => {
      const [value, how] = [current(), keeping()];
      if (!how || value === kept) return;
      kept = value;
      await keep({ known: value, sets }, how);
    },
  };
}

function languagesOf(paths: readonly string[], formats: readonly Format[]): ReadonlySet<Language> {
  return new Set(
    paths.flatMap((path) => {
      const language = languageOf(path);
      return language !== undefined && formats.some((format) => format.matches(path)) ? [language] : [];
    }),
  );
}

function configIn(files: FileStore): { readonly config: TeamConfig; readonly notices: readonly Notice[] } {
  const text = files.has(CONFIG_FILE) ? files.text(CONFIG_FILE) : undefined;
  if (text === undefined) return { config: EMPTY_CONFIG, notices: [] };
  const { config, problems } = readConfig(text);
  return {
    config,
    notices: problems.map((message) => ({ uri: files.uri(CONFIG_FILE), kind: 'configuration', message })),
  };
}
