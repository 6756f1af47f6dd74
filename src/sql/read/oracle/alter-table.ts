import type { Operation, QualifiedName, TableChange } from '../../../model';
import { readColumn } from '../column';
import { readTableConstraint, startsConstraint } from '../constraint';
import { accept, atEnd, type Cursor, enter, isWord, items, peek, spanFrom, startOffset, step } from '../cursor';
import { isName, readIdent, readIdentList, readName } from '../names';
import { opaqueFrom } from '../opaque';
import { readModified } from './modify';
import { readState, skipPhysical } from './physical';
import { skipSupplementalLog } from './table-parts';

/** Reads ALTER TABLE with its clauses, which stand one behind the other without commas; `c` stands behind TABLE. */
export function readAlterTable(c: Cursor): readonly Operation[] | undefined {
  const table = readName(c);
  if (!table) return undefined;
  const found: Operation[] = [];
  while (!atEnd(c)) {
    const from = c.at;
    const start = startOffset(c);
    const operations = readClause(c, table, start);
    if (!operations || c.at === from) {
      if (found.length === 0) return undefined;
      return [...found, opaqueFrom(c, 'This clause of ALTER TABLE was not understood.')];
    }
    found.push(...operations);
    accept(c, ',');
  }
  return found;
}

function readClause(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  const partitions = readPartitions(c, table, start);
  if (partitions) return partitions;
  if (accept(c, 'add')) return readAdd(c, table, start);
  if (accept(c, 'modify')) return readModify(c, table, start);
  if (accept(c, 'drop')) return readDrop(c, table, start);
  if (accept(c, 'rename')) return readRename(c, table, start);
  if (accept(c, 'set', 'unused')) return readUnused(c, table, start);
  return readSwitch(c, table, start) ?? readOther(c, table, start);
}

function change(table: QualifiedName, c: Cursor, start: number, made: TableChange): readonly Operation[] {
  return [{ kind: 'alterTable', table, change: made, span: spanFrom(c, start) }];
}

const PARTITION_WORDS = new Set(['partition', 'subpartition', 'partitions']);
const PARTITION_ACTIONS = new Set('add drop truncate split merge exchange modify move rename coalesce'.split(' '));

/** `SPLIT PARTITION p AT (…) INTO (…)` and the like, to the end of the statement; `SET INTERVAL (…)`. */
function readPartitions(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  const { word } = peek(c);
  const isPartition = PARTITION_ACTIONS.has(word) && PARTITION_WORDS.has(peek(c, 1).word) && peek(c, 2).word !== '(';
  if (!isPartition && !isWord(c, 'set', 'interval') && !isWord(c, 'modify', 'partition', 'by')) return undefined;
  const name = peek(c, 2);
  const names = isPartition && (name.kind === 'word' || name.kind === 'quoted') && name.word !== 'for';
  c.at += names ? 2 : 1;
  const first = names ? readIdent(c) : undefined;
  c.at = c.end;
  return change(table, c, start, { kind: 'partitions', action: word, names: first ? [first.name] : [] });
}

/** `ADD (a …, CONSTRAINT …)`, `ADD a …`, `ADD CONSTRAINT …`, with several behind one ADD too. */
function readAdd(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (isWord(c, 'supplemental') && skipSupplementalLog(c))
    return change(table, c, start, { kind: 'options', options: [] });
  accept(c, 'column');
  const inner = isWord(c, '(') ? enter(c) : undefined;
  if (!inner) return readAdded(c, table, start);
  skipPhysical(c, CLAUSES);
  const list = items(inner);
  const found = list.flatMap((item) => {
    const from = startOffset(item);
    const read = readAdded(item, table, list.length === 1 ? start : from);
    if (!read || !atEnd(item)) return [...(read ?? []), opaqueFrom(item, 'This definition was not understood.')];
    return read;
  });
  return spanning(c, found, list.length, start);
}

