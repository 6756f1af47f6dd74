import { spanOf } from '../../text/source';
import { accept, type Cursor, isWord, peek, startOffset, step, textFrom } from '../cursor';

/** Steps over CLUSTERED, NONCLUSTERED and HASH behind a key or before INDEX; true for CLUSTERED, undefined when neither is written. */
export function readClustered(c: Cursor): boolean | undefined {
  if (accept(c, 'clustered')) return true;
  if (accept(c, 'nonclustered')) {
    accept(c, 'hash');
    return false;
  }
  accept(c, 'hash');
  return undefined;
}

/** Steps over what may follow a key's or index's columns: `WITH (…)`, `WITH FILLFACTOR = 80`, `ON filegroup`, `ON scheme(column)`; gives WITH's text. */
export function readStorageClauses(c: Cursor): string | undefined {
  let storage: string | undefined;
  for (;;) {
    if (isWord(c, 'with', '(')) {
      c.at++;
      const start = peek(c).end;
      const open = c.at;
      step(c);
      const closed = c.tokens[c.at - 1]?.word === ')';
      const end = closed ? (c.tokens[c.at - 1]?.start ?? start) : (c.tokens[c.at - 1]?.end ?? start);
      storage = c.source.text.slice(start, end).trim();
      noteOnline(c, open);
    } else if (isWord(c, 'with') && isOldOption(c)) {
      c.at++;
      const start = startOffset(c);
      do c.at += peek(c, 1).word === '=' ? 3 : 1;
      while (accept(c, ','));
      storage = textFrom(c, start);
    } else if (isWord(c, 'on') && isFileGroup(c)) skipFileGroup(c);
    else if (accept(c, 'filestream_on') || accept(c, 'textimage_on')) c.at++;
    else if (accept(c, 'bucket_count')) c.at += 2;
    else return storage;
  }
}

/** Before SQL Server 2005 options stood without parentheses: `WITH FILLFACTOR = 80, PAD_INDEX`. */
function isOldOption(c: Cursor): boolean {
  const { word } = peek(c, 1);
  return /^(?:fillfactor|pad_index|ignore_dup_key|drop_existing|statistics_norecompute|sort_in_tempdb|sorted_data)$/.test(
    word,
  );
}

/** `ON [PRIMARY]`, not `ON DELETE`. */
function isFileGroup(c: Cursor): boolean {
  const { word, kind } = peek(c, 1);
  return (kind === 'quoted' || kind === 'word') && word !== 'delete' && word !== 'update';
}

export function skipFileGroup(c: Cursor): void {
  c.at += 2;
  if (isWord(c, '(')) step(c);
}

/** ONLINE = ON lets writes through while the index is built or the column changed. */
function noteOnline(c: Cursor, open: number): void {
  const close = c.tokens[open]?.pair ?? -1;
  for (let i = open; i < close; i++) {
    const [name, value] = [c.tokens[i], c.tokens[i + 2]];
    if (name?.word !== 'online' || c.tokens[i + 1]?.word !== '=' || !value) continue;
    c.online = { lock: value.word === 'on' ? 'none' : 'exclusive', span: spanOf(c.source, name.start, value.end) };
  }
}

/** NOT FOR REPLICATION says nothing of the data. */
export function acceptNotForReplication(c: Cursor): boolean {
  return accept(c, 'not', 'for', 'replication');
}
