import type { ReadContext, ReadFile } from '../format';
import { readMarked } from '../marked-read';
import { transactionOf } from './transaction';

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  return readMarked('dbmate', file, context, transactionOf);
}
