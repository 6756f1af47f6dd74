import type { AddConstraint } from '../../model';
import type { PlanContext } from '../context';
import type { PlanStep } from '../step';
import { nameOf, spoken, tableOf } from '../words';
import { step } from './make';

/** A constraint that reads nothing when it is added, and then the rows beside reads and writes ("ALTER TABLE": NOT VALID, VALIDATE CONSTRAINT). */
export function validated(context: PlanContext, operation: AddConstraint, stage = 0): readonly PlanStep[] {
  const { table, constraint } = operation;
  const name = constraint.name?.name ?? '';
  const [on, shown] = [tableOf(context, table), nameOf(context, name)];
  const parent =
    constraint.kind === 'foreignKey' ? ` It locks ${spoken(constraint.refTable)} for that moment too.` : '';
  return [
    step(context, {
      name: `add ${name}`,
      phase: 'expand',
      stage,
      up: [{ ...operation, constraint: { ...constraint, notValid: true } }],
      down: [`ALTER TABLE ${on} DROP CONSTRAINT ${shown}`],
      why: `New and changed rows are checked from here on; rows that are there are not read, so the lock is held for a moment.${parent}`,
    }),
    step(context, {
      name: `validate ${name}`,
      phase: 'validate',
      stage,
      takes: 'scan',
      up: [`ALTER TABLE ${on} VALIDATE CONSTRAINT ${shown}`],
      down: [],
      why: `Reads the rows of ${spoken(table)} under a lock that lets reads and writes go on.`,
    }),
  ];
}
