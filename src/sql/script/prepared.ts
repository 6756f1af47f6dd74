import type { Statement } from '../../model';
import { type Source, spanOf } from '../text/source';
import type { RawStatement } from '../text/statements';
import type { Token } from '../text/token';
import type { Place, ScriptContext } from './context';
import { readInner } from './inner';
import { atRunTime } from './make';
import { sqlInString } from './strings';

/** Strings that hold SQL which changes something. */
const CHANGES = /^['"]\s*(?:alter|create|drop|rename|truncate|insert|update|delete|replace|call)\s/i;

/** Remembers the SQL that `SET @x = …` or `SELECT … INTO @x` gives a MySQL variable. */
export function noteVariable(
  context: ScriptContext,
  source: Source,
  tokens: readonly Token[],
  from: number,
  to: number,
): void {
  if (!source.lexis.delimiters) return;
  const name = variableOf(tokens, from, to);
  if (name === undefined) return;
  const literals: Token[] = [];
  let isJoined = false;
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (token?.word === 'concat') isJoined = true;
    if (token?.kind === 'string' && CHANGES.test(source.code.slice(token.start, Math.min(token.end, token.start + 40))))
      literals.push(token);
  }
  context.variables.set(name, { source, literals, isJoined });
}

function variableOf(tokens: readonly Token[], from: number, to: number): string | undefined {
  const head = tokens[from]?.word;
  if (head === 'set') {
    const name = tokens[from + 1]?.word ?? '';
    return /^@[^@]/.test(name) ? name : undefined;
  }
  if (head !== 'select') return undefined;
  for (let i = from; i + 1 < to; i++) {
    const next = tokens[i + 1]?.word ?? '';
    if (tokens[i]?.word === 'into' && next.startsWith('@')) return next;
  }
  return undefined;
}

/** Opens `PREPARE name FROM @x` or `FROM 'literal'` at the top of a script. */
export function openPrepared(
  context: ScriptContext,
  source: Source,
  raw: RawStatement,
  place: Place,
): readonly Statement[] | undefined {
  const span = spanOf(source, raw.start, raw.end);
  const inside: Place = { conditional: place.conditional ?? { kind: 'guard', span }, depth: place.depth };
  return openPreparedIn(context, source, raw.tokens, { from: 0, to: raw.tokens.length }, inside);
}

/** The same for a range of a block's tokens. Undefined when it is not MySQL's PREPARE. */
export function openPreparedIn(
  context: ScriptContext,
  source: Source,
  tokens: readonly Token[],
  range: { readonly from: number; readonly to: number },
  place: Place,
): readonly Statement[] | undefined {
  if (!source.lexis.delimiters || tokens[range.from + 2]?.word !== 'from') return undefined;
  const given = tokens[range.from + 3];
  if (!given) return undefined;
  const start = tokens[range.from]?.start ?? 0;
  const end = tokens[range.to - 1]?.end ?? start;
  if (given.kind === 'string') return readInner(context, sqlInString(source, given), place);
  const prepared = context.variables.get(given.word);
  if (!prepared || (prepared.isJoined && prepared.literals.length > 0))
    return [atRunTime(source, { start, end }, place)];
  if (prepared.literals.length === 0) return prepared.isJoined ? [atRunTime(source, { start, end }, place)] : undefined;
  // Read once, where it is prepared first: the variable is done with.
  context.variables.set(given.word, { ...prepared, literals: [] });
  return prepared.literals.flatMap((literal) => readInner(context, sqlInString(prepared.source, literal), place));
}
