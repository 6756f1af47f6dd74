import { readDirections } from '../code/script-read';
import type { ReadContext, ReadFile } from '../format';
import { interfaceCalls } from './calls';
import { transactionOf } from './transaction';

/** Reads what the functions `up` and `down` of a migration call on the query interface. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const { up, down } = readDirections(file, context, interfaceCalls);
  return {
    up: up.script,
    ...(down ? { down: down.script } : {}),
    transaction: transactionOf(up.told?.transaction ?? 'none', context.dialect),
  };
}
