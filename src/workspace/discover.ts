import {
  baseName,
  type DialectEvidence,
  type FilePort,
  type Format,
  folderOf,
  foreignFiles,
  type Located,
} from '../formats';
import { DIALECT_NAMES, type Dialect, type Schema, type TableSize } from '../model';
import type { TeamConfig } from './config';
import { decideDialect, pathsOf } from './dialect';
import type { FileStore } from './file-store';
import { foldScripts } from './history';
import type { Found, LayerPlan } from './layer';
import type { Notice } from './notice';
import type { LocatedReader } from './read-located';
import type { WorkspaceSettings } from './settings';

export interface Discovery {
  readonly plans: readonly LayerPlan[];
  readonly notices: readonly Notice[];
}

/** Files of one tool with their dialect. */
interface Part {
  readonly found: Found;
  readonly evidence: DialectEvidence;
}

export interface DiscoverContext {
  readonly files: FileStore;
  readonly formats: readonly Format[];
  readonly config: TeamConfig;
  readonly settings: WorkspaceSettings;
  readonly readLocated: LocatedReader;
  /** Files that are read even where no format claims them. */
  readonly scripts: readonly string[];
}

/** Finds the data layers: each format claims its files in turn, then what describes the same database comes together. */
export function discover(context: DiscoverContext): Discovery {
  const notices: Notice[] = [];
  const claimed = new Set<string>();
  const parts: Part[] = [];
  for (const format of context.formats) {
    const port = portFor(context.files, claimed, notices);
    for (const located of format.locate(port)) {
      const product = located.dialect ? undefined : foreignFiles(port, pathsOf(located));
      if (product !== undefined) {
        const message = `${located.root || 'This folder'} looks like ${product}; the dialect is not supported, so its files are not read.`;
        port.note?.(located.root, message);
        for (const path of everyPath(located)) claimed.add(path);
        continue;
      }
      parts.push({
        found: { format, located },
        evidence: decideDialect(port, located, context.config, context.settings),
      });
      for (const path of everyPath(located)) claimed.add(path);
    }
  }
  const loose = scriptsIn(context, claimed).map(
    (found): Part => ({
      found,
      evidence: decideDialect(context.files, found.located, context.config, context.settings),
    }),
  );
  return { plans: uniqueIds(group(context, [...parts, ...loose])), notices };
}

/** A script asked for by name that no format claims is a history of one. */
function scriptsIn(context: DiscoverContext, claimed: ReadonlySet<string>): readonly Found[] {
  const format = context.formats.find((one) => one.id === 'sql-files');
  if (!format) return [];
  const paths = context.scripts.filter(
    (path) => !claimed.has(path) && context.files.has(path) && /\.(?:sql|ddl)$/i.test(path),
  );
  return paths.map((path) => {
    const migration = { version: '', name: baseName(path), path };
    return {
      format,
      located: { format: format.id, kind: 'migrations', root: folderOf(path), migrations: [migration] },
    };
  });
}

function everyPath(located: Located): readonly string[] {
  const downs =
    located.kind === 'migrations'
      ? located.migrations.flatMap(({ downPath }) => (downPath === undefined ? [] : [downPath]))
      : [];
  return [...pathsOf(located), ...downs];
}

function portFor(files: FileStore, claimed: ReadonlySet<string>, notices: Notice[]): FilePort {
  return {
    paths: files.paths.filter((path) => !claimed.has(path)),
    has: files.has,
    text: files.text,
    mentions: files.mentions,
    uri: files.uri,
    note: (path, message) => notices.push({ uri: files.uri(path), kind: 'unsupported', message }),
  };
}

/** A layer being put together. */
interface Draft {
  readonly part: Part;
  readonly tables: ReadonlySet<string>;
  readonly joined: Part[];
}

const NO_TABLES: ReadonlySet<string> = new Set();

function isMigrations(part: Part): boolean {
  return part.found.located.kind === 'migrations';
}

