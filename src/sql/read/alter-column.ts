import type { ColumnChange, Ident, Operation, QualifiedName } from '../../model';
import { readPlace } from './alter-add';
import { readColumn } from './column';
import {
  accept,
  acceptIfExists,
  type Cursor,
  isMysql,
  isPostgres,
  isWord,
  peek,
  restText,
  spanFrom,
  startOffset,
  step,
} from './cursor';
import { readExpression, readParenthesised } from './expression';
import { readIdent, readName } from './names';
import { opaqueFrom } from './opaque';
import { readType } from './type';

/** Reads what stands behind ALTER in ALTER TABLE: a column, a constraint, MySQL's index or check. */
export function readAlterColumn(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  if (isWord(c, 'constraint') || (isMysql(c) && isWord(c, 'check'))) {
    c.at++;
    acceptIfExists(c);
    const name = readIdent(c);
    if (!name) return undefined;
    const text = restText(c);
    return [{ kind: 'alterConstraint', table, name, text, span: spanFrom(c, start) }];
  }
  if (isMysql(c) && (accept(c, 'index') || accept(c, 'key'))) return readAlterKey(c, table, start);
  accept(c, 'column');
  acceptIfExists(c);
  const column = isNumbered(c) ?? readIdent(c);
  if (!column) return undefined;
  const change = readColumnChange(c, start);
  return change && [{ kind: 'alterColumn', table, column, change, span: spanFrom(c, start) }];
}

/** PostgreSQL: `ALTER COLUMN 1 SET STATISTICS 100` of an index. */
function isNumbered(c: Cursor): Ident | undefined {
  const token = peek(c);
  if (token.kind !== 'number') return undefined;
  const start = startOffset(c);
  c.at++;
  return { name: c.source.text.slice(token.start, token.end), span: spanFrom(c, start) };
}

function readAlterKey(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  acceptIfExists(c);
  const index = readName(c);
  if (!index) return undefined;
  const text = restText(c);
  return [{ kind: 'alterIndex', index, table, change: { kind: 'setOptions', text }, span: spanFrom(c, start) }];
}

function readColumnChange(c: Cursor, start: number): ColumnChange | undefined {
  if (accept(c, 'type') || accept(c, 'set', 'data', 'type')) return readSetType(c);
  if (accept(c, 'set', 'not', 'null')) return { kind: 'setNotNull' };
  if (accept(c, 'drop', 'not', 'null')) return { kind: 'dropNotNull' };
  if (accept(c, 'set', 'default')) {
    const value = readExpression(c, isMysql(c) ? AFTER_MYSQL_DEFAULT : undefined);
    return value && { kind: 'setDefault', value };
  }
  if (accept(c, 'drop', 'default')) return { kind: 'dropDefault' };
  if (accept(c, 'drop', 'identity')) return { kind: 'dropIdentity', ...(acceptIfExists(c) ? { ifExists: true } : {}) };
  if (accept(c, 'drop', 'expression'))
    return { kind: 'dropExpression', ...(acceptIfExists(c) ? { ifExists: true } : {}) };
  if (accept(c, 'set', 'expression')) {
    accept(c, 'as');
    const expression = readParenthesised(c);
    return expression && { kind: 'setExpression', expression };
  }
  if (accept(c, 'add', 'generated')) return readIdentity(c, 'addIdentity');
  if (accept(c, 'set', 'generated')) return readIdentity(c, 'setIdentity');
  if (isPostgres(c) || isMysql(c)) return readStorage(c, start);
  return undefined;
}

const AFTER_MYSQL_DEFAULT = new Set(['algorithm', 'lock']);

function readSetType(c: Cursor): ColumnChange | undefined {
  const type = readType(c);
  if (!type) return undefined;
  const collation = accept(c, 'collate') ? readName(c)?.name : undefined;
  const using = accept(c, 'using') ? readExpression(c, undefined) : undefined;
  return { kind: 'setType', type, ...(using ? { using } : {}), ...(collation === undefined ? {} : { collation }) };
}

/** `ALWAYS [AS IDENTITY (…)]`, `BY DEFAULT …`, with sequence options behind SET GENERATED. */
function readIdentity(c: Cursor, kind: 'addIdentity' | 'setIdentity'): ColumnChange {
  const identity = accept(c, 'by', 'default') ? 'by default' : 'always';
  c.at = c.end;
  return { kind, identity };
}

const STORAGE_WORDS = new Set([
  'storage',
  'statistics',
  'compression',
  '(',
  'visible',
  'invisible',
  'increment',
  'minvalue',
  'maxvalue',
  'start',
  'restart',
  'cache',
  'cycle',
  'no',
  'sequence',
]);

function readStorage(c: Cursor, start: number): ColumnChange | undefined {
  const sets = isWord(c, 'set') || isWord(c, 'reset');
  const known = sets ? STORAGE_WORDS.has(peek(c, 1).word) : isWord(c, 'restart') || isWord(c, 'options');
  if (!known) return undefined;
  c.at = c.end;
  return { kind: 'setStorage', text: spanText(c, start) };
}

function spanText(c: Cursor, start: number): string {
  return c.source.text.slice(start, c.tokens[c.at - 1]?.end ?? start);
}

/** MySQL: `MODIFY [COLUMN] definition [FIRST | AFTER column]`. */
export function readModify(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  accept(c, 'column');
  acceptIfExists(c);
  if (isWord(c, '(')) {
    step(c);
    return undefined;
  }
  return readRedefinition(c, table, start, undefined);
}

/** MySQL: `CHANGE [COLUMN] old definition [FIRST | AFTER column]`. */
export function readChange(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  accept(c, 'column');
  acceptIfExists(c);
  const old = readIdent(c);
  return old && readRedefinition(c, table, start, old);
}

function readRedefinition(
  c: Cursor,
  table: QualifiedName,
  start: number,
  old: Ident | undefined,
): readonly Operation[] | undefined {
  const reading = readColumn(c);
  if (!reading) return undefined;
  const place = readPlace(c);
  const { column, unknown } = reading;
  const change: ColumnChange = { kind: 'redefine', column, ...(place ? { place } : {}) };
  const operation: Operation = {
    kind: 'alterColumn',
    table,
    column: old ?? column.name,
    change,
    span: spanFrom(c, start),
  };
  if (unknown.length === 0) return [operation];
  return [operation, opaqueFrom(c, `Part of this column was not understood: ${unknown.slice(0, 4).join(' ')}.`, start)];
}
