/** Reads SELECT, UPDATE and DELETE into blocks. Tolerant: what it does not know is passed over, never guessed at. */
import type { Dialect } from '../../model';
import type { Block, ColumnUse, Join, OrderPart, Predicate, TableUse } from './block';
import { bareColumn, columnsIn, isParameter } from './columns';
import { readPredicates } from './predicates';
import {
  after,
  endOf,
  findWord,
  inside,
  KEYWORDS,
  type Stretch,
  splitAt,
  startOf,
  stretchOf,
  textOf,
  tokenAt,
  topLevel,
  within,
} from './tokens';

/** The queries of a text, one for each statement that has rows to find. */
export function readQueries(text: string, dialect: Dialect): readonly Block[] {
  return splitAt(stretchOf(text, dialect), ';').flatMap((statement) => readStatement(statement) ?? []);
}

const MAIN: ReadonlySet<string> = new Set(['select', 'update', 'delete']);
const CLAUSES: ReadonlySet<string> = new Set([
  'from',
  'where',
  'group',
  'having',
  'order',
  'limit',
  'offset',
  'fetch',
  'union',
  'intersect',
  'except',
  'returning',
  'window',
  'for',
  'set',
]);
const SETS: ReadonlySet<string> = new Set(['union', 'intersect', 'except', 'minus']);

function readStatement(statement: Stretch): Block | undefined {
  const main = findWord(statement, MAIN);
  if (main === statement.to) return undefined;
  const before = within(statement, statement.from, main);
  const named = bracketed(before);
  const block = readBlock(within(statement, main, statement.to));
  return block === undefined ? undefined : { ...block, inner: [...named, ...block.inner] };
}

/** Queries in the brackets that stand in a stretch. */
function bracketed(stretch: Stretch): readonly Block[] {
  const blocks: Block[] = [];
  for (let at = stretch.from; at < stretch.to; at++) {
    if (stretch.all[at]?.word !== '(') continue;
    const block = readBlock(inside(stretch, at));
    if (block === undefined) continue;
    blocks.push(block);
    at = after(stretch, at) - 1;
  }
  return blocks;
}

/** One SELECT, UPDATE or DELETE; what UNION joins to it is inside it. */
function readBlock(stretch: Stretch): Block | undefined {
  const kind = tokenAt(stretch, stretch.from)?.word;
  if (kind === 'with') return readStatement(stretch);
  if (kind !== 'select' && kind !== 'update' && kind !== 'delete') return undefined;
  const setAt = findWord(stretch, SETS);
  const own = within(stretch, stretch.from, setAt);
  const rest = findWord(stretch, MAIN, setAt);
  const others =
    rest < stretch.to ? [readBlock(within(stretch, rest, stretch.to))].flatMap((block) => block ?? []) : [];
  const clauses = clausesOf(own);
  const listed = clauses.get('select') ?? within(own, own.from, own.from);
  const from = kind === 'update' ? (clauses.get('update') ?? own) : clauses.get('from');
  const { tables, conditions, inner } = from === undefined ? { tables: [], conditions: [], inner: [] } : readFrom(from);
  const more = kind === 'update' && clauses.has('from') ? readFrom(clauses.get('from') ?? own) : undefined;
  const where = clauses.get('where');
  const predicates = [
    ...[...conditions, ...(more?.conditions ?? [])],
    ...(where === undefined ? [] : readPredicates(where, readBlock)),
  ];
  return {
    kind,
    tables: [...tables, ...(more?.tables ?? [])],
    predicates,
    hasWhere: where !== undefined,
    ...selectionOf(listed),
    groupBy: splitAt(behindBy(clauses.get('group')), ',').flatMap((part) => bareColumn(part) ?? []),
    orderBy: splitAt(behindBy(clauses.get('order')), ',').map(orderPart),
    limited: clauses.has('limit') || clauses.has('fetch') || /^select\s+top\b/i.test(textOf(own)),
    ...offsetOf(clauses),
    inner: [...inner, ...(more?.inner ?? []), ...bracketed(listed), ...innerOf(predicates), ...others],
    start: startOf(own),
    end: endOf(own),
  };
}

const innerOf = (predicates: readonly Predicate[]): readonly Block[] =>
  predicates.flatMap(({ subquery, branches }) => [
    ...(subquery === undefined ? [] : [subquery]),
    ...(branches === undefined ? [] : branches.flatMap(innerOf)),
  ]);

/** The clauses by their first word, each without it. */
function clausesOf(stretch: Stretch): ReadonlyMap<string, Stretch> {
  const clauses = new Map<string, Stretch>();
  let word = tokenAt(stretch, stretch.from)?.word ?? '';
  let from = stretch.from + 1;
  for (;;) {
    const next = findWord(stretch, CLAUSES, from);
    if (!clauses.has(word)) clauses.set(word, within(stretch, from, next));
    if (next >= stretch.to) return clauses;
    word = stretch.all[next]?.word ?? '';
    from = next + 1;
  }
}

const EMPTY: Stretch = { text: '', all: [], from: 0, to: 0 };

function behindBy(clause: Stretch | undefined): Stretch {
  if (clause === undefined) return EMPTY;
  return tokenAt(clause, clause.from)?.word === 'by' ? within(clause, clause.from + 1, clause.to) : clause;
}

function selectionOf(list: Stretch): Pick<Block, 'star' | 'selected' | 'computed'> {
  const selected: ColumnUse[] = [];
  let star = false;
  let computed = false;
  for (const part of splitAt(list, ',')) {
    const last = part.all[part.to - 1]?.word;
    const isStar = last === '*' && (part.to - part.from === 1 || part.all[part.to - 2]?.word === '.');
    const named = within(part, part.from, findWord(part, AS));
    const column = bareColumn(named);
    if (isStar) star = true;
    else if (column !== undefined) selected.push(column);
    else {
      computed = true;
      selected.push(...columnsIn(named));
    }
  }
  return { star, selected, computed };
}

