import type { AddConstraint, Fix } from '../model';
import { fix, insertAfterStatement, insertAt, isPlain } from './edits';
import { written, writtenTable } from './names';
import type { StepContext } from './rule';

/**
 * The fix that adds a constraint NOT VALID. Where each statement commits by itself VALIDATE may follow in the same file;
 * in a transaction it would scan under the lock that ADD CONSTRAINT still holds, so it is left to the next migration.
 */
export function addNotValid(operation: AddConstraint, context: StepContext): Fix | undefined {
  const { constraint, table } = operation;
  if (!isPlain(context)) return undefined;
  const notValid = insertAt(context, constraint.span.uri, constraint.span.end.offset, ' NOT VALID');
  if (context.transaction !== undefined || context.migration.transaction.mode === 'file' || !constraint.name) {
    return fix('thoughtful', 'Add it NOT VALID, to be validated by the next migration', [notValid]);
  }
  const name = written(context, constraint.name);
  return fix('thoughtful', 'Add it NOT VALID, then VALIDATE', [
    notValid,
    insertAfterStatement(context, [`ALTER TABLE ${writtenTable(context, table)} VALIDATE CONSTRAINT ${name};`]),
  ]);
}

/** Where VALIDATE belongs, as the end of "… VALIDATE CONSTRAINT". */
export function validateWhere(context: StepContext): string {
  return context.transaction === undefined ? 'in a statement of its own' : 'in the next migration';
}
