import type { Operation, QualifiedName } from '../../../model';
import { accept, type Cursor, isWord, peek, spanFrom, startOffset, textFrom } from '../cursor';
import { readIdent, readName } from '../names';
import { readType } from '../type';
import { readStorageClauses } from './key-options';

/**
 * Reads ALTER COLUMN, with `c` behind COLUMN. Type, collation and nullability are stated anew; default, identity and constraints stay.
 * Where neither NULL nor NOT NULL is written the column becomes nullable ("ALTER TABLE": ANSI_NULL defaults are on for ALTER COLUMN).
 */
export function readAlterColumn(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  const column = readIdent(c);
  if (!column) return undefined;
  const from = startOffset(c);
  if ((isWord(c, 'add') || isWord(c, 'drop')) && peek(c, 1).kind === 'word') {
    c.at = c.end;
    const change = { kind: 'setStorage' as const, text: textFrom(c, from) };
    return [{ kind: 'alterColumn', table, column, change, span: spanFrom(c, start) }];
  }
  const type = readType(c);
  if (!type) return undefined;
  let collation: string | undefined;
  let nullable = true;
  for (;;) {
    if (accept(c, 'collate')) collation = readName(c)?.name;
    else if (accept(c, 'not', 'null')) nullable = false;
    else if (accept(c, 'sparse') || accept(c, 'null') || accept(c, 'hidden')) continue;
    else if (accept(c, 'masked', 'with') || accept(c, 'encrypted', 'with')) c.at = Math.max(c.at + 1, peek(c).pair + 1);
    else break;
  }
  readStorageClauses(c);
  const span = spanFrom(c, start);
  const setType = { kind: 'setType' as const, type, ...(collation === undefined ? {} : { collation }) };
  return [
    { kind: 'alterColumn', table, column, change: setType, span },
    { kind: 'alterColumn', table, column, change: { kind: nullable ? 'dropNotNull' : 'setNotNull' }, span },
  ];
}
