/** A change of a schema as a plan, and the plan's next stage as files of the project's own tool. */
import type { DataLayer, FileChange, Operation } from '../model';
import { describePlan, factsOf, headed, headerOf, nextStage, type Plan, type PlanStep, plan } from '../plan';
import { printStatements } from '../sql';
import type { Index } from './indexed';
import { placeOperations } from './placing';
import type { Planned } from './tool';

export interface PlanRequest {
  readonly layer: DataLayer;
  readonly operations: readonly Operation[];
  /** Said above the steps: where the change comes from. */
  readonly about?: string;
  /** Files that go with it: a migration that the plan takes the place of. */
  readonly files?: readonly FileChange[];
}

/** Plans a change; the files are those of the steps that are to be run next. */
export function planChange({ layer, operations, about, files = [] }: PlanRequest, index: Index, now: Date): Planned {
  const made = plan(operations, factsOf(layer));
  const steps = nextStage(made);
  if (steps.length === 0)
    return {
      kind: 'impossible',
      because: made.steps.length === 0 ? 'Nothing of it is left to be done.' : jobsOnly(made),
    };
  const written = writeSteps(made, steps, { layer, index, now, files });
  if (written.kind === 'impossible') return written;
  const sqlOf = (step: PlanStep) => printStatements(step.up, layer.dialect);
  const head = about === undefined ? [] : [about, ''];
  const later = made.steps.some(({ stage }) => stage > (steps[0]?.stage ?? 0));
  const rest = later
    ? [
        'The files here are those of the first steps, up to the next release. The others are planned again when it is out: run "Plan Migration…" then.',
        '',
      ]
    : [];
  return {
    kind: 'planned',
    title: made.title.charAt(0).toUpperCase() + made.title.slice(1),
    rationale: [...head, ...rest, describePlan(made, sqlOf)].join('\n'),
    files: written.files,
    notes: made.notes,
    steps: made.steps.length,
    sql: steps.map(sqlOf).join('\n'),
  };
}

function jobsOnly({ steps }: Plan): string {
  return `It is work for a job of the application alone: ${steps.map(({ job }) => job ?? '').join(' ')}`;
}

interface Writing {
  readonly layer: DataLayer;
  readonly index: Index;
  readonly now: Date;
  readonly files: readonly FileChange[];
}

type Written =
  | { readonly kind: 'written'; readonly files: readonly FileChange[] }
  | { readonly kind: 'impossible'; readonly because: string };

/** Each step is placed behind the one before it: the index with those files says which version is next. */
export function writeSteps(made: Plan, steps: readonly PlanStep[], { layer, index, now, files }: Writing): Written {
  const changes = new Map(files.map((file) => [file.uri, file]));
  let over = files.length === 0 ? index : index.overlay(files);
  for (const step of steps) {
    const here = over.layers.find(({ id }) => id === layer.id);
    if (here === undefined) return { kind: 'impossible', because: `Without this migration ${layer.name} has none.` };
    const down = step.down.kind === 'operations' ? step.down.operations : [];
    const undo = step.down.kind === 'operations' && down.length === 0 ? ({ undo: 'nothing' } as const) : {};
    const placed = placeOperations({ layer: here, name: step.name, up: step.up, down, ...undo }, over, now);
    if (placed.kind === 'impossible') return placed;
    const lines = headerOf(made, step, layer);
    const own = placed.files.map((file, at) =>
      at === 0 && file.before === undefined
        ? { ...file, after: headed(index.path(file.uri), file.after, lines) }
        : file,
    );
    for (const file of [...own, ...placed.models]) {
      const known = changes.get(file.uri);
      changes.set(file.uri, known === undefined ? file : { ...file, before: known.before });
    }
    over = index.overlay([...changes.values()]);
  }
  return { kind: 'written', files: [...changes.values()] };
}
