import { readSql } from '../../sql';
import type { ReadContext, ReadFile } from '../format';
import { partsOf } from './parts';
import { transactionOf } from './transaction';

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const { up, down } = partsOf(file.text);
  return {
    up: readSql(file.uri, up, context.dialect),
    ...(down === undefined ? {} : { down: readSql(file.uri, down, context.dialect) }),
    transaction: transactionOf(file.text, context),
  };
}
