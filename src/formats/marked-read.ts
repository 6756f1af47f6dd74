import type { TransactionBehaviour } from '../model';
import { readSql } from '../sql';
import type { ReadContext, ReadFile } from './format';
import { type Sections, sections } from './sections';

/** Whether a migration asks its tool to leave the transaction out. */
export type OptOut = 'opts out' | 'wrapped';

/** Reads a file with both directions between the markers of one tool. */
export function readMarked(
  tool: Sections['tool'],
  file: { readonly uri: string; readonly text: string },
  context: ReadContext,
  transactionOf: (optOut: OptOut, context: ReadContext) => TransactionBehaviour,
): ReadFile {
  const parts = sections(file.text, tool);
  const optsOut = parts.noTransaction === 'both' || parts.noTransaction === 'up';
  return {
    up: readSql(file.uri, parts.up, context.dialect),
    ...(parts.down === undefined ? {} : { down: readSql(file.uri, parts.down, context.dialect) }),
    transaction: transactionOf(optsOut ? 'opts out' : 'wrapped', context),
  };
}
