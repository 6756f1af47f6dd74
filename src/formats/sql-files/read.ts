import { readSql } from '../../sql';
import type { ReadContext, ReadFile } from '../format';
import { sections } from '../sections';
import { transactionOf } from './transaction';

/** Reads one SQL migration; markers of goose, dbmate, sql-migrate and tern part the way up from the way back. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const parts = sections(file.text);
  return {
    up: readSql(file.uri, parts.up, context.dialect),
    ...(parts.down === undefined ? {} : { down: readSql(file.uri, parts.down, context.dialect) }),
    transaction: transactionOf(file.uri, parts, context),
  };
}
