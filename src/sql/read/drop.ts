import type { ObjectType, Operation, QualifiedName } from '../../model';
import { acceptCascade } from './alter-drop';
import {
  accept,
  acceptIfExists,
  atEnd,
  type Cursor,
  isWord,
  peek,
  restText,
  spanFrom,
  startOffset,
  step,
} from './cursor';
import { isName, readName } from './names';
import { objectTypeHere } from './object-types';
import { readOnlineClause } from './online';
import { call } from './session';

/** Reads DROP, with `c` behind it: one operation for every object named. */
export function readDropStatement(c: Cursor, start: number): readonly Operation[] | undefined {
  if (isWord(c, 'temporary', 'table') || isWord(c, 'foreign', 'table')) c.at++;
  if (accept(c, 'table') || accept(c, 'tables')) return dropTables(c, start);
  if (accept(c, 'index')) return dropIndexes(c, start);
  if (isWord(c, 'owned')) return [call(c, 'drop owned', start)];
  if (accept(c, 'prepare')) return [call(c, 'drop prepare', start)];
  const objectType = objectTypeHere(c);
  return objectType && dropObjects(c, objectType, start);
}

interface Dropped {
  readonly name: QualifiedName;
  /** Where the object's own part starts: the statement for the first, the name for those behind it. */
  readonly start: number;
}

interface Flags {
  readonly ifExists?: boolean;
  readonly cascade?: boolean;
}

function readDropped(c: Cursor, start: number): readonly Dropped[] {
  const names: Dropped[] = [];
  do {
    const at = startOffset(c);
    const name = readName(c);
    if (!name) break;
    // Arguments of a function or aggregate; the operand types of an operator.
    if (isWord(c, '(')) step(c);
    names.push({ name, start: names.length === 0 ? start : at });
  } while (accept(c, ','));
  return names;
}

/** One object: the whole statement; one of several: its own name, so that each points at itself. */
function spansOf<T>(
  c: Cursor,
  names: readonly Dropped[],
  start: number,
  make: (name: QualifiedName, span: Operation['span']) => T,
): readonly T[] {
  const whole = spanFrom(c, start);
  return names.map(({ name }) => make(name, names.length === 1 ? whole : name.span));
}

function dropTables(c: Cursor, start: number): readonly Operation[] | undefined {
  const ifExists = acceptIfExists(c);
  const names = readDropped(c, start);
  if (names.length === 0) return undefined;
  if (accept(c, 'wait')) c.at++;
  const flags = flagsOf(ifExists, acceptCascade(c));
  return spansOf(c, names, start, (table, span) => ({ kind: 'dropTable', table, ...flags, span }));
}

function dropIndexes(c: Cursor, start: number): readonly Operation[] | undefined {
  const concurrently = accept(c, 'concurrently');
  const ifExists = acceptIfExists(c);
  const names = readDropped(c, start);
  if (names.length === 0) return undefined;
  const table = accept(c, 'on') ? readName(c) : undefined;
  while (readOnlineClause(c));
  const flags = {
    ...flagsOf(ifExists, acceptCascade(c)),
    ...(concurrently ? { concurrently } : {}),
    ...(table ? { table } : {}),
  };
  return spansOf(c, names, start, (index, span) => ({ kind: 'dropIndex', index, ...flags, span }));
}

function flagsOf(ifExists: boolean, cascade: boolean): Flags {
  return { ...(ifExists ? { ifExists } : {}), ...(cascade ? { cascade } : {}) };
}

function dropObjects(c: Cursor, objectType: ObjectType, start: number): readonly Operation[] | undefined {
  const ifExists = acceptIfExists(c);
  const mark = c.at;
  const names = isName(c) ? readDropped(c, start) : [];
  if (names.length === 0 || objectType === 'other') {
    // Operators, casts, users with hosts: their names are no identifiers. Nothing of them is in the schema.
    c.at = mark;
    return [call(c, 'drop', start)];
  }
  const table = accept(c, 'on') ? readName(c) : undefined;
  const cascade = acceptCascade(c);
  if (!atEnd(c) && objectType === 'role') restText(c);
  const flags = { ...flagsOf(ifExists, cascade), ...(table ? { table } : {}) };
  return spansOf(c, names, start, (name, span) => ({ kind: 'dropObject', objectType, name, ...flags, span }));
}

/** MySQL: RENAME TABLE a TO b, c TO d; RENAME USER changes no schema. */
export function readRenameStatement(c: Cursor, start: number): readonly Operation[] | undefined {
  if (!accept(c, 'table') && !accept(c, 'tables'))
    return isWord(c, 'user') ? [call(c, 'rename user', start)] : undefined;
  acceptIfExists(c);
  const operations: Operation[] = [];
  do {
    const from = operations.length === 0 ? start : startOffset(c);
    const table = readName(c);
    if (accept(c, 'wait')) c.at++;
    else accept(c, 'nowait');
    const to = accept(c, 'to') ? readName(c) : undefined;
    if (!table || !to) return undefined;
    operations.push({ kind: 'renameTable', table, to, span: spanFrom(c, from) });
  } while (accept(c, ',') && peek(c).word !== '');
  return operations;
}
