import { truth } from '../../code';
import { entry } from '../code/compose';
import { exportedValue } from '../code/exported';
import { readDirections } from '../code/script-read';
import type { ReadContext, ReadFile } from '../format';
import { knexCalls } from './calls';
import { findDirection } from './first';
import { transactionOf } from './transaction';

/** Reads what the functions `up` and `down` of a migration call on knex. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const { module, scope, up, down } = readDirections(file, context, knexCalls, findDirection);
  const option = entry(exportedValue(module, scope, 'config'), 'transaction');
  const optOut = option && truth(option) === false ? 'opts out' : 'wrapped';
  return {
    up: up.script,
    ...(down ? { down: down.script } : {}),
    transaction: transactionOf(optOut, context.dialect),
  };
}