/** What is alone in its parentheses is the whole clause. */
function spanning(c: Cursor, found: readonly Operation[], items: number, start: number): readonly Operation[] {
  const [only] = found;
  return items === 1 && found.length === 1 && only ? [{ ...only, span: spanFrom(c, start) }] : found;
}

/** Words that start a clause of ALTER TABLE. */
const CLAUSES = new Set(['add', 'modify', 'drop', 'rename', 'set', 'enable', 'disable', 'move', 'shrink']);

function readAdded(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (startsConstraint(c)) {
    const constraint = readTableConstraint(c);
    return constraint && [{ kind: 'addConstraint', table, constraint, span: spanFrom(c, start) }];
  }
  if (skipSupplementalLog(c)) return [];
  const reading = readColumn(c);
  if (!reading) return undefined;
  const added: Operation = { kind: 'addColumn', table, column: reading.column, span: spanFrom(c, start) };
  if (reading.unknown.length === 0) return [added];
  return [
    added,
    opaqueFrom(c, `Part of this column was not understood: ${reading.unknown.slice(0, 4).join(' ')}.`, start),
  ];
}

function readModify(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (isWord(c, 'constraint') || isWord(c, 'primary', 'key') || isWord(c, 'unique', '('))
    return readConstraintState(c, table, start);
  if (isWord(c, 'lob') || isWord(c, 'nested') || isWord(c, 'varray') || isWord(c, 'default', 'attributes')) {
    c.at = c.end;
    return change(table, c, start, { kind: 'options', options: [] });
  }
  accept(c, 'column');
  const inner = isWord(c, '(') ? enter(c) : undefined;
  if (!inner) return readModified(c, table, start);
  const list = items(inner);
  return list.flatMap((item) => {
    const from = list.length === 1 ? start : startOffset(item);
    const read = readModified(item, table, from);
    if (!read || !atEnd(item))
      return [...(read ?? []), opaqueFrom(item, 'This change of a column was not understood.')];
    return read;
  });
}

function readDrop(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (accept(c, 'unused', 'columns') || accept(c, 'columns', 'continue')) {
    if (accept(c, 'checkpoint')) c.at++;
    return change(table, c, start, { kind: 'options', options: [] });
  }
  if (isWord(c, 'supplemental') && skipSupplementalLog(c))
    return change(table, c, start, { kind: 'options', options: [] });
  const key = accept(c, 'primary', 'key') ? 'primaryKey' : isWord(c, 'unique', '(') ? 'unique' : undefined;
  if (key || accept(c, 'constraint')) {
    if (key === 'unique') {
      c.at++;
      step(c);
    }
    const name = key ? undefined : readIdent(c);
    if (!key && !name) return undefined;
    const cascade = skipDropTail(c);
    const base = { table, ...(cascade ? { cascade } : {}), span: spanFrom(c, start) };
    return [{ kind: 'dropConstraint', ...(name ? { name } : {}), ...(key ? { constraintKind: key } : {}), ...base }];
  }
  return readDroppedColumns(c, table, start);
}

/** `DROP (a, b)`, `DROP COLUMN a`; SET UNUSED takes a column out of sight the same way. */
function readDroppedColumns(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  accept(c, 'column');
  const names = isWord(c, '(') ? readIdentList(c) : [readIdent(c)].flatMap((name) => name ?? []);
  if (!names || names.length === 0) return undefined;
  const cascade = skipDropTail(c);
  const whole = spanFrom(c, start);
  return names.map((column) => ({
    kind: 'dropColumn',
    table,
    column,
    ...(cascade ? { cascade } : {}),
    span: names.length === 1 ? whole : column.span,
  }));
}

/** CASCADE [CONSTRAINTS], KEEP INDEX, DROP INDEX, INVALIDATE, CHECKPOINT n, ONLINE, FORCE; true for CASCADE. */
function skipDropTail(c: Cursor): boolean {
  let cascade = false;
  for (;;) {
    if (accept(c, 'cascade')) {
      cascade = true;
      accept(c, 'constraints') || accept(c, 'constraint');
    } else if (accept(c, 'checkpoint')) c.at++;
    else if (
      !accept(c, 'keep', 'index') &&
      !accept(c, 'drop', 'index') &&
      !accept(c, 'invalidate') &&
      !accept(c, 'online') &&
      !accept(c, 'force')
    )
      return cascade;
  }
}

