import type { Format, Located, LocatedMigration } from '../formats';
import {
  addCoverage,
  type Coverage,
  coverageOf,
  type DataLayer,
  type DeclaredSchema,
  type Dialect,
  defaultSchema,
  doesTheSame,
  type EngineVersion,
  emptySchema,
  type HistoryProblem,
  type Migration,
  redundantBaselines,
  type Schema,
  type Script,
  type TableSize,
} from '../model';
import type { CachedRead } from './cached-read';
import { foldHistory, foldScripts, type History, type Step } from './history';
import { idsIn, placeOf, sameLocated } from './located';
import type { LocatedReader } from './read-located';
import type { Reader } from './reader';
import { withHints } from './size-hints';

/** Files of one tool, found and with their format. */
export interface Found {
  readonly format: Format;
  readonly located: Located;
}

/** What makes one data layer, before any file is read. */
export interface LayerPlan {
  readonly id: string;
  readonly name: string;
  /** Relative to the workspace folder. */
  readonly root: string;
  readonly dialect: Dialect;
  readonly version?: EngineVersion;
  readonly because: string;
  readonly purpose?: DataLayer['purpose'];
  readonly migrations?: Found;
  readonly declared: readonly Found[];
  readonly sizes: ReadonlyMap<string, TableSize>;
}

/** A read migration; the object stays the same as long as its files do. */
interface Entry {
  readonly located: LocatedMigration;
  readonly up: CachedRead;
  readonly down: CachedRead | undefined;
  readonly migration: Migration;
}

interface Declared {
  readonly found: Found;
  readonly reads: readonly CachedRead[];
  readonly schema: DeclaredSchema;
  readonly problems: readonly HistoryProblem[];
}

/** One data layer as read: the public `DataLayer`, and what makes the next reading cheap. Never changed in place. */
export interface LayerState {
  readonly plan: LayerPlan;
  readonly entries: readonly Entry[];
  readonly declared: readonly Declared[];
  readonly history: History;
  readonly dataLayer: DataLayer;
  /** Every path that the layer was read from. */
  readonly paths: ReadonlySet<string>;
}

interface Host {
  readonly read: Reader;
  readonly readLocated: LocatedReader;
  uri(path: string): string;
}

/** Reads a layer; whatever `previous` read from the same texts is kept, and the history folded from the first change on. */
export function buildLayer(plan: LayerPlan, host: Host, previous?: LayerState): LayerState {
  const entries = entriesOf(plan, host, previous);
  const declared = plan.declared.map((found) => declaredOf(plan, found, host, previous));
  const history = foldHistory(plan, stepsOf(entries), previous?.history);
  const unchanged =
    previous !== undefined &&
    previous.plan === plan &&
    history === previous.history &&
    entries.every((entry, i) => entry === previous.entries[i]) &&
    declared.every((one, i) => one === previous.declared[i]);
  if (unchanged) return previous;
  return {
    plan,
    entries,
    declared,
    history,
    dataLayer: dataLayerOf(plan, host, { entries, declared, history }, previous?.dataLayer),
    paths: previous?.plan === plan ? previous.paths : pathsIn(plan),
  };
}

function entriesOf(plan: LayerPlan, host: Host, previous: LayerState | undefined): readonly Entry[] {
  const { migrations: found } = plan;
  if (found?.located.kind !== 'migrations') return [];
  const idOf = idsIn(found.format, found.located.migrations);
  const known = new Map(previous?.entries.map((entry) => [placeOf(entry.located), entry]));
  const reads = host.readLocated(found.format, found.located, plan);
  return found.located.migrations.flatMap((located, at): readonly Entry[] => {
    const up = reads[at];
    if (!up) return [];
    const down = located.downPath === undefined ? undefined : host.read(found.format, located.downPath, plan);
    const before = known.get(placeOf(located));
    if (
      before &&
      before.up === up &&
      before.down === down &&
      before.migration.id === idOf(located) &&
      sameLocated(before.located, located)
    )
      return [before];
    return [{ located, up, down, migration: migrationOf(found.format, located, up, down, idOf(located)) }];
  });
}

function migrationOf(
  format: Format,
  located: LocatedMigration,
  up: CachedRead,
  down: CachedRead | undefined,
  id: string,
): Migration {
  return {
    id,
    tool: format.id,
    version: located.version,
    name: located.name,
    uri: up.read.up.uri,
    ...(up.read.at ? { at: up.read.at } : {}),
    up: up.read.up,
    down: downOf(up, down),
    transaction: up.read.transaction,
    ...(located.repeatable ? { repeatable: true } : {}),
    ...(located.baseline ? { baseline: true } : {}),
    ...(located.parents ? { parents: located.parents } : {}),
    ...(located.includedBy === undefined ? {} : { includedBy: located.includedBy }),
  };
}

function downOf(up: CachedRead, down: CachedRead | undefined): Migration['down'] {
  const script = down ? (down.read.down ?? down.read.up) : up.read.down;
  if (script) return { kind: 'script', uri: script.uri, script };
  return up.read.irreversible === undefined
    ? { kind: 'none' }
    : { kind: 'irreversible', because: up.read.irreversible };
}

