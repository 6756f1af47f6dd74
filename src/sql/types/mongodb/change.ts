import type { SqlType } from '../../../model';
import { sameType, type TypeChange } from '../change';

/** Nothing is checked or written when a declared type changes: the documents that are there keep what they hold, and may not be what is declared. */
export function changeOfDocumentType(from: SqlType, to: SqlType): TypeChange {
  return sameType(from, to) ? 'same' : 'narrowing';
}
