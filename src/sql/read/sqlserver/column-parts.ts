import type { ColumnSpec, Ident } from '../../../model';
import { accept, atEnd, type Cursor, isWord, peek, step } from '../cursor';
import { expressionBetween, readExpression } from '../expression';
import { readIdent } from '../names';
import { acceptNotForReplication, readClustered, readStorageClauses } from './key-options';

type Draft = { -readonly [K in keyof ColumnSpec]: ColumnSpec[K] };

/** Reads a part of a column definition that only SQL Server has; false when none is next. */
export function readOwnPart(c: Cursor, draft: Draft): boolean {
  return readIdentity(c, draft) || readComputed(c, draft) || readNamedDefault(c, draft) || skipStorage(c);
}

/** `IDENTITY`, `IDENTITY(seed, increment)`: explicit values are refused, as GENERATED ALWAYS does elsewhere. */
function readIdentity(c: Cursor, draft: Draft): boolean {
  if (!accept(c, 'identity')) return false;
  if (isWord(c, '(')) step(c);
  acceptNotForReplication(c);
  draft.identity = 'always';
  return true;
}

const AFTER_COMPUTED = new Set(['persisted', 'constraint', 'primary', 'unique', 'check', 'foreign', 'references']);

/** `AS expression [PERSISTED [NOT NULL]]` */
function readComputed(c: Cursor, draft: Draft): boolean {
  if (!accept(c, 'as')) return false;
  const from = c.at;
  const read = readExpression(c, AFTER_COMPUTED);
  if (!read) return false;
  // Parentheses around the whole are of the syntax and no part of the expression.
  const open = c.tokens[from];
  const bare = open?.word === '(' && open.pair === c.at - 1 ? expressionBetween(c, from + 1, c.at - 1) : undefined;
  draft.generated = { expression: bare ?? read, stored: accept(c, 'persisted') };
  return true;
}

/** `CONSTRAINT name DEFAULT value [WITH VALUES]` */
function readNamedDefault(c: Cursor, draft: Draft): boolean {
  if (!isWord(c, 'constraint') || peek(c, 2).word !== 'default') return false;
  c.at++;
  const name = readIdent(c);
  if (name) draft.defaultName = name;
  return true;
}

const WORDS = new Set(['rowguidcol', 'sparse', 'filestream', 'hidden', 'persisted', 'inline']);

function skipStorage(c: Cursor): boolean {
  const token = peek(c);
  if (token.kind === 'word' && WORDS.has(token.word)) {
    c.at++;
    return true;
  }
  if (accept(c, 'masked', 'with') || accept(c, 'encrypted', 'with')) {
    step(c);
    return true;
  }
  // DEFAULT … WITH VALUES fills the rows that are there; it says nothing of the column.
  if (accept(c, 'with', 'values') || acceptNotForReplication(c)) return true;
  if (isWord(c, 'generated', 'always')) return readPeriodColumn(c);
  return accept(c, 'column_set', 'for', 'all_sparse_columns');
}

/** `GENERATED ALWAYS AS ROW START`, `… ROW END`, ledger's TRANSACTION_ID and SEQUENCE_NUMBER. */
function readPeriodColumn(c: Cursor): boolean {
  const from = c.at;
  c.at += 2;
  if (!accept(c, 'as')) {
    c.at = from;
    return false;
  }
  c.at++;
  if (!accept(c, 'start')) accept(c, 'end');
  accept(c, 'hidden');
  return true;
}

/** What stands behind an inline PRIMARY KEY or UNIQUE. */
export function readKeyTail(c: Cursor): { readonly clustered?: boolean } {
  const clustered = readClustered(c);
  readStorageClauses(c);
  return clustered === undefined ? {} : { clustered };
}

/** A period, for system-versioned tables: `PERIOD FOR SYSTEM_TIME (start, end)`. */
export function skipPeriod(c: Cursor): boolean {
  if (!accept(c, 'period', 'for')) return false;
  c.at++;
  if (!atEnd(c)) step(c);
  return true;
}

export type NamedDefault = {
  readonly name: Ident | undefined;
  readonly value: NonNullable<ColumnSpec['default']>;
  readonly column: Ident;
};

const FOR = new Set(['for', 'with']);

/** `[CONSTRAINT name] DEFAULT value FOR column [WITH VALUES]`, behind ADD; undefined when something else is added. */
export function readDefaultFor(c: Cursor): NamedDefault | undefined {
  const from = c.at;
  const name = accept(c, 'constraint') ? readIdent(c) : undefined;
  const value = accept(c, 'default') ? readExpression(c, FOR) : undefined;
  const column = value && accept(c, 'for') ? readIdent(c) : undefined;
  if (!value || !column) {
    c.at = from;
    return undefined;
  }
  accept(c, 'with', 'values');
  return { name, value, column };
}
