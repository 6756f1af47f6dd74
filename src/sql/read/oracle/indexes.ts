import type { IndexSpec, Operation } from '../../../model';
import {
  accept,
  acceptIfExists,
  acceptIfNotExists,
  atEnd,
  type Cursor,
  isWord,
  restText,
  spanFrom,
  startOffset,
} from '../cursor';
import { readKeyParts } from '../key-parts';
import { readIdent, readName } from '../names';
import { call } from '../session';
import { skipPhysical } from './physical';

type Draft = { -readonly [K in keyof IndexSpec]: IndexSpec[K] };

/** Reads CREATE INDEX, with `c` behind CREATE; undefined when no index is made. */
export function readCreateIndex(c: Cursor, start: number): readonly Operation[] | undefined {
  const draft: Draft = { columns: [], span: spanFrom(c, start) };
  if (accept(c, 'unique')) draft.unique = true;
  if (accept(c, 'bitmap')) draft.method = 'bitmap';
  if (accept(c, 'multivalue')) draft.method = 'multivalue';
  if (accept(c, 'search')) draft.method = 'search';
  if (accept(c, 'vector')) draft.method = 'vector';
  if (!accept(c, 'index')) return undefined;
  const ifNotExists = acceptIfNotExists(c);
  const name = readName(c);
  if (!name || !accept(c, 'on')) return undefined;
  // The index of a cluster has the cluster's key.
  if (accept(c, 'cluster')) return [call(c, 'create index', start)];
  draft.name = { name: name.name, span: name.span };
  const table = readName(c);
  if (!table) return undefined;
  if (!isWord(c, '(')) readIdent(c);
  draft.columns = readKeyParts(c) ?? [];
  const from = startOffset(c);
  readAttributes(c, draft);
  const storage = c.source.text.slice(from, Math.max(from, spanFrom(c, from).end.offset)).trim();
  if (storage !== '') draft.storage = storage.replace(/\s+/g, ' ');
  draft.span = spanFrom(c, start);
  return [{ kind: 'createIndex', table, index: draft, ...(ifNotExists ? { ifNotExists } : {}), span: draft.span }];
}

function readAttributes(c: Cursor, draft: Draft): void {
  while (!atEnd(c)) {
    const from = c.at;
    if (accept(c, 'indextype', 'is')) {
      draft.method = readName(c)?.name.toLowerCase() ?? 'domain';
      if (accept(c, 'parameters')) c.at += 3;
    } else if (isWord(c, 'invisible')) {
      draft.invisible = true;
      c.at++;
      // A bitmap join index has the tables that it joins behind its columns.
    } else if (isWord(c, 'from')) while (!atEnd(c) && !isWord(c, 'local') && !isWord(c, 'tablespace')) c.at++;
    else skipPhysical(c, OWN);
    if (c.at === from) return;
  }
}

const OWN = new Set(['indextype', 'invisible']);

/** DROP INDEX n [ONLINE] [FORCE], with `c` behind INDEX. */
export function readDropIndex(c: Cursor, start: number): readonly Operation[] | undefined {
  const ifExists = acceptIfExists(c) ? { ifExists: true } : {};
  const index = readName(c);
  while (
    accept(c, 'online') ||
    accept(c, 'force') ||
    accept(c, 'deferred', 'invalidation') ||
    accept(c, 'immediate', 'invalidation')
  );
  return index && [{ kind: 'dropIndex', index, ...ifExists, span: spanFrom(c, start) }];
}

/** ALTER INDEX n REBUILD, RENAME TO, UNUSABLE, …, with `c` behind INDEX. */
export function readAlterIndex(c: Cursor, start: number): readonly Operation[] | undefined {
  const index = readName(c);
  if (!index) return undefined;
  if (accept(c, 'rename', 'to')) {
    const to = readIdent(c);
    return to && [{ kind: 'renameIndex', index, to, span: spanFrom(c, start) }];
  }
  if (accept(c, 'rebuild')) {
    c.at = c.end;
    return [{ kind: 'reindex', target: 'index', name: index, span: spanFrom(c, start) }];
  }
  const text = restText(c);
  return [{ kind: 'alterIndex', index, change: { kind: 'setOptions', text }, span: spanFrom(c, start) }];
}
