import type { Operation, Span, Statement } from '../../model';
import { cursorOver, isWord } from '../read/cursor';
import { startsStatement } from '../read/statement';
import { type Source, spanOf } from '../text/source';
import { type RawStatement, tokenize } from '../text/statements';
import type { Token } from '../text/token';
import type { Place, ScriptContext } from './context';
import { readInner } from './inner';
import { atRunTime, statementBetween, statementOf } from './make';
import { noteVariable, openPreparedIn } from './prepared';
import { sqlInString } from './strings';
import { walkBlock } from './walk';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Opens `DO $$ … $$` and MariaDB's `BEGIN NOT ATOMIC … END`; undefined when the statement is neither. */
export function openBlock(
  context: ScriptContext,
  source: Source,
  raw: RawStatement,
  place: Place,
): readonly Statement[] | undefined {
  const span = spanOf(source, raw.start, raw.end);
  const inside: Place = { conditional: place.conditional ?? { kind: 'guard', span }, depth: place.depth + 1 };
  const found = openDo(context, source, raw, inside) ?? openAnonymous(context, source, raw, inside);
  if (!found) return undefined;
  if (found.length > 0) return found;
  return [statementOf(span, [doCall(source, raw, span)], place.conditional)];
}

function doCall(source: Source, raw: RawStatement, span: Span): Operation {
  return { kind: 'call', name: 'do', text: source.text.slice(raw.start, raw.end), span };
}

function openDo(
  context: ScriptContext,
  source: Source,
  raw: RawStatement,
  place: Place,
): readonly Statement[] | undefined {
  if (raw.tokens[0]?.word !== 'do' || !source.lexis.dollarQuotes) return undefined;
  const bodyAt = raw.tokens.findIndex((token, i) => token.kind === 'string' && raw.tokens[i - 1]?.word !== 'language');
  const body = raw.tokens[bodyAt];
  if (!body) return undefined;
  const inner = sqlInString(source, body);
  const tokens = tokenize(inner.source, context.sink, inner.start, inner.end);
  return openTokens(context, inner.source, tokens, { from: 0, to: tokens.length }, place);
}

function openAnonymous(
  context: ScriptContext,
  source: Source,
  raw: RawStatement,
  place: Place,
): readonly Statement[] | undefined {
  const [head, not, atomic] = raw.tokens;
  if (head?.word !== 'begin' || not?.word !== 'not' || atomic?.word !== 'atomic') return undefined;
  return openTokens(context, source, raw.tokens, { from: 0, to: raw.tokens.length }, place);
}

/** Reads the statements of a block whose tokens are at hand. */
export function openBlockBody(
  context: ScriptContext,
  source: Source,
  tokens: readonly Token[],
  place: Place,
): readonly Statement[] {
  return openTokens(context, source, tokens, { from: 0, to: tokens.length }, place);
}

/** Reads the statements of a block that change something; what only computes is left out. */
export function openTokens(
  context: ScriptContext,
  source: Source,
  tokens: readonly Token[],
  range: Range,
  place: Place,
): readonly Statement[] {
  const found: Statement[] = [];
  walkBlock(tokens, range.from, range.to, (from, to, loops) => {
    const conditional =
      loops > 0 && place.conditional ? { ...place.conditional, kind: 'loop' as const } : place.conditional;
    found.push(...readOne(context, source, tokens, { from, to }, { ...place, conditional }));
  });
  return found;
}

function readOne(
  context: ScriptContext,
  source: Source,
  tokens: readonly Token[],
  range: Range,
  place: Place,
): readonly Statement[] {
  const c = cursorOver(source, tokens, range.from, range.to);
  if (isWord(c, 'execute')) return openExecute(context, source, tokens, range, place) ?? [];
  noteVariable(context, source, tokens, range.from, range.to);
  if (isWord(c, 'prepare')) return openPreparedIn(context, source, tokens, range, place) ?? [];
  // In MySQL's blocks SET gives variables their values.
  if (!startsStatement(c) || (isWord(c, 'set') && !source.lexis.dollarQuotes)) return [];
  const statement = statementBetween(source, tokens, range, place);
  const operations = statement.operations.filter(changesSomething).map((operation) => inLoop(operation, place));
  return operations.length > 0 ? [{ ...statement, operations }] : [];
}

