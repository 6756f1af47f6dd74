import type { Expression } from '../../model';
import type { Token } from '../text/token';
import { atEnd, type Cursor, peek, spanFrom, startOffset, step, textFrom } from './cursor';
import { nameOf } from './names';

/** Words that a parenthesis may follow without being a function's name. */
const NOT_CALLS = new Set(
  'and or not in any all some exists case when then else is like ilike similar between values array row over filter within as on using where select from check default interval cast distinct varchar char character numeric decimal bit timestamp time group by order'.split(
    ' ',
  ),
);
/** Functions that are called without parentheses. */
const BARE_CALLS = new Set(
  'current_timestamp current_date current_time localtime localtimestamp current_user session_user user current_role current_catalog current_schema utc_timestamp utc_date utc_time'.split(
    ' ',
  ),
);
/** Words of expressions that are no columns. */
const NOT_COLUMNS = new Set([
  ...NOT_CALLS,
  ...BARE_CALLS,
  ...'null true false end at zone collate escape asc desc nulls first last unknown isnull notnull binary both leading trailing for div mod xor regexp rlike glob match precision varying without with date datetime text integer int boolean json'.split(
    ' ',
  ),
]);
const CONSTANTS = new Set(['true', 'false', 'unknown']);

/** Reads from the cursor to the first of `ends`, a comma or a closing sign outside of parentheses. */
export function readExpression(c: Cursor, ends?: ReadonlySet<string>): Expression | undefined {
  const from = c.at;
  let cases = 0;
  while (!atEnd(c)) {
    const token = peek(c);
    if (token.word === ',' || token.word === ')' || token.word === ']' || token.word === ';') break;
    if (token.kind === 'word') {
      if (token.word === 'case') cases++;
      else if (token.word === 'end' && cases > 0) cases--;
      else if (cases === 0 && c.at > from && ends?.has(token.word) && !staysInside(c, from)) break;
    }
    step(c);
  }
  return expressionBetween(c, from, c.at);
}

/** A word that ends an expression elsewhere belongs to it behind `::`, an operator or IS. */
function staysInside(c: Cursor, from: number): boolean {
  const before = c.at > from ? c.tokens[c.at - 1] : undefined;
  if (!before) return false;
  if (before.kind === 'symbol') return before.word !== ')' && before.word !== ']';
  return before.word === 'is' || (before.word === 'not' && c.tokens[c.at - 2]?.word === 'is');
}

/** The expression that the tokens from `from` to `to` make. */
export function expressionBetween(c: Cursor, from: number, to: number): Expression | undefined {
  if (to <= from) return undefined;
  const start = c.tokens[from]?.start ?? 0;
  const mark = c.at;
  c.at = to;
  const text = textFrom(c, start);
  const span = spanFrom(c, start);
  c.at = mark;
  return { text, span, kind: kindOf(c, from, to), ...namesIn(c, from, to) };
}

/** An expression in parentheses, read without them. */
export function readParenthesised(c: Cursor): Expression | undefined {
  const open = peek(c);
  if (open.word !== '(') return undefined;
  const from = c.at + 1;
  step(c);
  const closed = c.tokens[c.at - 1]?.word === ')' && c.at > from;
  return expressionBetween(c, from, closed ? c.at - 1 : c.at) ?? emptyExpression(c);
}

function emptyExpression(c: Cursor): Expression {
  const at = startOffset(c);
  return { text: '', span: spanFrom(c, at), kind: 'other', calls: [], columns: [] };
}

function kindOf(c: Cursor, from: number, to: number): Expression['kind'] {
  let first = from;
  let last = to;
  // Redundant parentheses change nothing: (NULL), ('x'), (now()).
  while (c.tokens[first]?.word === '(' && c.tokens[first]?.pair === last - 1 && last - first > 2) {
    first++;
    last--;
  }
  const head = c.tokens[first];
  if (!head) return 'other';
  const behind = skipCasts(c, first + 1, last);
  if (head.word === 'null' && behind === last) return 'null';
  if (isConstant(c, head) && behind === last) return 'literal';
  if (behind === last && BARE_CALLS.has(head.word)) return 'call';
  if (isLiteralPair(c, first, last)) return 'literal';
  return isOneCall(c, first, last) ? 'call' : 'other';
}

