import type { Dialect } from '../../model';
import { type Lexeme, lexemes } from './lexemes';
import { arrayNode, castNode, chain, inNode, literal, type Node, other, stringNode } from './node';
import { accept, isWord, lost, peek, type Reader, readName, readRaw, readType } from './reader';

/** The expression's normal form; undefined when it has something that this grammar does not know. */
export function parseNormal(text: string, dialect: Dialect): Node | undefined {
  const items = lexemes(text, dialect);
  const reader: Reader = { items, dialect, at: 0, end: items.length, isLost: false };
  const node = readAt(reader, 0);
  return reader.isLost || reader.at < reader.end ? undefined : node;
}

/** Binding strength, as PostgreSQL's table of precedence has it ("Lexical Structure", Operator Precedence). */
const [OR, AND, NOT, IS, COMPARE, IN, ANY_OPERATOR, SUM, PRODUCT, POWER, COLLATE, SIGN] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
] as const;
const COMPARISONS = new Set(['=', '<', '>', '<=', '>=', '<>', '!=', '==', '<=>']);
const LIKES: Readonly<Record<string, string>> = {
  '~~': 'like',
  '~~*': 'ilike',
  '!~~': 'not like',
  '!~~*': 'not ilike',
};

function strengthOf(item: Lexeme): number {
  if (item.kind !== 'operator' || item.text === '' || item.text === ',' || item.text === '.') return 0;
  if (COMPARISONS.has(item.text)) return COMPARE;
  if (item.text === '+' || item.text === '-') return SUM;
  if (item.text === '*' || item.text === '/' || item.text === '%') return PRODUCT;
  return item.text === '^' ? POWER : ANY_OPERATOR;
}

function readAt(r: Reader, strength: number): Node {
  let left = readPostfix(r, readPrefix(r));
  for (;;) {
    const next = readBehind(r, left, strength);
    if (!next || r.isLost) return next ?? left;
    left = next;
  }
}

/** What stands behind `left`, if it binds at least this strong. */
function readBehind(r: Reader, left: Node, strength: number): Node | undefined {
  const item = peek(r);
  if (item.kind === 'word') return readWordBehind(r, left, strength);
  const own = strengthOf(item);
  if (own === 0 || own <= strength) return undefined;
  r.at++;
  const operator = item.text === '!=' ? '<>' : item.text === '==' ? '=' : item.text;
  const list = own === COMPARE ? readAnyAll(r, left, operator) : undefined;
  if (list) return list;
  const like = LIKES[operator];
  const right = readAt(r, own);
  return other(`(${left.text} ${like ?? operator} ${right.text})`);
}

/** `= ANY (ARRAY[…])` is IN, `<> ALL (ARRAY[…])` is NOT IN: so PostgreSQL keeps them. */
function readAnyAll(r: Reader, left: Node, operator: string): Node | undefined {
  const form = operator === '=' && (isWord(r, 'any') || isWord(r, 'some')) ? 'in' : undefined;
  const negated = operator === '<>' && isWord(r, 'all') ? 'not in' : undefined;
  const found = form ?? negated;
  if (!found || peek(r, 1).text !== '(') return undefined;
  r.at++;
  const inner = readPostfix(r, readPrefix(r));
  return inner.kind === 'array' && inner.parts
    ? inNode(left, inner.parts, found)
    : other(`(${left.text} ${operator} ${found === 'in' ? 'any' : 'all'} ${inner.text})`);
}

function readWordBehind(r: Reader, left: Node, strength: number): Node | undefined {
  if (strength < OR && accept(r, 'or')) return chain('or', left, readAt(r, OR));
  if (strength < AND && accept(r, 'and')) return chain('and', left, readAt(r, AND));
  if (strength < IS && (isWord(r, 'is') || isWord(r, 'isnull') || isWord(r, 'notnull'))) return readIs(r, left);
  if (strength < COLLATE && accept(r, 'collate')) return other(`${left.text} collate ${readName(r)}`);
  if (strength < COLLATE && accept(r, 'at', 'time', 'zone'))
    return other(`(${left.text} at time zone ${readAt(r, COLLATE).text})`);
  if (strength >= IN) return undefined;
  const mark = r.at;
  const not = accept(r, 'not') ? 'not ' : '';
  const found = readInAndLike(r, left, not);
  if (!found) r.at = mark;
  return found;
}

