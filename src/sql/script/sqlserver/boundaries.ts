import type { Token } from '../../text/token';

/**
 * Where T-SQL statements end. Semicolons are optional there, so a statement runs until a word that starts another one. All these
 * words but THROW, ENABLE and DISABLE are reserved ("Reserved keywords"): as names they stand in brackets, and what is left to tell
 * is whether a word continues the statement at hand (`ON DELETE SET NULL`, `INSERT … SELECT`, `ALTER TABLE … DROP`).
 */
export function statementEnd(tokens: readonly Token[], from: number, to: number): number {
  if (takesBatch(tokens, from)) return to;
  const state: State = { head: tokens[from]?.word ?? '', from, hasRows: false, hasSet: false, hasGrantee: false };
  let cases = 0;
  for (let i = from + 1; i < to; i++) {
    const token = tokens[i];
    if (!token) return to;
    if (token.pair > i) {
      i = token.pair;
      continue;
    }
    const { word } = token;
    if (word === ';') return i;
    if (token.kind !== 'word' || tokens[i - 1]?.word === '.') continue;
    if (word === 'case') cases++;
    else if (word === 'end' && cases > 0) cases--;
    else if (word === 'values') state.hasRows = true;
    else if (word === 'to' || word === 'from') state.hasGrantee = true;
    else if (cases === 0 && STARTS.has(word) && starts(state, tokens, i)) return i;
  }
  return to;
}

/** True when a word that may start a statement stands here: where the condition of an IF or WHILE ends. */
export function mayStart(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token?.kind !== 'word' || !(STARTS.has(token.word) || token.word === 'with')) return false;
  // IF UPDATE(column), in triggers.
  if (token.word === 'update' && tokens[i + 1]?.word === '(')
    return !['if', 'and', 'or', 'not'].includes(tokens[i - 1]?.word ?? '');
  return tokens[i - 1]?.word !== '.';
}

const STARTS = new Set(
  'alter backup begin break bulk checkpoint close commit continue create dbcc deallocate declare delete deny disable drop else enable end exec execute fetch goto grant if insert kill merge open print raiserror readtext reconfigure restore return revert revoke rollback save select set shutdown throw truncate update updatetext use waitfor while writetext'.split(
    ' ',
  ),
);

interface State {
  head: string;
  readonly from: number;
  /** An INSERT has its rows: VALUES, SELECT or EXEC. */
  hasRows: boolean;
  /** An UPDATE or ALTER has its SET. */
  hasSet: boolean;
  /** A GRANT has come to TO or FROM: what stands before are privileges. */
  hasGrantee: boolean;
}

function starts(state: State, tokens: readonly Token[], i: number): boolean {
  const word = tokens[i]?.word ?? '';
  const before = tokens[i - 1]?.word ?? '';
  const next = tokens[i + 1];
  if (isGrant(state.head) && !state.hasGrantee) return false;
  switch (word) {
    case 'select':
      return startsSelect(state, before);
    case 'insert':
    case 'update':
    case 'delete':
      if (takesOver(state, word)) return false;
      // `SET NOCOUNT ON UPDATE …`: the option's ON.
      if (before === 'on' && (state.head === 'set' || word === 'insert')) return true;
      return !BEFORE_EVENT.has(before) || (before === ',' && state.head !== 'create' && state.head !== 'alter');
    case 'merge':
      return !takesOver(state, word) && next?.word !== 'join' && !/^(?:inner|left|right|full|outer)$/.test(before);
    case 'set':
      return startsSet(state, tokens, i);
    case 'exec':
    case 'execute':
      return startsExec(state, before);
    case 'alter':
    case 'drop':
      if (before === 'or') return false;
      return state.head !== 'alter' || isObjectKind(next?.word ?? '', i === state.from + 3 || i === state.from + 5);
    case 'create':
      return before !== 'or';
    case 'if':
      // No words of T-SQL's, and met all the same: CREATE TABLE IF NOT EXISTS.
      if (KINDS.has(before)) return false;
      return next?.word !== 'exists' || tokens[i + 2]?.word === '(';
    case 'fetch':
      return before !== 'rows' && before !== 'row';
    case 'rollback':
    case 'grant':
      return before !== 'with' && before !== 'revoke';
    case 'enable':
    case 'disable':
      return next?.word === 'trigger' && state.head !== 'alter';
    case 'throw':
      return next === undefined || next.kind === 'number' || next.word.startsWith('@') || /^(?:;|end)$/.test(next.word);
    case 'bulk':
      return next?.word === 'insert';
    case 'save':
      return next?.word === 'tran' || next?.word === 'transaction';
    case 'open':
    case 'close':
      return before !== 'auto_close';
    default:
      return true;
  }
}

function isGrant(head: string): boolean {
  return head === 'grant' || head === 'revoke' || head === 'deny';
}

/** The statement that a WITH list leads to. */
function takesOver(state: State, word: string): boolean {
  if (state.head !== 'with') return false;
  state.head = word;
  return true;
}

/** Behind these, INSERT, UPDATE and DELETE are events: of a trigger, a foreign key, a MERGE or a cursor. */
const BEFORE_EVENT = new Set(['on', 'for', 'after', 'before', 'of', 'then', ',', 'bulk']);
/** Behind these a SELECT belongs to the statement. */
const BEFORE_QUERY = new Set(['union', 'all', 'except', 'intersect', 'as', 'for', 'then']);

function startsSelect(state: State, before: string): boolean {
  if (takesOver(state, 'select') || BEFORE_QUERY.has(before)) return false;
  if (state.head !== 'insert' || state.hasRows) return true;
  state.hasRows = true;
  return false;
}

function startsExec(state: State, before: string): boolean {
  if (before === 'with' || before === 'as') return false;
  if (state.head !== 'insert' || state.hasRows) return true;
  state.hasRows = true;
  return false;
}

function startsSet(state: State, tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1]?.word;
  if (before === 'update' || before === 'delete') return false;
  if (state.head === 'update' && !state.hasSet) {
    state.hasSet = true;
    return false;
  }
  if (state.head !== 'alter') return true;
  if (tokens[i + 1]?.word === '(') return false;
  const isTable = tokens[state.from + 1]?.word === 'table';
  if (isTable || state.hasSet) return true;
  state.hasSet = true;
  return false;
}

const KINDS = new Set(
  'aggregate application assembly asymmetric certificate credential database default event external fulltext function index login master message partition proc procedure queue role route rule schema sequence server service statistics symmetric synonym table trigger type user view xml'.split(
    ' ',
  ),
);

/** `DROP TABLE` behind an ALTER is a statement; `DROP COLUMN` is a clause; `ALTER TABLE t DROP INDEX i` is one too. */
function isObjectKind(next: string, rightBehindName: boolean): boolean {
  return KINDS.has(next) && !(next === 'index' && rightBehindName);
}

/** Procedures, functions and triggers are alone in their batch ("CREATE PROCEDURE", Limitations): all that follows is their body. */
function takesBatch(tokens: readonly Token[], from: number): boolean {
  const head = tokens[from]?.word;
  if (head !== 'create' && head !== 'alter') return false;
  const isEither = tokens[from + 1]?.word === 'or' && tokens[from + 2]?.word === 'alter';
  const kind = tokens[from + (isEither ? 3 : 1)]?.word ?? '';
  return kind === 'procedure' || kind === 'proc' || kind === 'function' || kind === 'trigger';
}
