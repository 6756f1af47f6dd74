import {
  baseName,
  type DialectEvidence,
  type FilePort,
  type Format,
  folderOf,
  foreignFiles,
  groupBy,
  type Located,
} from '../formats';
import { DIALECT_NAMES, type Dialect, type LayerPurpose, type Schema, type Script, type TableSize } from '../model';
import type { TeamConfig } from './config';
import { decideDialect, likeTheOthers, pathsOf } from './dialect';
import type { FileStore } from './file-store';
import { foldScripts } from './history';
import type { Found, LayerPlan } from './layer';
import type { Notice } from './notice';
import { purposeOf } from './purpose';
import type { LocatedReader } from './read-located';
import type { WorkspaceSettings } from './settings';
import { readStatistics, sizesFrom } from './statistics';

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

/** In this order they are shown: what is the product's own first. */
const PURPOSES: readonly LayerPurpose[] = ['product', 'example', 'tests'];

/** Finds the data layers, the product's own first; nothing of it comes together with what tests feed on or examples show. */
export function discover(context: DiscoverContext): Discovery {
  const notices: Notice[] = [];
  const claimed = new Set<string>();
  const byPurpose = groupBy(context.files.paths, (path) => purposeOf(path, context.config));
  const plans = PURPOSES.flatMap((purpose) => {
    const found = partsOf(context, purpose, { paths: byPurpose.get(purpose) ?? [], claimed, notices });
    const evidences = likeTheOthers(found.map(({ evidence }) => evidence));
    const parts = found.map((part, at): Part => ({ ...part, evidence: evidences[at] ?? part.evidence }));
    return group(context, parts, purpose);
  });
  const loose = group(context, scriptsIn(context, claimed), 'product');
  return { plans: uniqueIds([...plans, ...loose]), notices };
}

interface Search {
  readonly paths: readonly string[];
  readonly claimed: Set<string>;
  readonly notices: Notice[];
}

/** Each format claims its files in turn. Of tests only SQL is read: a program's tests have models of their own by the hundred. */
function partsOf(
  context: DiscoverContext,
  purpose: LayerPurpose,
  { paths, claimed, notices }: Search,
): readonly Part[] {
  const parts: Part[] = [];
  // What cannot be read of somebody's test data is no news.
  const told = purpose === 'tests' ? [] : notices;
  for (const format of context.formats) {
    if (paths.length === 0 || (purpose === 'tests' && format.language !== 'sql')) continue;
    const port = portFor(context.files, paths, claimed, told);
    for (const located of format.locate(port)) {
      for (const path of everyPath(located)) claimed.add(path);
      const product = located.dialect ? undefined : foreignFiles(port, pathsOf(located));
      if (product === undefined) {
        const evidence = decideDialect(port, located, context.config, context.settings);
        parts.push({ found: { format, located }, evidence });
        continue;
      }
      const message = `${located.root || 'This folder'} looks like ${product}; the dialect is not supported, so its files are not read.`;
      port.note?.(located.root, message);
    }
  }
  return parts;
}

/** By its ending a file of SQL statements. */
export function isSqlScript(path: string): boolean {
  return /\.(?:sql|ddl)$/i.test(path);
}

/** A script asked for by name that no format claims is a history of one. */
function scriptsIn(context: DiscoverContext, claimed: ReadonlySet<string>): readonly Part[] {
  const format = context.formats.find((one) => one.id === 'sql-files');
  if (!format) return [];
  const paths = context.scripts.filter((path) => !claimed.has(path) && context.files.has(path) && isSqlScript(path));
  return paths.map((path) => {
    const migration = { version: '', name: baseName(path), path };
    const located: Located = { format: format.id, kind: 'migrations', root: folderOf(path), migrations: [migration] };
    return {
      found: { format, located },
      evidence: decideDialect(context.files, located, context.config, context.settings),
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

function portFor(
  files: FileStore,
  paths: readonly string[],
  claimed: ReadonlySet<string>,
  notices: Notice[],
): FilePort {
  return {
    paths: paths.filter((path) => !claimed.has(path)),
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
function group(context: DiscoverContext, parts: readonly Part[], purpose: LayerPurpose): readonly LayerPlan[] {
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
  return drafts.map((draft) => planOf(context, draft, purpose));
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
      common: commonOf(draft.tables, tables),
      near: nearness(draft.part.found.located.root, part.found.located.root),
    }))
    .filter(({ share }) => share >= SHARED);
  // A script of three tables may have all of them in common; the one with most of them is meant.
  return scored.sort((a, b) => b.near - a.near || b.common - a.common || b.share - a.share)[0]?.draft;
}

function sameFamily(a: Dialect, b: Dialect): boolean {
  const family = (dialect: Dialect) => (dialect === 'mariadb' ? 'mysql' : dialect);
  return family(a) === family(b);
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size);
  return smaller === 0 ? 0 : commonOf(a, b) / smaller;
}

function commonOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const table of b) if (a.has(table)) common++;
  return common;
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
  const made = new Set([...schema.tables.values()].map((table) => table.name.toLowerCase()));
  return made.size === 0 && isMigrations(part) ? namedIn(scripts) : made;
}

/** A history whose first migrations were thrown away makes nothing, but it names what it changes. */
function namedIn(scripts: readonly Script[]): ReadonlySet<string> {
  const operations = scripts.flatMap(({ statements }) => statements.flatMap((statement) => statement.operations));
  return new Set(
    operations.flatMap((operation) =>
      'table' in operation && operation.table ? [operation.table.name.toLowerCase()] : [],
    ),
  );
}

/** Behind the engine's name, in the layer's. */
const FOR: Readonly<Record<LayerPurpose, string>> = { product: '', tests: ', for tests', example: ', an example' };

function planOf(context: DiscoverContext, draft: Draft, purpose: LayerPurpose): LayerPlan {
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
      `${place || baseName(decodeURIComponent(context.files.root))} (${DIALECT_NAMES[evidence.dialect]}${FOR[purpose]})`,
    root: found.located.root,
    dialect: evidence.dialect,
    ...(evidence.version ? { version: evidence.version } : {}),
    because: evidence.because,
    ...(purpose === 'product' ? {} : { purpose }),
    ...(found.located.kind === 'migrations' ? { migrations: found } : {}),
    declared: [...(found.located.kind === 'migrations' ? [] : [found]), ...draft.joined.map((part) => part.found)],
    sizes: sizesOf(context.config, evidence.dialect, context.files),
  };
}

/** What a team sets stands over what was measured. */
function sizesOf(config: TeamConfig, dialect: Dialect, files: FilePort): ReadonlyMap<string, TableSize> {
  const text = config.statistics === undefined ? undefined : files.text(config.statistics);
  const measured = text === undefined ? [] : sizesFrom(readStatistics(text), dialect);
  return new Map([...measured, ...Object.entries(config.tableSizes)]);
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
