import { methodOf, saysFalse } from '../code/script-class';
import { readDirections } from '../code/script-read';
import type { ReadContext, ReadFile } from '../format';
import { runnerCalls } from './calls';
import { transactionOf } from './transaction';

/** Reads what the methods `up` and `down` of a migration's class call on the query runner. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const { module, scope, up, down } = readDirections(file, context, runnerCalls, methodOf);
  const optOut = saysFalse(module, scope, 'transaction') ? 'opts out' : 'wrapped';
  return { up: up.script, ...(down ? { down: down.script } : {}), transaction: transactionOf(optOut, context.dialect) };
}
