import type { ConstraintSpec } from '../model';
import type { Listeners, StepContext } from './rule';

/** Listeners that hear every constraint that a migration declares, wherever it is written: in a table, behind a column, by ALTER TABLE. */
export function onConstraint(hear: (constraint: ConstraintSpec, context: StepContext) => void): Listeners {
  return {
    createTable({ constraints, columns }, context) {
      for (const constraint of [...constraints, ...columns.flatMap((column) => column.constraints)])
        hear(constraint, context);
    },
    addColumn({ column }, context) {
      for (const constraint of column.constraints) hear(constraint, context);
    },
    addConstraint({ constraint }, context) {
      hear(constraint, context);
    },
  };
}
