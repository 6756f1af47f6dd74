import {
  createFold,
  type Dialect,
  doesTheSame,
  type EngineVersion,
  emptySchema,
  type HistoryProblem,
  type Migration,
  type Schema,
  type Script,
} from '../model';

/** A migration with its place in the history. */
export interface Step {
  readonly migration: Migration;
  /** A baseline that only stands for migrations which are there themselves is shown, but not folded. */
  readonly folded: 'folded' | 'shown';
}

/** The history folded, with the schema kept at intervals, so that an edit late in it costs little. */
export interface History {
  readonly steps: readonly Step[];
  /** Schema after step `index`, for every `stride`th step and the last. */
  readonly kept: ReadonlyMap<number, Schema>;
  readonly problems: readonly (readonly HistoryProblem[])[];
  readonly schema: Schema;
}

interface Engine {
  readonly dialect: Dialect;
  readonly version?: EngineVersion;
}

/** Folds at most so many steps to answer for any one of them. */
const MOST_KEPT = 256;

function strideOf(steps: readonly Step[]): number {
  return Math.max(1, Math.ceil(steps.length / MOST_KEPT));
}

/** Applies one script's statements; every migration runs in a session of its own. */
function applyScript(fold: ReturnType<typeof createFold>, script: Script): readonly HistoryProblem[] {
  const problems: HistoryProblem[] = [];
  for (const statement of script.statements) {
    for (const operation of statement.operations) {
      const found = fold.apply(operation);
      // What a guard or a template may leave out cannot be held against the history.
      if (found.length > 0 && !statement.conditional) problems.push(...found);
    }
  }
  fold.endSession();
  return problems;
}

/** Folds the steps, going on from the last schema of `previous` that the change cannot have touched. */
export function foldHistory(engine: Engine, steps: readonly Step[], previous: History | undefined): History {
  const start = firstDifference(steps, previous);
  if (previous && start === steps.length && start === previous.steps.length)
    return steps.every(({ migration }, at) => migration === previous.steps[at]?.migration)
      ? previous
      : { ...previous, steps };
  const from = nearestKept(previous, start - 1);
  const fold = createFold(engine.dialect, engine.version, from.schema);
  const stride = strideOf(steps);
  const kept = new Map([...(previous?.kept ?? [])].filter(([index]) => index <= from.index));
  const problems = (previous?.problems ?? []).slice(0, from.index + 1);
  for (let index = from.index + 1; index < steps.length; index++) {
    const step = steps[index];
    problems.push(step?.folded === 'folded' ? applyScript(fold, step.migration.up) : []);
    if ((index + 1) % stride === 0) kept.set(index, fold.snapshot());
  }
  return { steps, kept, problems, schema: kept.get(steps.length - 1) ?? fold.snapshot() };
}

function firstDifference(steps: readonly Step[], previous: History | undefined): number {
  const known = previous?.steps ?? [];
  let index = 0;
  while (index < steps.length && index < known.length && isSameStep(steps[index], known[index])) index++;
  return index;
}

/** A migration of which only the confidence has changed makes the same schema. */
function isSameStep(a: Step | undefined, b: Step | undefined): boolean {
  return (
    a === b ||
    (a !== undefined &&
      b !== undefined &&
      a.folded === b.folded &&
      a.migration.id === b.migration.id &&
      doesTheSame(a.migration.up, b.migration.up))
  );
}

function nearestKept(
  history: History | undefined,
  index: number,
): { readonly index: number; readonly schema?: Schema } {
  for (let at = index; at >= 0; at--) {
    const schema = history?.kept.get(at);
    if (schema) return { index: at, schema };
  }
  return { index: -1 };
}

/** The schema just before a step: what the migration finds when it runs. */
export function schemaBefore(engine: Engine, history: History, index: number): Schema {
  const from = nearestKept(history, index - 1);
  if (from.index === index - 1) return from.schema ?? emptySchema(engine.dialect);
  const fold = createFold(engine.dialect, engine.version, from.schema);
  for (const step of history.steps.slice(from.index + 1, index))
    if (step.folded === 'folded') applyScript(fold, step.migration.up);
  return fold.snapshot();
}

/** What scripts that state a schema as a whole make from nothing. */
export function foldScripts(
  engine: Engine,
  scripts: readonly Script[],
): { readonly schema: Schema; readonly problems: readonly HistoryProblem[] } {
  const fold = createFold(engine.dialect, engine.version);
  const problems = scripts.flatMap((script) => applyScript(fold, script));
  return { schema: fold.snapshot(), problems };
}
