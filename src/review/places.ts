import type { Migration, Span } from '../model';

/** Where a finding on a migration as a whole stands: at its first statement, else at the head of its file. */
export function headOf({ up, uri }: Migration): Span {
  const start = { line: 0, column: 0, offset: 0 };
  return up.statements[0]?.span ?? { uri, start, end: start };
}

/** A file's name, for people. */
export function fileNameOf({ uri }: Migration): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