const AS: ReadonlySet<string> = new Set(['as']);

function orderPart(part: Stretch): OrderPart {
  const end = findWord(part, ORDER_WORDS);
  const column = bareColumn(within(part, part.from, end));
  const descending = [...topLevel(part)].some((at) => part.all[at]?.word === 'desc') ? 'yes' : 'no';
  return { ...(column === undefined ? {} : { column }), descending, text: textOf(part) };
}

const ORDER_WORDS: ReadonlySet<string> = new Set(['asc', 'desc', 'nulls', 'collate']);

function offsetOf(clauses: ReadonlyMap<string, Stretch>): Pick<Block, 'offset'> {
  const limit = clauses.get('limit');
  // MySQL and SQLite: LIMIT offset, count.
  const pair = limit === undefined ? [] : splitAt(limit, ',');
  const stretch = clauses.get('offset') ?? (pair.length === 2 ? pair[0] : undefined);
  const token = stretch === undefined ? undefined : tokenAt(stretch, stretch.from);
  if (token === undefined) return {};
  if (token.kind === 'number') return { offset: Number(token.text) };
  return isParameter(token.text) || token.kind !== 'string' ? { offset: 'parameter' } : {};
}

interface From {
  readonly tables: readonly TableUse[];
  readonly conditions: readonly Predicate[];
  readonly inner: readonly Block[];
}

const JOIN_WORDS: ReadonlySet<string> = new Set([
  'join',
  'inner',
  'left',
  'right',
  'full',
  'cross',
  'natural',
  'straight_join',
]);
const CONDITION_WORDS: ReadonlySet<string> = new Set(['on', 'using']);

function readFrom(from: Stretch): From {
  const tables: TableUse[] = [];
  const conditions: Predicate[] = [];
  const inner: Block[] = [];
  for (const [n, item] of splitAt(from, ',').entries()) {
    let at = item.from;
    let join: Join = n === 0 ? 'from' : 'comma';
    while (at < item.to) {
      const next = findWord(item, JOIN_WORDS, at);
      const piece = within(item, at, next);
      const on = findWord(piece, CONDITION_WORDS);
      readTable(within(piece, piece.from, on), join, tables, inner);
      if (on < piece.to) conditions.push(...conditionsOf(within(piece, on, piece.to), tables));
      ({ join, at } = joinAt(item, next));
    }
  }
  return { tables, conditions, inner };
}

function joinAt(stretch: Stretch, start: number): { readonly join: Join; readonly at: number } {
  let join: Join = 'inner';
  let at = start;
  for (; at < stretch.to; at++) {
    const word = stretch.all[at]?.word ?? '';
    if (word === 'left' || word === 'right' || word === 'full' || word === 'cross') join = word;
    else if (word === 'natural') join = 'inner';
    else if (!JOIN_WORDS.has(word) && word !== 'outer' && word !== 'lateral') break;
  }
  return { join, at };
}

function readTable(piece: Stretch, join: Join, tables: TableUse[], inner: Block[]): void {
  let at = piece.from;
  while (tokenAt(piece, at)?.word === 'only' || tokenAt(piece, at)?.word === 'lateral') at++;
  if (tokenAt(piece, at)?.word === '(') {
    const block = readBlock(inside(piece, at));
    if (block !== undefined) inner.push(block);
    else {
      const nested = readFrom(inside(piece, at));
      tables.push(...nested.tables);
      inner.push(...nested.inner);
    }
    return;
  }
  const names: string[] = [];
  const start = tokenAt(piece, at);
  while (tokenAt(piece, at)?.kind === 'word' || tokenAt(piece, at)?.kind === 'quoted') {
    names.push(tokenAt(piece, at)?.name ?? '');
    at++;
    if (tokenAt(piece, at)?.word !== '.') break;
    at++;
  }
  const name = names.at(-1);
  // A bracket behind it makes it a function that gives rows.
  if (name === undefined || start === undefined || tokenAt(piece, at)?.word === '(') return;
  const end = piece.all[at - 1]?.end ?? start.end;
  if (tokenAt(piece, at)?.word === 'as') at++;
  const token = tokenAt(piece, at);
  const alias =
    token !== undefined && (token.kind === 'quoted' || (token.kind === 'word' && !KEYWORDS.has(token.word)))
      ? token.name
      : name;
  const schema = names.at(-2);
  tables.push({ ...(schema === undefined ? {} : { schema }), name, alias, join, start: start.start, end });
}

function conditionsOf(condition: Stretch, tables: readonly TableUse[]): readonly Predicate[] {
  const rest = within(condition, condition.from + 1, condition.to);
  if (tokenAt(condition, condition.from)?.word === 'on') return readPredicates(rest, readBlock);
  // USING (a): the same column of both tables.
  const [left, right] = tables.slice(-2);
  if (tokenAt(rest, rest.from)?.word !== '(' || left === undefined || right === undefined) return [];
  return splitAt(inside(rest, rest.from), ',').flatMap((part): readonly Predicate[] => {
    const column = bareColumn(part);
    if (column === undefined) return [];
    const one = { qualifier: right.alias, name: column.name };
    const other = { qualifier: left.alias, name: column.name };
    return [
      {
        kind: 'equal',
        column: one,
        operand: { kind: 'column', column: other },
        columns: [one, other],
        text: textOf(part),
        start: startOf(part),
        end: endOf(part),
      },
    ];
  });
}
