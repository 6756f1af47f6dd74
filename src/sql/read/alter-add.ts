import type { AddColumn, ColumnPlace, ConstraintSpec, Operation, QualifiedName } from '../../model';
import { readPartitionAction } from './alter-partitions';
import { readColumn } from './column';
import { readTableConstraint, startsConstraint } from './constraint';
import {
  accept,
  acceptIfNotExists,
  type Cursor,
  enter,
  isMysql,
  isWord,
  items,
  peek,
  spanFrom,
  startOffset,
} from './cursor';
import { readInlineIndex, startsInlineIndex } from './index-spec';
import { readIdent } from './names';
import { opaqueFrom } from './opaque';

/** Reads what stands behind ADD in ALTER TABLE. */
export function readAdd(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (startsInlineIndex(c)) {
    const read = readInlineIndex(c);
    if (!read) return undefined;
    const ifNotExists = read.ifNotExists ? { ifNotExists: true } : {};
    return [{ kind: 'createIndex', table, index: read.index, ...ifNotExists, span: spanFrom(c, start) }];
  }
  if (startsConstraint(c)) return readAddConstraint(c, table, start);
  if (isMysql(c) && isWord(c, 'partition')) return readPartitionAction(c, table, start, 'add');
  // MariaDB: ADD SYSTEM VERSIONING, ADD PERIOD FOR SYSTEM_TIME (a, b).
  if (isMysql(c) && (accept(c, 'system', 'versioning') || accept(c, 'period', 'for'))) {
    c.at = c.end;
    return [{ kind: 'alterTable', table, change: { kind: 'options', options: [] }, span: spanFrom(c, start) }];
  }
  accept(c, 'column');
  const ifNotExists = acceptIfNotExists(c);
  if (isWord(c, '(')) return readAddColumns(c, table);
  return readAddColumn(c, table, start, ifNotExists ? { ifNotExists } : {});
}

function readAddConstraint(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  const ifNotExists = isWord(c, 'constraint', 'if');
  const constraint: ConstraintSpec | undefined = readTableConstraint(c);
  return (
    constraint && [
      { kind: 'addConstraint', table, constraint, ...(ifNotExists ? { ifNotExists } : {}), span: spanFrom(c, start) },
    ]
  );
}

function readAddColumn(
  c: Cursor,
  table: QualifiedName,
  start: number,
  flags: Pick<AddColumn, 'ifNotExists'>,
): readonly Operation[] | undefined {
  const reading = readColumn(c);
  if (!reading) return undefined;
  const place = readPlace(c);
  const span = spanFrom(c, start);
  const added: Operation = {
    kind: 'addColumn',
    table,
    column: reading.column,
    ...flags,
    ...(place ? { place } : {}),
    span,
  };
  if (reading.unknown.length === 0) return [added];
  return [
    added,
    opaqueFrom(c, `Part of this column was not understood: ${reading.unknown.slice(0, 4).join(' ')}.`, start),
  ];
}

/** MySQL: `ADD COLUMN (a int, b int, KEY (a))`. */
function readAddColumns(c: Cursor, table: QualifiedName): readonly Operation[] | undefined {
  const inner = enter(c);
  return (
    inner &&
    items(inner).flatMap((item) => {
      const start = startOffset(item);
      return readAdd(item, table, start) ?? [opaqueFrom(item, 'This definition was not understood.')];
    })
  );
}

/** MySQL's FIRST or AFTER column. */
export function readPlace(c: Cursor): ColumnPlace | undefined {
  if (accept(c, 'first')) return { kind: 'first' };
  if (peek(c).word !== 'after') return undefined;
  c.at++;
  const column = readIdent(c);
  return column && { kind: 'after', column };
}
