import type { ColumnSpec, TableOption } from '../../../model';
import { accept, atEnd, type Cursor, isWord, peek, spanFrom, startOffset, step, textFrom } from '../cursor';
import { readIdent } from '../names';
import { skipPhysical } from './physical';

type Draft = { -readonly [K in keyof ColumnSpec]: ColumnSpec[K] };

const WORDS = new Set(['sort', 'virtual', 'visible', 'invisible', 'annotations', 'reserved']);

/** Reads a part of a column definition that only Oracle has; false when none is next. */
export function readOwnPart(c: Cursor, draft: Draft): boolean {
  const { kind, word } = peek(c);
  if (kind === 'word' && WORDS.has(word) && !(word === 'virtual' && draft.generated)) {
    c.at++;
    if (isWord(c, '(')) step(c);
    return true;
  }
  if (accept(c, 'encrypt')) {
    if (accept(c, 'using')) c.at++;
    if (accept(c, 'identified', 'by')) c.at++;
    if (peek(c).kind === 'string') c.at++;
    if (!accept(c, 'no', 'salt')) accept(c, 'salt');
    return true;
  }
  return accept(c, 'decrypt') || accept(c, 'with', 'rowid') || accept(c, 'scope', 'is');
}

/** `SUPPLEMENTAL LOG GROUP g (a, b) ALWAYS` among the columns. */
export function skipSupplementalLog(c: Cursor): boolean {
  if (!isWord(c, 'supplemental', 'log')) return false;
  while (!atEnd(c) && !isWord(c, ',')) step(c);
  return true;
}

/** Reads what stands behind a table's parentheses: what tools ask for is kept by name, the rest is storage. */
export function readOwnOption(c: Cursor, options: TableOption[]): void {
  const start = startOffset(c);
  if (isWord(c, 'tablespace')) {
    c.at++;
    options.push({ name: 'tablespace', value: readIdent(c)?.name ?? '', span: spanFrom(c, start) });
  } else if (accept(c, 'organization')) {
    const value = peek(c).word;
    c.at++;
    options.push({ name: 'organization', value, span: spanFrom(c, start) });
    skipPhysical(c, STOPS);
  } else if (accept(c, 'on', 'commit')) {
    while (
      isWord(c, 'preserve') ||
      isWord(c, 'delete') ||
      isWord(c, 'drop') ||
      isWord(c, 'rows') ||
      isWord(c, 'definition')
    )
      c.at++;
    const value = textFrom(c, start)
      .replace(/^on\s+commit\s+/i, '')
      .toLowerCase();
    options.push({ name: 'on commit', value, span: spanFrom(c, start) });
  } else skipPhysical(c, STOPS);
}

const STOPS = new Set(['tablespace', 'organization', 'partition']);