/** Steps over `::type` and `::type(n)[]` behind a value. */
function skipCasts(c: Cursor, from: number, to: number): number {
  let i = from;
  while (i < to && c.tokens[i]?.word === '::') {
    i++;
    while (i < to && c.tokens[i]?.word !== '::') {
      const token = c.tokens[i];
      if (!token || (token.kind === 'symbol' && !'.([])'.includes(token.word))) return -1;
      if (token.kind === 'string' || (token.kind === 'word' && (token.word === 'at' || token.word === 'and')))
        return -1;
      i = token.pair > i ? Math.min(to, token.pair + 1) : i + 1;
    }
  }
  return i;
}

function isConstant(c: Cursor, token: Token): boolean {
  if (token.kind === 'string' || token.kind === 'number' || CONSTANTS.has(token.word)) return true;
  // SQLite reads a double-quoted word that is no column as a string.
  return token.kind === 'quoted' && c.source.dialect === 'sqlite';
}

/** `-1`, `+1`, `_utf8'x'`, `DATE '2020-01-01'`, `INTERVAL '1 day'`. */
function isLiteralPair(c: Cursor, first: number, last: number): boolean {
  const [head, next] = [c.tokens[first], c.tokens[first + 1]];
  if (!head || !next) return false;
  if (skipCasts(c, first + 2, last) !== last) return false;
  if (head.word === '-' || head.word === '+') return next.kind === 'number';
  return head.kind === 'word' && next.kind === 'string';
}

function isOneCall(c: Cursor, first: number, last: number): boolean {
  let i = first;
  while (c.tokens[i + 1]?.word === '.' && i + 2 < last) i += 2;
  const name = c.tokens[i];
  const open = c.tokens[i + 1];
  if (!name || (name.kind !== 'word' && name.kind !== 'quoted') || open?.word !== '(') return false;
  if (NOT_CALLS.has(name.word) && name.word !== 'cast') return false;
  return skipCasts(c, Math.min(last, open.pair + 1), last) === last;
}

interface NamesIn {
  readonly calls: readonly string[];
  readonly columns: readonly string[];
}

const NO_NAMES: NamesIn = { calls: [], columns: [] };

function namesIn(c: Cursor, from: number, to: number): NamesIn {
  if (to - from === 1 && c.tokens[from]?.kind !== 'word' && c.tokens[from]?.kind !== 'quoted') return NO_NAMES;
  const calls = new Set<string>();
  const columns = new Set<string>();
  for (let i = from; i < to; i++) {
    const token = c.tokens[i];
    if (token?.word === '::') i = typeEnd(c, i + 1, to) - 1;
    if (!token || (token.kind !== 'word' && token.kind !== 'quoted')) continue;
    const next = i + 1 < to ? c.tokens[i + 1] : undefined;
    if (next?.word === '(' && !NOT_CALLS.has(token.word)) calls.add(nameOf(c.source, token).toLowerCase());
    else if (BARE_CALLS.has(token.word)) calls.add(token.word);
    else if (isColumn(c, i, from, next)) columns.add(nameOf(c.source, token));
  }
  return { calls: [...calls], columns: [...columns] };
}

const MORE_OF_TYPE = new Set(['varying', 'precision', 'with', 'without', 'time', 'zone', '.']);

/** Behind `::`: the place after the type's name, its further words and its arguments. */
function typeEnd(c: Cursor, from: number, to: number): number {
  let i = from + 1;
  while (i < to && MORE_OF_TYPE.has(c.tokens[i]?.word ?? '')) i += c.tokens[i]?.word === '.' ? 2 : 1;
  const open = c.tokens[i];
  return open?.word === '(' ? Math.min(to, open.pair + 1) : Math.min(to, i);
}

function isColumn(c: Cursor, i: number, from: number, next: Token | undefined): boolean {
  const token = c.tokens[i];
  if (!token || NOT_COLUMNS.has(token.word) || next?.word === '.' || next?.word === '(' || next?.kind === 'string')
    return false;
  const before = i > from ? c.tokens[i - 1]?.word : undefined;
  return before !== '::' && before !== 'as' && before !== 'collate' && !/^[@:$]/.test(token.word);
}