function readInAndLike(r: Reader, left: Node, not: '' | 'not '): Node | undefined {
  if (accept(r, 'in')) {
    if (isWord(r, 'select', 1)) return other(`(${left.text} ${not}in ${readRaw(r)})`);
    return inNode(left, readList(r), not === '' ? 'in' : 'not in');
  }
  if (accept(r, 'between')) {
    const low = readAt(r, IN);
    if (!accept(r, 'and')) return lost(r);
    const high = readAt(r, IN);
    const bound = (operator: string, value: Node) => other(`(${left.text} ${operator} ${value.text})`);
    return not === ''
      ? chain('and', bound('>=', low), bound('<=', high))
      : chain('or', bound('<', low), bound('>', high));
  }
  for (const word of ['like', 'ilike', 'regexp', 'rlike', 'glob', 'match'])
    if (accept(r, word)) return other(`(${left.text} ${not}${word} ${readAt(r, IN).text})`);
  return accept(r, 'similar', 'to') ? other(`(${left.text} ${not}similar to ${readAt(r, IN).text})`) : undefined;
}

function readIs(r: Reader, left: Node): Node {
  if (accept(r, 'isnull')) return other(`(${left.text} is null)`);
  if (accept(r, 'notnull')) return other(`(${left.text} is not null)`);
  r.at++;
  const not = accept(r, 'not') ? 'not ' : '';
  if (accept(r, 'distinct', 'from')) return other(`(${left.text} is ${not}distinct from ${readAt(r, IS).text})`);
  const value = peek(r);
  r.at++;
  return value.kind === 'word' ? other(`(${left.text} is ${not}${value.text})`) : lost(r);
}

function readPrefix(r: Reader): Node {
  const item = peek(r);
  r.at++;
  switch (item.kind) {
    case 'string':
      return stringNode(item.text);
    case 'number':
      return literal(item.text);
    case 'bracket':
      return item.text === '(' ? readGroup(r, item) : lost(r);
    case 'operator':
      return readSign(r, item.text);
    default:
      return readWord(r, item);
  }
}

function readSign(r: Reader, sign: string): Node {
  if (sign !== '-' && sign !== '+' && sign !== '~' && sign !== '!' && sign !== '@') return lost(r);
  const node = readAt(r, SIGN);
  if (sign === '+') return node;
  return sign === '-' && /^[\d.]/.test(node.text) && node.kind === 'literal'
    ? literal(`-${node.text}`)
    : other(`(${sign}${node.text})`);
}

/** Parentheses: around one expression they mean nothing; a query inside stays as it is. */
function readGroup(r: Reader, open: Lexeme): Node {
  if (isWord(r, 'select') || isWord(r, 'with')) {
    r.at--;
    return other(readRaw(r));
  }
  r.at--;
  const parts = readList(r);
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return open.pair < 0 ? lost(r) : other(`row(${parts.map(({ text }) => text).join(',')})`);
}

/** The expressions between the brackets at hand. */
function readList(r: Reader): readonly Node[] {
  const open = peek(r);
  if (open.kind !== 'bracket' || open.pair < 0 || open.pair >= r.end) {
    lost(r);
    return [];
  }
  const inner: Reader = { ...r, at: r.at + 1, end: open.pair };
  const parts: Node[] = [];
  while (inner.at < inner.end && !inner.isLost) {
    parts.push(readAt(inner, 0));
    if (peek(inner).text === ',') inner.at++;
    else if (inner.at < inner.end) lost(inner);
  }
  r.at = open.pair + 1;
  if (inner.isLost) lost(r);
  return parts;
}

