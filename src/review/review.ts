import type { DataLayer, DeclaredSchema, Finding, Fold, Migration, Schema, SchemaDifference, Script } from '../model';
import { assumedVersion, createFold, redundantBaselines } from '../model';
import { withoutAssured } from './assured';
import type { Surroundings } from './cursor';
import type { Program } from './engine';
import { compile, looksAt, reviewDifferences, reviewSchema, reviewScript } from './engine';
import { inOrder, mergeHazards } from './finish';
import type { Neighbours, Purpose, Rule } from './rule';
import { rules } from './rules/index.gen';
import type { ReviewSettings } from './settings';
import { activeRules } from './settings';
import { applyOthers, applySuppressions } from './suppress';
import { suppressionFindings } from './suppression-findings';
import type { Tool } from './tool-fixes';

export interface ReviewOptions {
  readonly settings?: ReviewSettings;
  /** The text of a file as the editor has it. Without it there are findings, but no fixes. */
  readonly source?: (uri: string) => string | undefined;
  /** The formats, by id. Without it there are no fixes in programs, and none that leave a transaction. */
  readonly tool?: (id: string) => Tool | undefined;
  /** ISO date: suppressions with an earlier `until` have expired. */
  readonly today?: string;
  /** Id of the last migration that has run anywhere but on developers' machines: tables of later ones count as new. */
  readonly releasedThrough?: string;
  /** URIs of files that were released and differ from what was. */
  readonly edited?: ReadonlySet<string>;
  /** In what models and schema files differ from the migrations, as the workspace has worked it out. */
  readonly differences?: readonly SchemaDifference[];
  /** URIs of files that the branch under review brings. */
  readonly added?: ReadonlySet<string>;
  /** Rules to review with; ours unless told. */
  readonly rules?: readonly Rule[];
}

/** The rules that speak of what stands among released migrations. */
const OF_RELEASED: ReadonlySet<string> = new Set(['migration-edited', 'migration-out-of-order']);

/** Where one migration stands in its history: what `schemaBefore` gives and `reviewMigration` needs. */
export interface Standing {
  readonly schema: Schema;
  /** Keys of tables that earlier, unreleased migrations made. */
  readonly unreleased: ReadonlySet<string>;
  /** It is the last of the history, or not released. */
  readonly isOpen: boolean;
}

/** The same while a history is gone through: the fold goes on. */
interface Passing extends Omit<Standing, 'schema'> {
  readonly fold: Fold;
  readonly neighbours?: Neighbours;
}

type LayerFacts = Pick<DataLayer, 'dialect' | 'version' | 'sizes'>;

/** A review of one data layer: its rules compiled once, for all of its files. */
interface Review {
  readonly layer: LayerFacts;
  readonly options: ReviewOptions;
  readonly all: readonly Rule[];
  readonly around: Surroundings;
  program(purpose: Purpose): Program;
}

function startReview(layer: LayerFacts, options: ReviewOptions): Review {
  const all = options.rules ?? rules;
  const settings = options.settings ?? {};
  const programs = new Map<Purpose, Program>();
  const program = (purpose: Purpose): Program => {
    const known = programs.get(purpose);
    if (known) return known;
    const made = compile(all, layer.dialect, purpose, settings);
    programs.set(purpose, made);
    return made;
  };
  const around = {
    dialect: layer.dialect,
    version: assumedVersion(layer.dialect, layer.version),
    knownVersion: layer.version,
    sizes: layer.sizes,
    source: options.source ?? (() => undefined),
    tool: options.tool ?? (() => undefined),
  };
  return { layer, options, all, around, program };
}

/** Reviews every migration of a data layer at its point of the history, and its schema as it stands in the end. */
export function reviewDataLayer(layer: DataLayer, options: ReviewOptions = {}): readonly Finding[] {
  const review = startReview(layer, options);
  const history = reviewHistory(review, layer.migrations);
  const scripts = scriptsOf(layer);
  const found = [...history, ...reviewSchemas(review, layer), ...differing(review, layer)];
  return finish(review, found, scripts, () => true);
}

