import { readSql } from '../../sql';
import type { ReadContext, ReadFile } from '../format';
import { transactionOf } from './transaction';

/** `--> statement-breakpoint` is a comment to SQL. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  return { up: readSql(file.uri, file.text, context.dialect), transaction: transactionOf(context) };
}
