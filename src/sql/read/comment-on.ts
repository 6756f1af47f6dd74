import type { CommentOn, Operation, QualifiedName } from '../../model';
import { accept, type Cursor, isWord, spanFrom, step } from './cursor';
import { readColumnPath, readName, readString } from './names';
import { objectTypeHere } from './object-types';
import { call } from './session';

type Target = Pick<CommentOn, 'objectType' | 'name' | 'table'>;

/** Reads COMMENT ON, with `c` behind COMMENT. */
export function readCommentOn(c: Cursor, start: number): readonly Operation[] | undefined {
  if (!accept(c, 'on')) return undefined;
  const target = readTarget(c);
  if (target === 'unnamed') return [call(c, 'comment', start)];
  if (!target || !accept(c, 'is')) return undefined;
  const comment = readString(c);
  if (comment === undefined && !accept(c, 'null')) return undefined;
  return [{ kind: 'commentOn', ...target, comment, span: spanFrom(c, start) }];
}

function readTarget(c: Cursor): Target | 'unnamed' | undefined {
  if (accept(c, 'column')) {
    const path = readColumnPath(c);
    return path && { objectType: 'column', name: path.column, table: path.table };
  }
  if (accept(c, 'constraint')) {
    const name = readName(c);
    if (!name || !accept(c, 'on')) return undefined;
    accept(c, 'domain');
    const table = readName(c);
    return table && { objectType: 'constraint', name, table };
  }
  if (accept(c, 'table') || accept(c, 'foreign', 'table')) return named('table', readName(c));
  if (accept(c, 'index')) return named('index', readName(c));
  const objectType = objectTypeHere(c);
  // Casts, operators and the like have names that are no identifiers.
  if (objectType === undefined || objectType === 'other') return objectType && 'unnamed';
  const name = readName(c);
  if (!name) return undefined;
  if (isWord(c, '(')) step(c);
  const table = accept(c, 'on') ? readName(c) : undefined;
  return { objectType, name, ...(table ? { table } : {}) };
}

function named(objectType: 'table' | 'index', name: QualifiedName | undefined): Target | undefined {
  return name && { objectType, name };
}