/** Reviews one migration with the schema before it: what a keystroke costs. Says nothing of the schema as a whole. */
export function reviewMigration(
  layer: LayerFacts,
  migration: Migration,
  before: Standing,
  options: ReviewOptions = {},
): readonly Finding[] {
  const review = startReview(layer, options);
  const fold = createFold(layer.dialect, layer.version, before.schema);
  const { findings } = reviewOne(review, migration, { fold, unreleased: before.unreleased, isOpen: before.isOpen });
  return finish(review, findings, scriptsOfMigration(migration), (rule) => !speaksOfSchema(rule));
}

/** True for rules that look at the schema as a whole: the review of a single migration does not ask them. */
export function speaksOfSchema({ check }: Rule): boolean {
  return check.table !== undefined || check.schema !== undefined || check.difference !== undefined;
}

function differing(review: Review, layer: DataLayer): readonly Finding[] {
  return [...layer.models, ...layer.dumps].flatMap((declared) => {
    const own = (review.options.differences ?? []).filter(
      ({ side, tool }) => side === declared.kind && tool === declared.tool,
    );
    return own.length === 0
      ? []
      : reviewDifferences(review.program(declared.kind), review.around, { ...declared, purpose: declared.kind }, own);
  });
}

/** Reviews a dump or models alone. */
export function reviewDeclared(
  layer: LayerFacts,
  declared: DeclaredSchema,
  options: ReviewOptions = {},
): readonly Finding[] {
  const review = startReview(layer, options);
  const { kind, tool, schema, scripts } = declared;
  const findings = reviewSchema(review.program(kind), review.around, { purpose: kind, tool, schema });
  return finish(review, findings, scripts, (rule) => looksAt(rule, kind));
}

/** The schema before a migration, with the tables that count as new; before nothing known: after the whole history. */
export function schemaBefore(
  layer: Pick<DataLayer, 'dialect' | 'version' | 'migrations'>,
  migrationId: string | undefined,
  options: Pick<ReviewOptions, 'releasedThrough'> = {},
): Standing {
  const fold = createFold(layer.dialect, layer.version);
  const review = startReview({ ...layer, sizes: new Map() }, { ...options, rules: [] });
  const unreleased = new Set<string>();
  const released = releasedCount(layer.migrations, options.releasedThrough);
  const redundant = redundantBaselines(layer.migrations);
  for (const [index, migration] of layer.migrations.entries()) {
    if (migration.id === migrationId) break;
    if (redundant.has(migration)) continue;
    const { newTables } = reviewOne(review, migration, { fold, unreleased, isOpen: false });
    if (index >= released) replaceAll(unreleased, newTables);
  }
  const at = layer.migrations.findIndex(({ id }) => id === migrationId);
  return { schema: fold.snapshot(), unreleased, isOpen: at < 0 || isOpen(layer.migrations, at, released) };
}

function reviewHistory(review: Review, migrations: readonly Migration[]): readonly Finding[] {
  const { dialect, version } = review.layer;
  const fold = createFold(dialect, version);
  const released = releasedCount(migrations, review.options.releasedThrough);
  const unreleased = new Set<string>();
  const findings: Finding[] = [];
  const redundant = redundantBaselines(migrations);
  const isAdded = ({ uri }: Migration) => review.options.added?.has(uri) === true;
  for (const [index, migration] of migrations.entries()) {
    if (redundant.has(migration)) continue;
    const reviewed = reviewOne(review, migration, {
      fold,
      unreleased,
      isOpen: isOpen(migrations, index, released),
      neighbours: { migrations, index, lastReleased: released - 1, isAdded },
    });
    // What has run cannot be changed: of a released migration only its effect counts, when the team says which those are.
    const isAsked = review.options.releasedThrough === undefined || index >= released || isAdded(migration);
    findings.push(...reviewed.findings.filter(({ rule }) => isAsked || OF_RELEASED.has(rule)));
    if (index >= released) replaceAll(unreleased, reviewed.newTables);
  }
  return findings;
}

/** How many migrations at the start count as released: all, unless told. */
function releasedCount(migrations: readonly Migration[], through: string | undefined): number {
  if (through === undefined) return migrations.length;
  return migrations.findIndex((migration) => migration.id === through) + 1;
}

function isOpen(migrations: readonly Migration[], index: number, released: number): boolean {
  return index >= released || index === migrations.length - 1;
}

