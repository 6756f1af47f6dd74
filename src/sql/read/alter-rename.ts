import type { Operation, QualifiedName } from '../../model';
import { accept, acceptIfExists, type Cursor, isMysql, isWord, peek, spanFrom } from './cursor';
import { isName, readIdent, readName } from './names';

/** Reads what stands behind RENAME in ALTER TABLE. */
export function readRename(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (accept(c, 'constraint')) {
    const name = readIdent(c);
    const to = accept(c, 'to') ? readIdent(c) : undefined;
    return name && to && [{ kind: 'renameConstraint', table, name, to, span: spanFrom(c, start) }];
  }
  if (isMysql(c) && (isWord(c, 'index') || isWord(c, 'key')) && isName(c, 1) && peek(c, 2).word !== '') {
    c.at++;
    acceptIfExists(c);
    const index = readName(c);
    const to = accept(c, 'to') ? readIdent(c) : undefined;
    return index && to && [{ kind: 'renameIndex', index, table, to, span: spanFrom(c, start) }];
  }
  if (isTableRename(c)) {
    if (!accept(c, 'to')) accept(c, 'as');
    accept(c, '=');
    const to = readName(c);
    return to && [{ kind: 'renameTable', table, to, span: spanFrom(c, start) }];
  }
  accept(c, 'column');
  acceptIfExists(c);
  const column = readIdent(c);
  const to = accept(c, 'to') || (isMysql(c) && accept(c, 'as')) ? readIdent(c) : undefined;
  return column && to && [{ kind: 'renameColumn', table, column, to, span: spanFrom(c, start) }];
}

/** `RENAME TO x`; in MySQL also `RENAME AS x`, `RENAME = x` and `RENAME x`. */
function isTableRename(c: Cursor): boolean {
  if (isWord(c, 'to') && peek(c, 1).word !== 'to') return true;
  if (!isMysql(c) || isWord(c, 'column')) return false;
  return isWord(c, 'as') || isWord(c, '=') || peek(c, 1).word === '.' || peek(c, 1).start === 0;
}
