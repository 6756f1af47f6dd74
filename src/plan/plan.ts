import type { Operation } from '../model';
import { after, type PlanContext, type PlanFacts, planContext } from './context';
import { nameOfOperation } from './name';
import type { Pattern } from './pattern';
import { patterns } from './patterns/index.gen';
import { plainChange } from './plain';
import type { Change, Plan, PlanStep } from './step';

/** A safe sequence of migrations for a change, with the releases of the application that must come between them. */
export function plan(operations: readonly Operation[], facts: PlanFacts): Plan {
  let context = planContext(facts);
  const changes: { readonly change: Change; readonly operations: readonly Operation[] }[] = [];
  for (let at = 0; at < operations.length; ) {
    const rest = operations.slice(at);
    const { pattern, count } = choose(rest, context);
    const taken = rest.slice(0, count);
    const change = pattern?.plan(taken, context) ?? asItIs(taken, context);
    changes.push({ change, operations: taken });
    context = after(context, taken);
    at += count;
  }
  const staged = changes.flatMap(({ change, operations: own }) => (change.deploys.length > 0 ? own : []));
  return { ...merged(changes), operations, staged };
}

/** The pattern that takes most from here on. */
function choose(
  rest: readonly Operation[],
  context: PlanContext,
): { readonly pattern: Pattern | undefined; readonly count: number } {
  let best: { readonly pattern: Pattern | undefined; readonly count: number } = { pattern: undefined, count: 0 };
  for (const pattern of patterns) {
    const count = pattern.takes(rest, context);
    if (count > best.count) best = { pattern, count };
  }
  return best.count > 0 ? best : { pattern: undefined, count: plainRun(rest, context) };
}

/** What no pattern claims stays together while it is about one table. */
function plainRun(rest: readonly Operation[], context: PlanContext): number {
  const table = tableIn(rest[0]);
  let count = 1;
  while (
    count < rest.length &&
    table !== undefined &&
    tableIn(rest[count]) === table &&
    patterns.every((pattern) => pattern.takes(rest.slice(count), context) === 0)
  )
    count++;
  return count;
}

function asItIs(operations: readonly Operation[], context: PlanContext): Change {
  const [first] = operations;
  return plainChange(operations, context, {
    name: first === undefined ? 'change' : nameOfOperation(first),
    why: 'As it is: it takes its locks for a moment, or nothing is there that would have to wait.',
  });
}

function tableIn(operation: Operation | undefined): string | undefined {
  return operation !== undefined && 'table' in operation && operation.table !== undefined
    ? `${operation.table.schema ?? ''}.${operation.table.name}`
    : undefined;
}

/**
 * All changes as one plan. What works on the same table comes behind the last stage of what was before it; the rest shares the
 * stages, so that a release serves all changes that wait for one.
 */
function merged(changes: readonly { readonly change: Change; readonly operations: readonly Operation[] }[]): Change {
  const last = new Map<string, number>();
  const steps: PlanStep[] = [];
  const deploys: string[][] = [];
  for (const { change, operations } of changes) {
    const tables = operations.map(tableIn).filter((table): table is string => table !== undefined);
    const from = Math.max(0, ...tables.map((table) => last.get(table) ?? 0));
    for (const one of change.steps) steps.push({ ...one, stage: one.stage + from });
    for (const [index, text] of change.deploys.entries()) {
      const at = from + index;
      while (deploys.length <= at) deploys.push([]);
      if (deploys[at]?.includes(text) === false) deploys[at].push(text);
    }
    for (const table of tables) last.set(table, from + change.deploys.length);
  }
  return {
    title: changes.map(({ change }) => change.title).join(', ') || 'nothing',
    steps: steps.sort((a, b) => a.stage - b.stage),
    deploys: deploys.map((texts) => texts.join(' ')),
    notes: [...new Set(changes.flatMap(({ change }) => change.notes))],
  };
}
