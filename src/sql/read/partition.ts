import type { IndexColumn, PartitionBy } from '../../model';
import { accept, acceptAny, atEnd, type Cursor, isMysql, isWord, peek, spanFrom, startOffset, step } from './cursor';
import { readKeyParts } from './key-parts';

const METHODS = new Set(['range', 'list', 'hash', 'key', 'columns', 'linear', 'system_time']);

/** Reads `PARTITION BY method (key)` and, in MySQL, the partitions behind it; undefined when it is not there. */
export function readPartitionBy(c: Cursor): PartitionBy | undefined {
  const start = startOffset(c);
  if (!accept(c, 'partition', 'by')) return undefined;
  const words: string[] = [];
  for (let word = acceptAny(c, METHODS); word !== undefined; word = acceptAny(c, METHODS)) words.push(word);
  if (accept(c, 'algorithm')) c.at += 2;
  let columns: readonly IndexColumn[] = [];
  if (isWord(c, '(')) columns = readKeyParts(c) ?? [];
  const partition: PartitionBy = { method: words.join(' '), columns, span: spanFrom(c, start) };
  if (!isMysql(c)) return partition;
  skipPartitions(c);
  return { ...partition, span: spanFrom(c, start) };
}

/** MySQL: INTERVAL, LIMIT, PARTITIONS n, SUBPARTITION BY …, and the list of partitions. */
function skipPartitions(c: Cursor): void {
  while (!atEnd(c)) {
    const { word } = peek(c);
    if (word === 'select' || word === 'as' || word === 'ignore' || word === 'replace' || word === ',') return;
    step(c);
  }
}
