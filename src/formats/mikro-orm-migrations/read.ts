import { methodOf, saysFalse } from '../code/script-class';
import { readDirections } from '../code/script-read';
import type { ReadContext, ReadFile } from '../format';
import { migrationCalls } from './calls';
import { transactionOf } from './transaction';

/** Reads the SQL that the methods `up` and `down` of a migration's class add. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const { module, scope, up, down } = readDirections(file, context, migrationCalls, methodOf);
  const optOut = saysFalse(module, scope, 'isTransactional') ? 'opts out' : 'wrapped';
  return { up: up.script, ...(down ? { down: down.script } : {}), transaction: transactionOf(optOut, context.dialect) };
}
