import type { Operation, QualifiedName } from '../../model';
import { readPartitionAction } from './alter-partitions';
import { accept, acceptIfExists, type Cursor, isMysql, isWord, peek, spanFrom } from './cursor';
import { readIdent, readName } from './names';

interface DropFlags {
  readonly ifExists?: boolean;
  readonly cascade?: boolean;
}

/** Reads what stands behind DROP in ALTER TABLE. */
export function readDrop(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (accept(c, 'constraint')) return dropConstraint(c, table, start, undefined);
  if (isMysql(c)) {
    const found = readMysqlDrop(c, table, start);
    if (found) return found;
  }
  const keyword = accept(c, 'column');
  if (!keyword && !isPlainColumn(c)) return undefined;
  const ifExists = acceptIfExists(c);
  const column = readIdent(c);
  if (!column) return undefined;
  const cascade = acceptCascade(c);
  const flags: DropFlags = { ...(ifExists ? { ifExists } : {}), ...(cascade ? { cascade } : {}) };
  return [{ kind: 'dropColumn', table, column, ...flags, span: spanFrom(c, start) }];
}

/** A column's name may be any word; one that a known clause starts with is not meant. */
function isPlainColumn(c: Cursor): boolean {
  const next = peek(c, 1);
  return (
    next.word === '' ||
    next.word === 'cascade' ||
    next.word === 'restrict' ||
    next.word === 'exists' ||
    next.kind === 'symbol' ||
    next.kind === 'word'
  );
}

function dropConstraint(
  c: Cursor,
  table: QualifiedName,
  start: number,
  constraintKind: 'primaryKey' | 'foreignKey' | 'check' | undefined,
): readonly Operation[] | undefined {
  const ifExists = acceptIfExists(c);
  const name = constraintKind === 'primaryKey' ? undefined : readIdent(c);
  if (!name && constraintKind !== 'primaryKey') return undefined;
  const cascade = acceptCascade(c);
  return [
    {
      kind: 'dropConstraint',
      table,
      ...(name ? { name } : {}),
      ...(constraintKind ? { constraintKind } : {}),
      ...(ifExists ? { ifExists } : {}),
      ...(cascade ? { cascade } : {}),
      span: spanFrom(c, start),
    },
  ];
}

function readMysqlDrop(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (accept(c, 'primary', 'key')) return dropConstraint(c, table, start, 'primaryKey');
  if (accept(c, 'foreign', 'key')) return dropConstraint(c, table, start, 'foreignKey');
  if (isWord(c, 'check') && peek(c, 1).kind !== 'symbol') {
    c.at++;
    return dropConstraint(c, table, start, 'check');
  }
  if ((isWord(c, 'index') || isWord(c, 'key')) && peek(c, 1).kind !== 'symbol') {
    c.at++;
    const ifExists = acceptIfExists(c);
    const index = readName(c);
    return index && [{ kind: 'dropIndex', index, table, ...(ifExists ? { ifExists } : {}), span: spanFrom(c, start) }];
  }
  if (isWord(c, 'partition')) return readPartitionAction(c, table, start, 'drop');
  if (accept(c, 'system', 'versioning') || accept(c, 'period', 'for')) {
    c.at = c.end;
    return [{ kind: 'alterTable', table, change: { kind: 'options', options: [] }, span: spanFrom(c, start) }];
  }
  return undefined;
}

/** Steps over CASCADE or RESTRICT; true for CASCADE. */
export function acceptCascade(c: Cursor): boolean {
  if (accept(c, 'cascade')) return true;
  accept(c, 'restrict');
  return false;
}
