import type { OnlineClauses, Operation } from '../../model';
import { readAlterObject } from './alter-object';
import { readAlterTable } from './alter-table';
import { readCommentOn } from './comment-on';
import { readCreate } from './create';
import { atEnd, type Cursor, isMysql, isOracle, isSqlServer, isWord, peek, spanFrom } from './cursor';
import {
  queryOnly,
  readCopy,
  readDelete,
  readInsert,
  readLoad,
  readMerge,
  readTruncate,
  readUpdate,
  readWith,
} from './data';
import { readDropStatement, readRenameStatement } from './drop';
import { readGrant } from './grant';
import { readAnalyze, readCluster, readRefresh, readReindex, readVacuum } from './maintenance';
import { opaqueFrom } from './opaque';
import { readOwnStatement as readOracle } from './oracle/statement';
import { readSelect } from './select';
import { call, functionName, readLock, readPragma, readReset, readSet, readTransaction, readUse } from './session';
import { readOwnStatement as readSqlServer } from './sqlserver/statement';

export interface StatementReading {
  readonly operations: readonly Operation[];
  readonly online: OnlineClauses | undefined;
}

/** Reads the statement that `c` covers. What is not understood is an opaque operation; nothing is dropped. */
export function readOperations(c: Cursor, start: number): StatementReading {
  const from = c.at;
  const operations = readHead(c, start);
  if (!operations) {
    c.at = c.end;
    const opaque = opaqueFrom(c, reasonFor(c, from), start);
    return { operations: [opaque], online: undefined };
  }
  if (atEnd(c)) return { operations, online: c.online };
  return {
    operations: [...operations, opaqueFrom(c, 'The end of this statement was not understood.')],
    online: c.online,
  };
}

function reasonFor(c: Cursor, from: number): string {
  const head = c.tokens[from];
  const word = head ? c.source.text.slice(head.start, Math.min(head.end, head.start + 30)) : '';
  return `This ${word.toUpperCase()} statement was not understood.`;
}

type Reader = (c: Cursor, start: number) => readonly Operation[] | undefined;

/** Readers by a statement's first word; the cursor stands behind it. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['create', readCreate],
  ['alter', (c, start) => readAlterTable(c) ?? readAlterObject(c, start)],
  ['drop', readDropStatement],
  ['rename', readRenameStatement],
  ['comment', readCommentOn],
  ['grant', (c, start) => readGrant(c, start, false)],
  ['revoke', (c, start) => readGrant(c, start, true)],
  ['insert', readInsert],
  ['replace', readInsert],
  ['update', readUpdate],
  ['delete', readDelete],
  ['merge', readMerge],
  ['copy', readCopy],
  ['truncate', readTruncate],
  ['select', readSelect],
  ['perform', readSelect],
  ['with', (c, start) => readWith(c, start, readHead)],
  ['set', readSet],
  ['reset', readReset],
  ['pragma', readPragma],
  ['use', readUse],
  ['lock', readLock],
  ['vacuum', readVacuum],
  ['analyze', (c, start) => readAnalyze(c, start, 'analyze')],
  ['analyse', (c, start) => readAnalyze(c, start, 'analyze')],
  ['optimize', (c, start) => readAnalyze(c, start, 'optimize')],
  ['cluster', readCluster],
  ['reindex', readReindex],
  ['refresh', readRefresh],
  ['load', (c, start) => (isMysql(c) && !isWord(c, 'index') ? readLoad(c, start) : [call(c, 'load', start)])],
  ['checkpoint', (c, start) => [{ kind: 'maintenance', action: 'checkpoint', tables: [], span: spanFrom(c, start) }]],
  ['call', (c, start) => [call(c, functionName(c) ?? peek(c).word, start)]],
]);

/** Statements that we know and that change nothing of a schema. */
const KNOWN = new Set(
  'attach backup binlog cache change check checksum close deallocate declare desc describe detach discard do exec execute explain fetch flush handler help import install kill listen move notify prepare purge reassign repair restore security show shutdown signal stop table uninstall unlisten unlock values xa'.split(
    ' ',
  ),
);

function readHead(c: Cursor, start: number): readonly Operation[] | undefined {
  const { word, kind } = peek(c);
  if (word === '(') return queryOnly(c, c.at, start);
  const own = isSqlServer(c) ? readSqlServer(c, start) : isOracle(c) ? readOracle(c, start) : undefined;
  if (own) return own;
  if (kind !== 'word') return undefined;
  const control = readTransaction(c, start);
  if (control) return control;
  const from = c.at;
  const read = READERS.get(word);
  if (read) {
    c.at++;
    const operations = read(c, start);
    if (!operations) c.at = from;
    return operations;
  }
  return KNOWN.has(word) ? [call(c, word, start)] : undefined;
}

/** True when a statement that starts with this word can be read: what a block holds between its control words. */
export function startsStatement(c: Cursor): boolean {
  const { word, kind } = peek(c);
  if (kind !== 'word') return false;
  if (word === 'comment') return peek(c, 1).word === 'on';
  return READERS.has(word) || word === 'commit' || word === 'rollback';
}
