import { nameOf } from '../../read/names';
import type { Source } from '../../text/source';
import type { Token } from '../../text/token';
import type { ScriptContext } from '../context';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Remembers the strings that DECLARE, SET or SELECT gives a variable: EXEC may run them. */
export function noteVariables(
  context: ScriptContext,
  source: Source,
  tokens: readonly Token[],
  { from, to }: Range,
): void {
  const head = tokens[from]?.word;
  if (head !== 'declare' && head !== 'set' && head !== 'select') return;
  for (let i = from + 1; i < to; i++) {
    const token = tokens[i];
    if (!token?.word.startsWith('@') || token.word.startsWith('@@')) continue;
    const sign = assignedAt(tokens, i, head, to);
    if (sign < 0) continue;
    const isAdded = tokens[sign - 1]?.word === '+';
    const end = valueEnd(tokens, sign + 1, to, head);
    note(context, source, token.word, givenTo(tokens, { from: sign + 1, to: end }, isAdded));
    i = end;
  }
}

/** The place of `=` behind a variable; in DECLARE its type stands between. -1 when it is given nothing. */
function assignedAt(tokens: readonly Token[], at: number, head: string, to: number): number {
  const next = tokens[at + 1]?.word;
  if (next === '=') return at + 1;
  if (next === '+' && tokens[at + 2]?.word === '=') return at + 2;
  if (head !== 'declare') return -1;
  for (let i = at + 1; i < to; i++) {
    const token = tokens[i];
    if (!token || token.word === ',' || token.word.startsWith('@')) return -1;
    if (token.word === '=') return i;
    if (token.pair > i) i = token.pair;
  }
  return -1;
}

/** A SELECT's value reaches to the statement's end, so that what it reads from can be told. */
function valueEnd(tokens: readonly Token[], from: number, to: number, head: string): number {
  if (head === 'select') return to;
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token || token.word === ',') return i;
    if (token.pair > i) i = token.pair;
  }
  return to;
}

interface Value extends Range {
  readonly literals: readonly Token[];
  readonly isJoined: boolean;
  readonly tokens: readonly Token[];
}

function givenTo(tokens: readonly Token[], range: Range, isAdded: boolean): Value {
  const literals = tokens.slice(range.from, range.to).filter(({ kind }) => kind === 'string');
  const isOnly = range.to === range.from + 1 && literals.length === 1;
  return { ...range, tokens, literals, isJoined: isAdded || !isOnly };
}

function note(context: ScriptContext, source: Source, name: string, value: Value): void {
  const column = defaultsColumn(source, value);
  context.variables.set(name, {
    source,
    literals: value.literals,
    isJoined: value.isJoined,
    ...(column === undefined ? {} : { defaultOf: column }),
  });
}

/**
 * `SELECT @name = d.name FROM sys.default_constraints d … c.name = N'Column'`: how scripts (EF Core's among them) look up the name of
 * a default that has none of their own. The column's token, or undefined when the query asks for something else.
 */
function defaultsColumn(source: Source, { tokens, from, to }: Value): Token | undefined {
  let isDefaults = false;
  let column: Token | undefined;
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token || token.kind === 'symbol' || token.kind === 'number') continue;
    if (token.kind === 'string') {
      if (tokens[i - 1]?.word === '=' && isNamed(source, tokens[i - 2], 'name')) column = token;
      if (isNamed(source, tokens[i - 4], 'columnproperty') || isNamed(source, tokens[i - 5], 'columnproperty'))
        column = token;
    } else if (isNamed(source, token, 'default_constraints') || isNamed(source, token, 'default_object_id'))
      isDefaults = true;
  }
  return isDefaults ? column : undefined;
}

function isNamed(source: Source, token: Token | undefined, name: string): boolean {
  if (!token || (token.kind !== 'word' && token.kind !== 'quoted')) return false;
  return nameOf(source, token).toLowerCase() === name;
}