/** A query in a block assigns or loops: it changes nothing. */
function changesSomething(operation: Operation): boolean {
  if (operation.kind === 'changeData') return operation.change !== 'select';
  return (
    operation.kind !== 'createTable' ||
    operation.asQuery === undefined ||
    operation.span.start.offset !== operation.asQuery.span.start.offset
  );
}

/** A loop around UPDATE or DELETE takes the rows in batches. */
function inLoop(operation: Operation, place: Place): Operation {
  const batched = operation.kind === 'changeData' && place.conditional?.kind === 'loop';
  return batched ? { ...operation, isBatched: true } : operation;
}

/**
 * Opens EXECUTE of one literal, or of format() with a literal alone. Anything else is put together at run time and
 * opaque; undefined when it executes a prepared statement.
 */
export function openExecute(
  context: ScriptContext,
  source: Source,
  tokens: readonly Token[],
  range: Range,
  place: Place,
): readonly Statement[] | undefined {
  const first = tokens[range.from + 1]?.word === 'immediate' ? range.from + 2 : range.from + 1;
  const end = clauseEnd(tokens, first, range.to);
  const literal = onlyLiteral(tokens, first, end);
  if (literal) return readInner(context, sqlInString(source, literal), place);
  if (source.dialect === 'oracle' && end === first + 1)
    return openVariable(context, source, tokens[first]?.word ?? '', place) ?? [runsLater(source, tokens, range, place)];
  // EXECUTE name, EXECUTE name(…), EXECUTE name USING @x: a prepared statement, told where it was prepared.
  const isName =
    tokens[first]?.kind === 'word' &&
    (end === first + 1 || tokens[first + 1]?.word === '(') &&
    tokens[first]?.word !== 'format';
  if (isName && (place.depth === 0 || !source.lexis.dollarQuotes)) return undefined;
  if (startsHarmless(source, tokens, first, end)) {
    return [statementBetween(source, tokens, range, place)];
  }
  return [runsLater(source, tokens, range, place)];
}

function runsLater(source: Source, tokens: readonly Token[], range: Range, place: Place): Statement {
  const start = tokens[range.from]?.start ?? 0;
  return atRunTime(source, { start, end: tokens[range.to - 1]?.end ?? start }, place);
}

/** Oracle's EXECUTE IMMEDIATE of a variable that was given whole strings; undefined when it was not. */
function openVariable(
  context: ScriptContext,
  source: Source,
  name: string,
  place: Place,
): readonly Statement[] | undefined {
  const given = context.variables.get(name);
  if (!given || given.isJoined) return undefined;
  // Read once, where they are run first.
  context.variables.set(name, { ...given, literals: [] });
  return given.literals.flatMap((literal) => readInner(context, sqlInString(source, literal), place));
}

function clauseEnd(tokens: readonly Token[], from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token) return to;
    if (token.pair > i) i = token.pair;
    else if (token.word === 'using' || token.word === 'into') return i;
  }
  return to;
}

/** Statements that change no schema, whatever is put behind their first words. */
const HARMLESS =
  /^(?:[EN]?'|[nN]?[qQ]'.|\$[^$]*\$)\s*(?:grant|revoke|select|analyze|notify|set|comment|alter\s+default\s+privileges|(?:create|alter|drop)\s+(?:role|user))\b/i;

function startsHarmless(source: Source, tokens: readonly Token[], from: number, to: number): boolean {
  const first = tokens[from]?.word === 'format' || tokens[from]?.word === 'concat' ? from + 2 : from;
  const token = first < to ? tokens[first] : undefined;
  return (
    token?.kind === 'string' && HARMLESS.test(source.code.slice(token.start, Math.min(token.end, token.start + 80)))
  );
}

/** The literal that an expression is, parentheses and format() around it left out. */
function onlyLiteral(tokens: readonly Token[], from: number, to: number): Token | undefined {
  let [first, last] = [from, to];
  while (tokens[first]?.word === '(' && tokens[first]?.pair === last - 1) [first, last] = [first + 1, last - 1];
  if (tokens[first]?.word === 'format' && tokens[first + 1]?.pair === last - 1) [first, last] = [first + 2, last - 1];
  const token = tokens[first];
  return last === first + 1 && token?.kind === 'string' ? token : undefined;
}
