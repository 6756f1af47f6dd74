import type { Operation, QualifiedName } from '../../model';
import { type Cursor, enter, isWord, items, peek, spanFrom } from './cursor';
import { readIdent } from './names';

/** MySQL: partitions added, dropped, truncated, rebuilt…; `c` stands at PARTITION. */
export function readPartitionAction(
  c: Cursor,
  table: QualifiedName,
  start: number,
  action: string,
): readonly Operation[] {
  c.at++;
  const names: string[] = [];
  if (isWord(c, '(')) {
    const inner = enter(c);
    for (const item of inner ? items(inner) : []) {
      if (isWord(item, 'partition')) item.at++;
      const name = readIdent(item);
      if (name) names.push(name.name);
    }
  } else {
    while (c.at < c.end && peek(c).kind !== 'symbol' && !isWord(c, 'into')) {
      const name = readIdent(c);
      if (!name) break;
      names.push(name.name);
      if (isWord(c, ',')) c.at++;
    }
  }
  c.at = c.end;
  return [{ kind: 'alterTable', table, change: { kind: 'partitions', action, names }, span: spanFrom(c, start) }];
}
