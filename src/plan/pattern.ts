import type { Operation } from '../model';
import type { PlanContext } from './context';
import type { Change } from './step';

/**
 * A way to make one kind of change safely: one file in `patterns/`, `export const pattern: Pattern`. A generator lists the folder.
 * A pattern looks at the schema for what is done already: planned again after a stage, it gives the steps that remain.
 */
export interface Pattern {
  /** Its file's name. */
  readonly id: string;
  /** How many of the operations from the first on it takes; 0 for none. Of several patterns the one that takes most has the word. */
  takes(operations: readonly Operation[], context: PlanContext): number;
  /** The steps for the operations that it took. */
  plan(operations: readonly Operation[], context: PlanContext): Change;
}

/** Narrows to operations of one kind. */
export function ofKind<K extends Operation['kind']>(
  operations: readonly Operation[],
  kind: K,
): readonly Extract<Operation, { readonly kind: K }>[] {
  return operations.filter(
    (operation): operation is Extract<Operation, { readonly kind: K }> => operation.kind === kind,
  );
}
