import { readDirections } from '../code/script-read';
import type { ReadContext, ReadFile } from '../format';
import { kyselyCalls } from './calls';
import { transactionOf } from './transaction';

/** Reads what the functions `up` and `down` of a migration call on the schema builder. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const { up, down } = readDirections(file, context, kyselyCalls);
  return { up: up.script, ...(down ? { down: down.script } : {}), transaction: transactionOf(context.dialect) };
}
