import { languageOf } from '../../code';
import type { ReadContext, ReadFile } from '../format';
import { readMarked } from '../marked-read';
import { readCode } from './read-code';
import { transactionOf } from './transaction';

/** Reads one migration: SQL with its markers, or the calls of its builder. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  return languageOf(file.uri) === undefined
    ? readMarked('node-pg-migrate', file, context, transactionOf)
    : readCode(file, context);
}
