import type { TableOption } from '../../../model';
import { accept, type Cursor, isWord, peek, spanFrom, startOffset } from '../cursor';
import { readIdent } from '../names';
import { readStorageParameters } from '../table-options';
import { skipFileGroup } from './key-options';

/** Reads one option behind a table's parentheses: `ON [PRIMARY]`, `TEXTIMAGE_ON x`, `WITH (MEMORY_OPTIMIZED = ON)`, `AS NODE`. */
export function readOwnOption(c: Cursor, options: TableOption[]): void {
  const start = startOffset(c);
  if (isWord(c, 'on')) {
    const name = peek(c, 1);
    const hasScheme = peek(c, 2).word === '(';
    const value = c.source.text.slice(name.start, name.end).replace(/^["[]|["\]]$/g, '');
    skipFileGroup(c);
    options.push({ name: hasScheme ? 'partition scheme' : 'filegroup', value, span: spanFrom(c, start) });
  } else if (isWord(c, 'textimage_on') || isWord(c, 'filestream_on')) {
    const name = peek(c).word;
    c.at++;
    options.push({ name, value: readIdent(c)?.name ?? '', span: spanFrom(c, start) });
  } else if (isGraph(c)) {
    c.at++;
    options.push({ name: 'as', value: peek(c).word, span: spanFrom(c, start) });
    c.at++;
  } else if (accept(c, 'with')) options.push(...readStorageParameters(c));
}

/** `AS NODE`, `AS EDGE`, `AS FILETABLE`: no query. */
export function isGraph(c: Cursor): boolean {
  return isWord(c, 'as') && /^(?:node|edge|filetable)$/.test(peek(c, 1).word);
}
