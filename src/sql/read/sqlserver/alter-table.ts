import type { Operation, QualifiedName } from '../../../model';
import { readColumn } from '../column';
import { readTableConstraint, startsConstraint } from '../constraint';
import {
  accept,
  acceptIfExists,
  acceptIfNotExists,
  atEnd,
  type Cursor,
  isWord,
  items,
  peek,
  spanFrom,
  startOffset,
  textFrom,
} from '../cursor';
import { readIdent, readName } from '../names';
import { opaqueFrom } from '../opaque';
import { readStorageParameters } from '../table-options';
import { readAlterColumn } from './alter-column';
import { readDefaultFor, skipPeriod } from './column-parts';
import { readTableIndex } from './indexes';
import { readStorageClauses } from './key-options';

/** Reads ALTER TABLE, with `c` behind TABLE. Undefined when its action is none that we know. */
export function readAlterTable(c: Cursor): readonly Operation[] | undefined {
  const table = readName(c);
  if (!table) return undefined;
  const start = startOffset(c);
  // WITH NOCHECK leaves the rows that are there unchecked: the constraint is not trusted.
  const check = accept(c, 'with', 'check') ? 'check' : accept(c, 'with', 'nocheck') ? 'nocheck' : undefined;
  if (accept(c, 'add')) return readAdd(c, table, start, check);
  if (accept(c, 'drop')) return readDrop(c, table, start);
  if (accept(c, 'alter', 'column')) return readAlterColumn(c, table, start);
  if (isWord(c, 'check', 'constraint') || isWord(c, 'nocheck', 'constraint'))
    return readCheck(c, table, start, check === 'check');
  return readOther(c, table, start);
}

/** ADD takes columns, constraints, defaults and indexes, parted by commas and without a second ADD. */
function readAdd(
  c: Cursor,
  table: QualifiedName,
  start: number,
  check: 'check' | 'nocheck' | undefined,
): readonly Operation[] {
  const found: Operation[] = [];
  accept(c, 'column');
  while (!atEnd(c)) {
    const from = found.length === 0 ? start : startOffset(c);
    const before = c.at;
    found.push(...readAdded(c, table, from, check));
    if (c.at === before) break;
    if (!accept(c, ',') && !atEnd(c) && !startsConstraint(c)) break;
    accept(c, 'add');
  }
  return atEnd(c) ? found : [...found, opaqueFrom(c, 'The end of this clause of ALTER TABLE was not understood.')];
}

function readAdded(
  c: Cursor,
  table: QualifiedName,
  start: number,
  check: 'check' | 'nocheck' | undefined,
): readonly Operation[] {
  if (skipPeriod(c)) {
    return [{ kind: 'alterTable', table, change: { kind: 'options', options: [] }, span: spanFrom(c, start) }];
  }
  const given = readDefaultFor(c);
  if (given) {
    const { name, value, column } = given;
    const change = { kind: 'setDefault' as const, value, ...(name ? { name } : {}) };
    return [{ kind: 'alterColumn', table, column, change, span: spanFrom(c, start) }];
  }
  if (isWord(c, 'index')) {
    const index = readTableIndex(c, undefined);
    return index ? [{ kind: 'createIndex', table, index, span: spanFrom(c, start) }] : [];
  }
  if (startsConstraint(c)) {
    const constraint = readTableConstraint(c);
    if (!constraint) return [];
    const notValid = check === 'nocheck' && (constraint.kind === 'foreignKey' || constraint.kind === 'check');
    const added = notValid ? { ...constraint, notValid } : constraint;
    return [{ kind: 'addConstraint', table, constraint: added, span: spanFrom(c, start) }];
  }
  return readAddedColumn(c, table, start);
}

function readAddedColumn(c: Cursor, table: QualifiedName, start: number): readonly Operation[] {
  // Azure Synapse and scripts met in the wild.
  const ifNotExists = acceptIfNotExists(c);
  const reading = readColumn(c);
  if (!reading) return [];
  const span = spanFrom(c, start);
  const added: Operation[] = [
    { kind: 'addColumn', table, column: reading.column, ...(ifNotExists ? { ifNotExists } : {}), span },
  ];
  for (const index of reading.indexes) added.push({ kind: 'createIndex', table, index, span: index.span });
  if (reading.unknown.length > 0) {
    const words = reading.unknown.slice(0, 4).join(' ');
    added.push(opaqueFrom(c, `Part of this column was not understood: ${words}.`, start));
  }
  return added;
}

