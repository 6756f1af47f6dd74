import { readSql } from '../../sql';
import type { ReadContext, ReadFile } from '../format';
import { transactionOf } from './transaction';

/** Placeholders (`${schema}`) are masked by the SQL reader. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  return { up: readSql(file.uri, file.text, context.dialect), transaction: transactionOf(file.uri, context) };
}