function stepsOf(entries: readonly Entry[]): readonly Step[] {
  const redundant = redundantBaselines(entries.map(({ migration }) => migration));
  return entries.map(({ migration }): Step => ({ migration, folded: redundant.has(migration) ? 'shown' : 'folded' }));
}

function declaredOf(plan: LayerPlan, found: Found, host: Host, previous: LayerState | undefined): Declared {
  const reads = host.readLocated(found.format, found.located, plan).flatMap((read) => read ?? []);
  const before = previous?.declared.find((one) => one.found === found || one.found.located.root === found.located.root);
  if (
    before &&
    before.found.format === found.format &&
    before.reads.length === reads.length &&
    before.reads.every((read, i) => read === reads[i])
  ) {
    return before;
  }
  const scripts = reads.map((read) => read.read.up);
  const known =
    before?.found.format === found.format && sameScripts(before.schema.scripts, scripts) ? before : undefined;
  const { schema, problems } = known
    ? { schema: known.schema.schema, problems: known.problems }
    : foldScripts(plan, scripts);
  const kind = found.located.kind === 'dump' ? 'dump' : 'models';
  return { found, reads, problems, schema: { tool: found.format.id, kind, scripts, schema } };
}

function sameScripts(before: readonly Script[], now: readonly Script[]): boolean {
  return before.length === now.length && before.every((script, at) => now[at] && doesTheSame(script, now[at]));
}

const counted = new WeakMap<Script, Coverage>();

function coverageOnce(script: Script): Coverage {
  const known = counted.get(script);
  if (known) return known;
  const fresh = coverageOf([script]);
  counted.set(script, fresh);
  return fresh;
}

function dataLayerOf(
  plan: LayerPlan,
  host: Host,
  { entries, declared, history }: Pick<LayerState, 'entries' | 'declared' | 'history'>,
  before: DataLayer | undefined,
): DataLayer {
  const models = declared.filter((one) => one.schema.kind === 'models').map((one) => one.schema);
  const dumps = declared.filter((one) => one.schema.kind === 'dump').map((one) => one.schema);
  const scripts = [
    ...entries.flatMap(({ migration }) => [
      migration.up,
      ...(migration.down.kind === 'script' ? [migration.down.script] : []),
    ]),
    ...[...models, ...dumps].flatMap((one) => one.scripts),
  ];
  const end = endOf(plan, entries, declared, history);
  return {
    id: plan.id,
    name: plan.name,
    root: host.uri(plan.root),
    dialect: plan.dialect,
    ...(plan.version ? { version: plan.version } : {}),
    dialectBecause: plan.because,
    ...(plan.purpose ? { purpose: plan.purpose } : {}),
    migrations: entries.map((entry) => entry.migration),
    models,
    dumps,
    schema: end.schema,
    problems: ownProblems(end),
    sizes: withHints(plan.sizes, scripts, plan.dialect, before?.sizes),
    coverage: addCoverage(scripts.map(coverageOnce)),
  };
}

/** A schema in which these files make nothing is somebody else's: `auth` and `storage` of Supabase, a neighbour's. */
function ownProblems({ schema, problems }: End): readonly HistoryProblem[] {
  const own = new Set<string | undefined>([undefined, defaultSchema(schema.dialect)]);
  for (const table of schema.tables.values()) own.add(table.schema);
  return problems.filter((problem) => own.has(problem.schema));
}

interface End {
  readonly schema: Schema;
  readonly problems: readonly HistoryProblem[];
}

/** The schema in the end: as the history makes it, else as a dump or the models state it. */
function endOf(plan: LayerPlan, entries: readonly Entry[], declared: readonly Declared[], history: History): End {
  const dump = declared.find((one) => one.schema.kind === 'dump');
  const problems = history.problems.flat();
  if (entries.length > 0)
    return dump && startsInTheMiddle(history, dump, problems)
      ? fromDump(dump, problems)
      : { schema: history.schema, problems };
  if (dump)
    return {
      schema: dump.schema.schema,
      problems: declared.flatMap((one) => (one.schema.kind === 'dump' ? one.problems : [])),
    };
  return { schema: declared[0]?.schema.schema ?? emptySchema(plan.dialect), problems: [] };
}

/** Projects that install from a whole schema often throw the first migrations away: the rest changes tables that nothing made. */
function startsInTheMiddle(history: History, dump: Declared, problems: readonly HistoryProblem[]): boolean {
  return problems.length > 0 && dump.schema.schema.tables.size > history.schema.tables.size;
}

function fromDump(dump: Declared, problems: readonly HistoryProblem[]): End {
  const span = problems[0]?.span;
  const message =
    'The migrations start in the middle of the history: from here on they change what none of them made. The schema is taken from the schema file beside them.';
  return { schema: dump.schema.schema, problems: span ? [{ span, message }] : [] };
}

/** Every path that a plan reads. */
function pathsIn(plan: LayerPlan): ReadonlySet<string> {
  const located = [
    ...(plan.migrations ? [plan.migrations.located] : []),
    ...plan.declared.map((found) => found.located),
  ];
  return new Set(
    located.flatMap((one) =>
      one.kind === 'migrations'
        ? one.migrations.flatMap(({ path, downPath, together = [] }) => [path, downPath ?? path, ...together])
        : one.paths,
    ),
  );
}