/** Histories first, then dumps, then models: each later one joins the layer whose tables it shares, or stands alone. */
function group(context: DiscoverContext, parts: readonly Part[]): readonly LayerPlan[] {
  const rank = (part: Part) => ['migrations', 'dump', 'models'].indexOf(part.found.located.kind);
  const drafts: Draft[] = [];
  // Tables matter only where something could join something else.
  const alone = parts.every(isMigrations);
  for (const part of [...parts].sort((a, b) => rank(a) - rank(b))) {
    const tables = alone ? NO_TABLES : tablesOf(context, part);
    const home = isMigrations(part) ? undefined : homeOf(drafts, part, tables);
    if (home) home.joined.push(part);
    else drafts.push({ part, tables, joined: [] });
  }
  return drafts.map((draft) => planOf(context, draft));
}

/** Half of the smaller side's tables must be common, for a model file may leave out what it does not use. */
const SHARED = 0.5;

function homeOf(drafts: readonly Draft[], part: Part, tables: ReadonlySet<string>): Draft | undefined {
  const dump = part.found.located.kind === 'dump';
  const scored = drafts
    .filter(
      (draft) => !(dump && !isMigrations(draft.part)) && sameFamily(draft.part.evidence.dialect, part.evidence.dialect),
    )
    .map((draft) => ({
      draft,
      share: shareOf(draft.tables, tables),
      near: nearness(draft.part.found.located.root, part.found.located.root),
    }))
    .filter(({ share }) => share >= SHARED);
  return scored.sort((a, b) => b.near - a.near || b.share - a.share)[0]?.draft;
}

function sameFamily(a: Dialect, b: Dialect): boolean {
  const family = (dialect: Dialect) => (dialect === 'mariadb' ? 'mysql' : dialect);
  return family(a) === family(b);
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size);
  if (smaller === 0) return 0;
  let common = 0;
  for (const table of b) if (a.has(table)) common++;
  return common / smaller;
}

/** Number of folders that two paths share. */
function nearness(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at++;
  return at;
}

function tablesOf(context: DiscoverContext, part: Part): ReadonlySet<string> {
  const reads = context.readLocated(part.found.format, part.found.located, part.evidence);
  const scripts = reads.flatMap((read) => read?.read.up ?? []);
  const schema: Schema = foldScripts(part.evidence, scripts).schema;
  return new Set([...schema.tables.values()].map((table) => table.name.toLowerCase()));
}

function planOf(context: DiscoverContext, draft: Draft): LayerPlan {
  const { found, evidence } = draft.part;
  const paths = pathsOf(found.located);
  const single = found.located.kind !== 'migrations' && paths.length === 1 ? paths[0] : undefined;
  const place = single ?? found.located.root;
  const configured = context.config.dataLayers.find(({ path }) =>
    paths.some((file) => file === path || file.startsWith(`${path}/`)),
  );
  return {
    id: `${place || '.'}#${evidence.dialect}`,
    name:
      configured?.name ??
      `${place || baseName(decodeURIComponent(context.files.root))} (${DIALECT_NAMES[evidence.dialect]})`,
    root: found.located.root,
    dialect: evidence.dialect,
    ...(evidence.version ? { version: evidence.version } : {}),
    because: evidence.because,
    ...(found.located.kind === 'migrations' ? { migrations: found } : {}),
    declared: [...(found.located.kind === 'migrations' ? [] : [found]), ...draft.joined.map((part) => part.found)],
    sizes: sizesOf(context.config),
  };
}

function sizesOf(config: TeamConfig): ReadonlyMap<string, TableSize> {
  return new Map(Object.entries(config.tableSizes));
}

/** Two layers of one folder and dialect (two dumps of different databases, two tools) are told apart by a number. */
function uniqueIds(plans: readonly LayerPlan[]): readonly LayerPlan[] {
  const seen = new Map<string, number>();
  return plans.map((plan) => {
    const count = (seen.get(plan.id) ?? 0) + 1;
    seen.set(plan.id, count);
    return count === 1 ? plan : { ...plan, id: `${plan.id}#${count}`, name: `${plan.name} ${count}` };
  });
}
