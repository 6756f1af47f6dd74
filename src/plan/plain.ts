import type { Operation } from '../model';
import type { PlanContext } from './context';
import { step } from './pieces/make';
import { reversed } from './reverse';
import type { Change, PlanStep } from './step';

/** What is run as it is: nothing about it needs care, or nobody knows a careful way. */
export function plainStep(
  operations: readonly Operation[],
  context: PlanContext,
  words: { readonly name: string; readonly why: string; readonly phase?: PlanStep['phase']; readonly stage?: number },
): PlanStep {
  const down = reversed(operations, context);
  return step(context, {
    phase: 'expand',
    ...words,
    takes: operations.every((operation) => isQuiet(operation, context)) ? 'nothing' : 'moment',
    up: operations,
    ...(down.kind === 'operations' ? { down: down.operations } : { irreversible: down.because }),
  });
}

/** Nobody can wait for its lock: what it is on is new. */
function isQuiet(operation: Operation, context: PlanContext): boolean {
  if (operation.kind === 'createTable')
    return [...operation.constraints, ...operation.columns.flatMap(({ constraints }) => constraints)].every(
      ({ kind }) => kind !== 'foreignKey',
    );
  if ('table' in operation && operation.table !== undefined)
    return context.isNew(operation.table) || context.table(operation.table) === undefined;
  return operation.kind.startsWith('create') || operation.kind === 'addEnumValue';
}

/** A change of one such step. */
export function plainChange(
  operations: readonly Operation[],
  context: PlanContext,
  words: { readonly name: string; readonly why: string },
): Change {
  return { title: words.name, steps: [plainStep(operations, context, words)], deploys: [], notes: [] };
}