function readUnused(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  return readDroppedColumns(c, table, start);
}

function readRename(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (accept(c, 'to')) {
    const to = readName(c);
    return to && [{ kind: 'renameTable', table, to, span: spanFrom(c, start) }];
  }
  const isConstraint = accept(c, 'constraint');
  if (!isConstraint) accept(c, 'column');
  const name = readIdent(c);
  const to = accept(c, 'to') ? readIdent(c) : undefined;
  if (!name || !to) return undefined;
  if (isConstraint) return [{ kind: 'renameConstraint', table, name, to, span: spanFrom(c, start) }];
  return [{ kind: 'renameColumn', table, column: name, to, span: spanFrom(c, start) }];
}

/** `ENABLE VALIDATE CONSTRAINT x`, `DISABLE PRIMARY KEY CASCADE`, `ENABLE ALL TRIGGERS`, `ENABLE ROW MOVEMENT`. */
function readSwitch(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  const enabled = isWord(c, 'enable');
  if (!enabled && !isWord(c, 'disable')) return undefined;
  const from = c.at;
  c.at++;
  if (accept(c, 'all', 'triggers')) return change(table, c, start, { kind: 'trigger', enabled, name: 'all' });
  if (!accept(c, 'validate')) accept(c, 'novalidate');
  const isConstraint = isWord(c, 'constraint') || isWord(c, 'primary', 'key') || isWord(c, 'unique', '(');
  c.at = from;
  if (isConstraint || peek(c, 2).word === 'constraint' || peek(c, 2).word === 'primary')
    return readConstraintState(c, table, start);
  skipPhysical(c, new Set([...CLAUSES].filter((word) => word !== 'enable' && word !== 'disable')));
  return change(table, c, start, { kind: 'options', options: [] });
}

/** The state of a constraint changes; where it becomes validated the engine reads the rows. */
function readConstraintState(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  const from = startOffset(c);
  const isEnabled = !isWord(c, 'disable');
  while (accept(c, 'enable') || accept(c, 'disable') || accept(c, 'validate') || accept(c, 'novalidate'));
  let name = accept(c, 'constraint') ? readIdent(c) : undefined;
  if (!name && accept(c, 'primary', 'key')) name = { name: 'PRIMARY KEY', span: spanFrom(c, from) };
  if (!name && accept(c, 'unique')) {
    step(c);
    name = { name: 'UNIQUE', span: spanFrom(c, from) };
  }
  if (!name) return undefined;
  while (readState(c, {}) || accept(c, 'cascade') || accept(c, 'keep', 'index') || accept(c, 'drop', 'index'));
  while (accept(c, 'initially')) c.at++;
  const text = c.source.text.slice(from, spanFrom(c, from).end.offset);
  if (isEnabled && !/\b(?:novalidate|disable)\b/i.test(text) && name.name !== 'UNIQUE' && name.name !== 'PRIMARY KEY')
    return [{ kind: 'validateConstraint', table, name, span: spanFrom(c, start) }];
  return [{ kind: 'alterConstraint', table, name, text, span: spanFrom(c, start) }];
}

function readOther(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (accept(c, 'move')) {
    skipPhysical(c, CLAUSES);
    accept(c, 'update', 'indexes');
    return change(table, c, start, { kind: 'rebuild' });
  }
  if (accept(c, 'shrink', 'space')) {
    if (!accept(c, 'compact')) accept(c, 'cascade');
    return change(table, c, start, { kind: 'options', options: [] });
  }
  const from = c.at;
  skipPhysical(c, CLAUSES);
  if (c.at === from || (isName(c) && !CLAUSES.has(peek(c).word))) return undefined;
  return change(table, c, start, { kind: 'options', options: [] });
}
