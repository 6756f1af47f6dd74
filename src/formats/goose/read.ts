import { languageOf } from '../../code';
import type { ReadContext, ReadFile } from '../format';
import { readMarked } from '../marked-read';
import { readGo } from './read-go';
import { transactionOf } from './transaction';

/** Reads one migration: SQL between goose's markers, or the SQL that a Go migration executes. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  return languageOf(file.uri) === 'go' ? readGo(file, context) : readMarked('goose', file, context, transactionOf);
}