function readWord(r: Reader, item: Lexeme): Node {
  if (item.kind === 'word') {
    if (item.text === 'null') return { kind: 'null', text: 'null' };
    if (item.text === 'true' || item.text === 'false') return literal(item.text);
    if (item.text === 'not') return other(`(not ${readAt(r, NOT).text})`);
    if (item.text === 'case') return readCase(r);
    if (item.text === 'array' && peek(r).text === '[') return arrayNode(readList(r));
    if (item.text === 'cast' && peek(r).text === '(') return readCast(r);
    if (item.text === 'exists') return other(`exists ${readRaw(r)}`);
    // `DATE '2020-01-01'`, `INTERVAL '1 day'`, `_utf8mb4'x'`, `N'x'`
    const next = peek(r);
    if (next.kind === 'string') {
      r.at++;
      return stringNode(next.text);
    }
  }
  r.at--;
  const name = readName(r);
  return peek(r).text === '(' ? callNode(r, name) : bareCall(r, item, name);
}

const NOW: Readonly<Record<string, readonly string[]>> = {
  postgresql: ['now', 'current_timestamp', 'transaction_timestamp'],
  mysql: ['now', 'current_timestamp', 'localtimestamp', 'localtime'],
  mariadb: ['now', 'current_timestamp', 'localtimestamp', 'localtime'],
  sqlserver: ['getdate', 'current_timestamp'],
};
const BARE = new Set([
  'current_date',
  'current_time',
  'current_user',
  'session_user',
  'user',
  'localtimestamp',
  'localtime',
]);

function callNode(r: Reader, name: string): Node {
  const mark = r.at;
  const inner: Reader = { ...r };
  const args = readList(inner);
  // `extract(year FROM x)`, `count(DISTINCT x)`: words that only some functions know.
  const text = inner.isLost ? readRaw({ ...r, at: mark }) : `(${args.map((arg) => arg.text).join(',')})`;
  r.at = (peek(r).pair < 0 ? r.end : peek(r).pair) + 1;
  const isNow = NOW[r.dialect]?.includes(name) ?? false;
  return other(`${isNow ? 'now' : name}${isNow && text === '(0)' ? '()' : text}`);
}

function bareCall(r: Reader, item: Lexeme, name: string): Node {
  if (item.kind === 'word' && (NOW[r.dialect]?.includes(name) ?? false) && name !== 'now') return other('now()');
  return item.kind === 'word' && BARE.has(name) ? other(`${name}()`) : { kind: 'name', text: name };
}

function readCase(r: Reader): Node {
  const parts: string[] = [];
  if (!isWord(r, 'when')) parts.push(readAt(r, 0).text);
  while (accept(r, 'when')) {
    const when = readAt(r, 0).text;
    if (!accept(r, 'then')) return lost(r);
    parts.push(`when ${when} then ${readAt(r, 0).text}`);
  }
  if (accept(r, 'else')) parts.push(`else ${readAt(r, 0).text}`);
  return accept(r, 'end') ? other(`case ${parts.join(' ')} end`) : lost(r);
}

function readCast(r: Reader): Node {
  const { pair } = peek(r);
  if (pair < 0) return lost(r);
  const inner: Reader = { ...r, at: r.at + 1, end: pair };
  const node = readAt(inner, 0);
  if (!accept(inner, 'as')) return lost(r);
  const type = readType(inner);
  r.at = pair + 1;
  return inner.isLost || inner.at < inner.end ? lost(r) : castNode(node, type);
}

function readPostfix(r: Reader, start: Node): Node {
  let node = start;
  for (;;) {
    if (peek(r).text === '::') {
      r.at++;
      node = castNode(node, readType(r));
    } else if (peek(r).text === '[')
      node = other(
        `${node.text}[${readList(r)
          .map(({ text }) => text)
          .join(',')}]`,
      );
    else return node;
  }
}
