import { readSql } from '../../sql';
import type { ReadContext, ReadFile } from '../format';
import { transaction } from './transaction';

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  return { up: readSql(file.uri, file.text, context.dialect), transaction };
}