function replaceAll(target: Set<string>, by: ReadonlySet<string>): void {
  target.clear();
  for (const key of by) target.add(key);
}

function reviewOne(
  review: Review,
  migration: Migration,
  passing: Passing,
): { readonly findings: readonly Finding[]; readonly newTables: ReadonlySet<string> } {
  const up = reviewScript(review.program('up'), review.around, {
    migration,
    script: migration.up,
    purpose: 'up',
    ...passing,
    isEdited: review.options.edited?.has(migration.up.uri) === true,
  });
  passing.fold.endSession();
  return { ...up, findings: [...up.findings, ...reviewDown(review, migration, passing)] };
}

function reviewDown(
  review: Review,
  migration: Migration,
  { fold: after, unreleased, isOpen }: Passing,
): readonly Finding[] {
  const { down } = migration;
  const program = review.program('down');
  if (down.kind !== 'script' || !isHeard(program, down.script)) return [];
  const fold = createFold(review.layer.dialect, review.layer.version, after.snapshot());
  const { script } = down;
  return reviewScript(program, review.around, {
    migration,
    script,
    purpose: 'down',
    fold,
    unreleased,
    isOpen,
    isEdited: false,
  }).findings;
}

function isHeard(program: Program, script: Script): boolean {
  if (program.operation.length + program.statement.length + program.migration.length > 0) return true;
  return script.statements.some(({ operations }) => operations.some(({ kind }) => program.kinds.has(kind)));
}

/** Rules on the schema speak of the models where there are some, since the team edits those. */
function reviewSchemas(review: Review, layer: DataLayer): readonly Finding[] {
  const findings: Finding[] = [];
  const asked = new Set<Rule>();
  const declared = [...layer.models, ...(layer.migrations.length > 0 ? [] : layer.dumps)];
  for (const { kind, tool, schema } of declared) {
    findings.push(...reviewSchema(review.program(kind), review.around, { purpose: kind, tool, schema }));
    for (const rule of review.all) if (looksAt(rule, kind)) asked.add(rule);
  }
  if (layer.migrations.length === 0) return findings;
  const ofMigrations = (chosen: readonly Rule[]) => compile(chosen, layer.dialect, 'up', review.options.settings ?? {});
  const subject = { purpose: 'up' as const, tool: layer.migrations[0]?.tool ?? '', schema: layer.schema };
  const rest = ofMigrations(review.all.filter((rule) => !asked.has(rule)));
  findings.push(...reviewSchema(rest, review.around, subject));
  // Tables that no model declares in full are known to the migrations alone.
  const except = new Set(
    declared.flatMap(({ schema }) => [...schema.tables].flatMap(([key, table]) => (table.complete ? [key] : []))),
  );
  const tablesOnly = { ...ofMigrations([...asked]), schema: [] };
  findings.push(...reviewSchema(tablesOnly, review.around, { ...subject, except }));
  return findings;
}

function finish(
  review: Review,
  findings: readonly Finding[],
  scripts: readonly Script[],
  wasAsked: (rule: Rule) => boolean,
): readonly Finding[] {
  const { all, layer, options } = review;
  const active = activeRules(all, layer.dialect, options.settings ?? {});
  const merged = mergeHazards(findings, new Map(active.map(({ rule }) => [rule.id, rule])));
  const known = new Set(all.map((rule) => rule.id));
  const asked = new Set(active.filter(({ rule }) => wasAsked(rule)).map(({ rule }) => rule.id));
  const left = options.settings?.honorOtherLinters
    ? withoutAssured(applyOthers(merged, scripts), review.around.source)
    : merged;
  const suppressed = applySuppressions(left, scripts, { known, asked, today: options.today });
  const problems = suppressionFindings(suppressed.problems, active, review.around.source);
  return inOrder([...suppressed.findings, ...problems], scripts);
}

function scriptsOf(layer: DataLayer): readonly Script[] {
  return [
    ...layer.migrations.flatMap(scriptsOfMigration),
    ...layer.models.flatMap((models) => models.scripts),
    ...layer.dumps.flatMap((dump) => dump.scripts),
  ];
}

function scriptsOfMigration({ up, down }: Migration): readonly Script[] {
  return down.kind === 'script' && down.uri !== up.uri ? [up, down.script] : [up];
}