/** `DROP CONSTRAINT a, COLUMN b, c, CONSTRAINT d`: a name without a word of its own is what the one before it is. */
function readDrop(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  const found: Operation[] = [];
  let kind: 'constraint' | 'column' | 'index' = 'constraint';
  do {
    const from = found.length === 0 ? start : startOffset(c);
    if (skipPeriod(c)) {
      found.push({ kind: 'alterTable', table, change: { kind: 'options', options: [] }, span: spanFrom(c, from) });
      continue;
    }
    if (accept(c, 'column')) kind = 'column';
    else if (accept(c, 'constraint')) kind = 'constraint';
    else if (accept(c, 'index')) kind = 'index';
    const ifExists = acceptIfExists(c) ? { ifExists: true } : {};
    const name = readIdent(c);
    if (!name) return undefined;
    readStorageClauses(c);
    const base = { table, ...ifExists, span: spanFrom(c, from) };
    if (kind === 'column') found.push({ kind: 'dropColumn', column: name, ...base });
    else if (kind === 'index') found.push({ kind: 'dropIndex', index: name, ...base });
    else found.push({ kind: 'dropConstraint', name, ...base });
  } while (accept(c, ','));
  return found;
}

/** `WITH CHECK CHECK CONSTRAINT x` checks the rows; `CHECK CONSTRAINT x` alone turns it on for new ones, NOCHECK off. */
function readCheck(
  c: Cursor,
  table: QualifiedName,
  start: number,
  validates: boolean,
): readonly Operation[] | undefined {
  const word = peek(c).word;
  c.at += 2;
  if (accept(c, 'all')) {
    const value = `${word} all`;
    const options = [{ name: 'constraints', value, span: spanFrom(c, start) }];
    return [{ kind: 'alterTable', table, change: { kind: 'options', options }, span: spanFrom(c, start) }];
  }
  const names = items(c).flatMap((item) => readIdent(item) ?? []);
  if (names.length === 0) return undefined;
  const span = spanFrom(c, start);
  return names.map((name) =>
    validates && word === 'check'
      ? { kind: 'validateConstraint', table, name, span }
      : { kind: 'alterConstraint', table, name, text: word.toUpperCase(), span },
  );
}

function readOther(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  const enabled = isWord(c, 'enable');
  if ((enabled || isWord(c, 'disable')) && peek(c, 1).word === 'trigger') {
    c.at += 2;
    return items(c).map((item) => ({
      kind: 'alterTable',
      table,
      change: { kind: 'trigger', enabled, name: readIdent(item)?.name ?? '' },
      span: spanFrom(c, start),
    }));
  }
  if (accept(c, 'set')) {
    const options = readStorageParameters(c);
    return [{ kind: 'alterTable', table, change: { kind: 'options', options }, span: spanFrom(c, start) }];
  }
  if (isWord(c, 'switch')) {
    c.at = c.end;
    return [
      {
        kind: 'alterTable',
        table,
        change: { kind: 'partitions', action: 'switch', names: [] },
        span: spanFrom(c, start),
      },
    ];
  }
  if (accept(c, 'rebuild')) {
    while (accept(c, 'partition')) c.at += 2;
    readStorageClauses(c);
    return [{ kind: 'alterTable', table, change: { kind: 'rebuild' }, span: spanFrom(c, start) }];
  }
  // CHANGE_TRACKING, FILETABLE_NAMESPACE, LOCK_ESCALATION, SPLIT and MERGE RANGE: nothing of the columns.
  if (!enabled && !isWord(c, 'disable') && !isWord(c, 'split') && !isWord(c, 'merge')) return undefined;
  const from = startOffset(c);
  c.at = c.end;
  const options = [{ name: 'tracking', value: textFrom(c, from), span: spanFrom(c, from) }];
  return [{ kind: 'alterTable', table, change: { kind: 'options', options }, span: spanFrom(c, start) }];
}
