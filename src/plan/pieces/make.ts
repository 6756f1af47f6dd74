import type { Operation } from '../../model';
import type { PlanContext } from '../context';
import type { PlanStep, StepDown, StepTimeouts } from '../step';
import { steps } from '../words';

/** What differs between steps; SQL is in the dialect of the context. */
export interface StepParts {
  readonly name: string;
  readonly phase: PlanStep['phase'];
  readonly stage?: number;
  readonly up: readonly (string | Operation)[];
  /** Absent: none, because `irreversible`. */
  readonly down?: readonly (string | Operation)[];
  readonly irreversible?: string;
  /** `moment`: takes its lock for a moment, so it must not wait long; `scan`: reads much under a weak lock, so it may run long. */
  readonly takes?: 'moment' | 'scan' | 'nothing';
  readonly transaction?: 'none';
  readonly why: string;
  readonly job?: string;
}

const LOCK = '5s';

/** A migration of a plan, with the timeouts that it needs. */
export function step(context: PlanContext, parts: StepParts): PlanStep {
  const { name, phase, stage = 0, transaction = 'one', why, job, takes = 'moment' } = parts;
  const timeouts: StepTimeouts =
    takes === 'moment' ? { lock: LOCK } : takes === 'scan' ? { lock: LOCK, statement: '0' } : {};
  const guard = transaction === 'one' ? guards(context, timeouts) : [];
  const up = operationsOf(context, parts.up);
  return {
    name,
    phase,
    stage,
    up: up.length === 0 ? [] : [...guard, ...up],
    down: downOf(context, parts, guard),
    transaction,
    timeouts,
    why,
    ...(job === undefined ? {} : { job }),
  };
}

function downOf(context: PlanContext, parts: StepParts, guard: readonly Operation[]): StepDown {
  if (parts.down === undefined) return { kind: 'none', because: parts.irreversible ?? 'there is nothing to take back' };
  const operations = operationsOf(context, parts.down);
  return { kind: 'operations', operations: operations.length === 0 ? [] : [...guard, ...operations] };
}

function operationsOf(context: PlanContext, parts: readonly (string | Operation)[]): readonly Operation[] {
  return parts.flatMap((part) => (typeof part === 'string' ? steps(context, part) : [part]));
}

/** Only for the migration where the tool runs it as one transaction, else for the session. */
function guards(context: PlanContext, timeouts: StepTimeouts): readonly Operation[] {
  const { lock, statement } = timeouts;
  if (context.dialect === 'postgresql') {
    const set = context.mode === undefined || context.mode === 'file' ? 'SET LOCAL' : 'SET';
    return steps(
      context,
      ...(lock === undefined ? [] : [`${set} lock_timeout = '${lock}'`]),
      ...(statement === undefined ? [] : [`${set} statement_timeout = '${statement}'`]),
    );
  }
  // Both in seconds: InnoDB rolls a waiting ALTER back after lock_wait_timeout (MySQL, "Server System Variables").
  if (context.dialect === 'mysql' || context.dialect === 'mariadb')
    return lock === undefined ? [] : steps(context, 'SET lock_wait_timeout = 5');
  if (context.dialect === 'sqlserver') return lock === undefined ? [] : steps(context, 'SET LOCK_TIMEOUT 5000');
  return [];
}
