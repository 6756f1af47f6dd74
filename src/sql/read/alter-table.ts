import type { Operation, QualifiedName } from '../../model';
import { readAdd } from './alter-add';
import { readAlterColumn, readChange, readModify } from './alter-column';
import { readDrop } from './alter-drop';
import { readTableChange } from './alter-options';
import { readRename } from './alter-rename';
import {
  accept,
  acceptIfExists,
  atEnd,
  type Cursor,
  cursorOver,
  isMysql,
  isWord,
  items,
  peek,
  spanFrom,
  startOffset,
  step,
} from './cursor';
import { readName } from './names';
import { readOnlineClause } from './online';
import { opaqueFrom } from './opaque';

/** Reads ALTER TABLE with all its clauses, with `c` behind ALTER. */
export function readAlterTable(c: Cursor): readonly Operation[] | undefined {
  while (accept(c, 'online') || accept(c, 'ignore'));
  if (isWord(c, 'foreign', 'table')) c.at++;
  if (!accept(c, 'table')) return undefined;
  acceptIfExists(c);
  accept(c, 'only');
  if (isWord(c, 'all')) return readAllInTablespace(c);
  const table = readName(c);
  if (!table) return undefined;
  accept(c, '*');
  // MariaDB: WAIT n, NOWAIT.
  if (accept(c, 'wait')) c.at++;
  else accept(c, 'nowait');
  const operations: Operation[] = [];
  for (const clause of clauses(c)) {
    clause.online = c.online;
    operations.push(...readClause(clause, table));
    c.online = clause.online;
  }
  return operations;
}

/** The clauses, parted by commas; MySQL's lists of partitions and ORDER BY have commas of their own and come last. */
function clauses(c: Cursor): readonly Cursor[] {
  if (!isMysql(c)) return items(c);
  const found: Cursor[] = [];
  while (!atEnd(c)) {
    const from = c.at;
    const takesRest = isWord(c, 'order', 'by') || (peek(c, 1).word === 'partition' && !isWord(c, 'add'));
    while (!atEnd(c) && (takesRest || !isWord(c, ','))) step(c);
    if (c.at > from) found.push(cursorOver(c.source, c.tokens, from, c.at));
    accept(c, ',');
  }
  return found;
}

/** `ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b` names no table; it changes no schema. */
function readAllInTablespace(c: Cursor): readonly Operation[] {
  c.at = c.end;
  return [];
}

/** One clause of ALTER TABLE. What is left of it unread makes an opaque operation beside the understood one. */
function readClause(c: Cursor, table: QualifiedName): readonly Operation[] {
  const start = startOffset(c);
  const from = c.at;
  const operations = readAction(c, table, start);
  if (operations && atEnd(c)) return operations;
  if (operations) return [...operations, opaqueFrom(c, 'The end of this clause of ALTER TABLE was not understood.')];
  c.at = from;
  return [opaqueFrom(c, 'This clause of ALTER TABLE was not understood.')];
}

/** Undefined when the clause is none that we know; an empty list when it changes nothing. */
function readAction(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (readOnlineClause(c)) {
    while (readOnlineClause(c));
    return [];
  }
  const operations = readColumnAction(c, table, start) ?? readTableChange(c, table, start);
  while (operations && readOnlineClause(c));
  return operations;
}

function readColumnAction(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (accept(c, 'add')) return readAdd(c, table, start);
  if (accept(c, 'drop')) return readDrop(c, table, start);
  if (accept(c, 'alter')) return readAlterColumn(c, table, start);
  if (accept(c, 'modify')) return readModify(c, table, start);
  if (accept(c, 'change')) return readChange(c, table, start);
  if (accept(c, 'rename')) return readRename(c, table, start);
  if (!accept(c, 'validate', 'constraint')) return undefined;
  return readValidate(c, table, start);
}

function readValidate(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  const name = readName(c);
  return name && [{ kind: 'validateConstraint', table, name, span: spanFrom(c, start) }];
}
